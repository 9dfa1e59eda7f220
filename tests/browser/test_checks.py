"""Each check tells of a page that is wrong in its way, and of nothing on one that is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import checks
from browser.kinds import of_every_kind
from browser.serving import served
from browser.tables import axe_table, weight_table
from browser.visit import Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RIGHT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prices</title>
<link rel="icon" href="data:,"><style>
:focus-visible {{ outline: 2px solid #000 }}
details::details-content {{ content-visibility: visible }}
a[href^=http]::after {{ content: "↗" }} @media print {{ nav {{ display: none }} }}</style></head>
<body><a class="md-skip" href="#prices">Skip</a><nav><a href="#prices">Menu</a></nav>
<main><article><h1 id="prices">Prices</h1><a href="#prices">3 yuan</a>
<details><summary>Why</summary><p>Tier one</p></details>{more}</article></main></body></html>"""
Check = Callable[[Visit], list[str]]
FAULTS: list[tuple[Check, str, str, str]] = [
    (checks.quiet, "</article>", "<script>console.error('broken')</script></article>", "broken"),
    (checks.quiet, "</article>", "<script>missing()</script></article>", "missing is not defined"),
    (checks.quiet, "</article>", "<img src='no.png' alt=''></article>", "404"),
    (
        checks.quiet,
        "</article>",
        "<img src='http://a.example/b.png' alt=''></article>",
        "a.example",
    ),
    (checks.outlined, "<title>Prices</title>", "", "no title"),
    (checks.outlined, 'lang="en"', 'lang="zh"', "lang is 'zh'"),
    (checks.outlined, "</article>", "<h1>More</h1></article>", "2 headings of level 1"),
    (checks.outlined, "</article>", "<h3>Deep</h3></article>", "level 1 is followed by level 3"),
    (checks.outlined, "<article>", "<article><h2>First</h2>", "the first heading is of level 2"),
    (checks.marked, "</article>", "<a href='https://a.example/'>away</a></article>", "a.example"),
    (checks.within_width, "</article>", "<p style='width: 2000px'>x</article>", "2008 pixels"),
    (
        checks.of_bearable_height,
        "</article>",
        "<p style='height: 30001px'>x</article>",
        "pixels tall, expected: at most 30,000",
    ),
    (
        checks.cued,
        "</article>",
        "<div class='tp-scroll' style='overflow: auto'>"
        "<p style='width: 2000px'>Tier four</p></div></article>",
        "no cue that more is to the right: Tier four",
    ),
    (checks.reached, 'class="md-skip"', "", "Tab does not begin at the skip link"),
    (checks.reached, "nav>", "div>", "Tab never reaches the navigation"),
    (checks.reached, "article>", "section>", "Tab does not reach the content"),
    (checks.reached, "2px solid #000", "none", "focus does not show"),
    (checks.on_paper, "content-visibility", "color", "this stays folded"),
    (checks.on_paper, "nav { display: none }", "", "navigation is left"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture
def opened(
    browser: Browser, folder: Path, request: pytest.FixtureRequest
) -> Callable[[str], Visit]:
    """Open a page with this text, in a browser of its own."""

    def open_page(html: str) -> Visit:
        (folder / "index.html").write_text(html, "utf-8")
        base = served(folder)
        address = base.__enter__()
        request.addfinalizer(lambda: base.__exit__(None, None, None))
        visit = visited(browser, folder, address, "index.html")
        request.addfinalizer(lambda: visit.__exit__(None, None, None))
        return visit.__enter__()

    return open_page


def test_a_page_that_is_right_passes_every_check(opened: Callable[[str], Visit]) -> None:
    visit = opened(RIGHT.format(more=""))
    for check in {check for check, *_ in FAULTS}:
        assert check(visit) == [], check.__name__
    assert checks.grave(checks.examined(visit)) == []


@pytest.mark.parametrize(("check", "old", "new", "told"), FAULTS)
def test_a_fault_is_told(
    opened: Callable[[str], Visit], check: Check, old: str, new: str, told: str
) -> None:
    right = RIGHT.format(more="")
    assert old in right
    problems = check(opened(right.replace(old, new)))
    assert told in "\n".join(problems)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<p style='color: #999; background: #aaa'>pale</p>", "serious color-contrast"),
        ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "critical image-alt"),
        ("<input>", "critical label"),
    ],
)
def test_axe_tells_what_cannot_be_read(
    opened: Callable[[str], Visit], markup: str, told: str
) -> None:
    assert told in "\n".join(checks.grave(checks.examined(opened(RIGHT.format(more=markup)))))


def test_of_elements_of_one_make_the_first_is_enough(opened: Callable[[str], Visit]) -> None:
    pale = "<li class='pale' style='color: #999; background: #aaa'>pale</li>"
    visit = opened(RIGHT.format(more=f"<ul>{'<li>plain</li>' * 9}{pale * 9}</ul>"))
    shown = "[...document.querySelectorAll('li')].filter(it => it.checkVisibility()).length"
    with visit.thinned(coloured=True):
        assert visit.page.evaluate(shown) == 5  # the first, the second, plain, pale, the last
        (found,) = checks.grave(checks.examined(visit, color_contrast=True))
    assert visit.page.evaluate(shown) == 18
    assert "color-contrast, 2 elements" in found


def test_what_lacks_an_attribute_is_of_a_make_of_its_own(opened: Callable[[str], Visit]) -> None:
    image = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='"
    visit = opened(RIGHT.format(more=f"{f'{image} alt=seal>' * 3}{image}>"))
    with visit.thinned():
        (found,) = checks.grave(checks.examined(visit, color_contrast=False))
    assert "image-alt, 1 elements" in found


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "<i role='img' aria-label='seal'></i>",
            "<i role='img' aria-label=''></i>",
            "role-img-alt",
        ),
        ("<p lang='zh'>a</p>", "<p lang='zzzz'>a</p>", "valid-lang"),
        ("<p role='note'>a</p>", "<p role='nonsense'>a</p>", "aria-roles"),
        ("<p aria-hidden='true'>a</p>", "<p aria-hidden='tru'>a</p>", "aria-valid-attr-value"),
        ("<label for=a{n}>n</label><input id=a{n}>", "<input id=b>", "label"),
        ("<a href='#a' title='to a'></a>", "<a href='#b' title=''></a>", "link-name"),
    ],
)
def test_what_says_something_else_of_itself_is_of_a_make_of_its_own(
    opened: Callable[[str], Visit], right: str, wrong: str, told: str
) -> None:
    some = [right.format(n=n) for n in range(5)]
    visit = opened(RIGHT.format(more=f"<div>{''.join([*some[:3], wrong, *some[3:]])}</div>"))
    with visit.thinned():
        found = checks.grave(checks.examined(visit, color_contrast=False))
    assert told in "\n".join(found)


@pytest.mark.parametrize(("height", "suffix"), [(900, "jpeg"), (66_000, "png")])
def test_a_page_of_any_height_has_its_picture(
    opened: Callable[[str], Visit], tmp_path: Path, height: int, suffix: str
) -> None:
    opened(RIGHT.format(more=f"<p style='height: {height}px'>tall</p>")).shoot(tmp_path / "page")
    (picture,) = tmp_path.iterdir()
    assert picture.name == f"page.{suffix}"
    assert picture.stat().st_size > 1_000


def test_a_heavy_page_is_told_by_what_it_loads(
    opened: Callable[[str], Visit], folder: Path
) -> None:
    noise = hashlib.shake_256(b"noise").hexdigest(301_000)  # a hexadecimal digit is half a byte
    (folder / "heavy.js").write_text(f"// {noise}")
    (problem,) = checks.light(opened(RIGHT.format(more="<script src='heavy.js'></script>")))
    assert "expected: at most 300,000" in problem


def test_pages_of_every_kind_have_every_tag_with_its_classes(tmp_path: Path) -> None:
    pages = {
        "a.html": "<p>text</p>",
        "b.html": "<p>more text</p><p class='b a'>note</p>",
        "c.html": "<p class='a b'>note</p>",
        "d.html": "<table>",
        "e.html": "<p title='<i class=x>'>no tag</p>",
        "f.html": "<p data-x=1 class=z>",
    }
    for name, html in pages.items():
        (tmp_path / name).write_text(html)
    assert of_every_kind(tmp_path, pages) == {"b.html", "d.html", "e.html", "f.html"}


def test_tables_set_the_heaviest_first_and_sum_what_axe_found() -> None:
    rows = [
        {"page": "a.html", "kinds": {"html": 1_000}, "total": 1_000},
        {"page": "b.html", "kinds": {"html": 2_000, "js": 60}, "total": 2_060},
    ]
    assert weight_table(rows).splitlines() == [
        "page    html   js  kB in all",
        "b.html   2.0  0.1        2.1",
        "a.html   1.0  0.0        1.0",
    ]
    found = [
        {"page": page, "looks": 3, "critical": 0, "serious": 1, "moderate": 2, "minor": 0}
        for page in ("a.html", "b.html")
    ]
    assert axe_table(found).splitlines()[-1].split() == ["2", "pages", "6", "0", "2", "4", "0"]
