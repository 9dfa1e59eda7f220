"""The judge of hostile sites alone: what it does not see on a page proves nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proof.attack.hostile_site import obeyed_by_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OBEYED = (
    "<script>window.ran = 1</script>",
    "<img src=none.png onerror='window.ran = 1'>",
    "<img src=http://a.example/x.png>",
    "<p onclick='1'>x</p>",
    "<a href='javascript:1'>x</a>",
    "<svg><a href='data:text/html,x'></a></svg>",
    "<iframe></iframe>",
    "<base target=x>",
    "<form action=x></form>",
    "<meta http-equiv=refresh content=900>",
    "<b class=evil>x</b>",
    "<script>alert(1)</script>",
    "<p>10006297</p>",
)


def test_the_judge_sees_whatever_was_obeyed(browser: Browser, tmp_path: Path) -> None:
    for number, markup in enumerate(OBEYED):
        (tmp_path / f"{number:02}.html").write_text(f"<!DOCTYPE html><title>x</title>{markup}")
    (tmp_path / "quiet.html").write_text(
        "<!DOCTYPE html><title>x</title><a href='https://a.example/'>&lt;script&gt;</a>"
    )
    seen = {line.partition(":")[0] for line in obeyed_by_pages(browser, tmp_path)}
    assert seen == {f"{number:02}.html" for number in range(len(OBEYED))}
