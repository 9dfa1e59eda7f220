"""A page whose content a script is to write is told apart from a page without prices."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

SCRIPT = "<script src=/app.js></script>"
ROOT = "<div id=root></div>"
NOTICE = "<noscript>You need to enable JavaScript to run this app.</noscript>"


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    assert refused.value.exit_code == 102
    return refused.value


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html><title>价格</title>{ROOT}{SCRIPT}",
        f"<html><body>{SCRIPT.upper()}</body></html>",
        f"<html><body>{NOTICE}{ROOT}{SCRIPT}",
        f"<html><body><p>加载中…</p>{SCRIPT}",
        f"<html><body><p>Loading...</p>{SCRIPT}",
        f"<html><body><nav>产品 文档</nav><div id=docArticleContent><!-- --></div>{SCRIPT}",
        f"<html><body>{ROOT}<style>p</style><template>2元</template>{SCRIPT}",
        f"<html><body><p>Just a moment... Enable JavaScript and cookies to continue</p>{SCRIPT}",
        f"<html><body><header>腾讯云</header><noscript>请启用 JavaScript</noscript>{SCRIPT}",
        f"<html><body><p>您的浏览器禁用了脚本，需要打开 JavaScript 才能浏览</p>{SCRIPT}",
    ],
)
def test_a_page_behind_a_script(page: str) -> None:
    error = refusal(page)
    assert error.id == "page-needs-script"
    assert error.message.startswith("a script writes the page's content, and none is run: no price")


@pytest.mark.parametrize(
    "page",
    [
        ROOT,
        f"<!DOCTYPE html>{ROOT}",
        f"<html><body>{ROOT}<!-- {SCRIPT} -->",
        f"<html><body><h1>404 Not Found</h1>{SCRIPT}",
        f"<html><body><p>登录</p><form></form>{SCRIPT}",
        f"<html><body><noscript><img src=count.gif></noscript><p>请登录</p>{SCRIPT}",
        "<html><body><p>登录</p><script>// enable JavaScript</script>",
        f"<html><body>{NOTICE}<p>接口</p><table><tr><td>说明</td></tr></table>{SCRIPT}",
        f"<html><body>{NOTICE}<p>{'系统维护' * 101}</p>{SCRIPT}",
        f"<html><body><nav></nav><div id=docArticleContent><p>说明</p></div>{SCRIPT}",
        "没有价格，需要 JavaScript",
    ],
)
def test_a_page_without_prices(page: str) -> None:
    assert refusal(page).id == "no-price"


def test_the_title_is_told_with_it() -> None:
    assert "'价格总览'" in refusal(f"<html><title>价格总览</title>{ROOT}{SCRIPT}").message


def test_a_page_that_breaks_off_is_told_first() -> None:
    page = f"<html><body><div id=docArticleContent><p>{SCRIPT}"
    assert refusal(page).id == "page-truncated"
