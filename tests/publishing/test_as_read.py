"""Beside the prices: when they were read, from where, and since when they hold."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from markdown import markdown
from mkdocs.config import load_config

from support.site_accepted import COMING, SEEN, accept
from support.site_project import Project
from tiia_pricing.publishing.__main__ import main

ADDRESS = "https://example.org/pricing?a=1&b=2"


def lines(project: Project, path: str, language: str = "en") -> list[str]:
    """What stands beside prices on a page, as a reader sees it."""
    page = BeautifulSoup(project.page(path, language), "html.parser")
    found = [" ".join(one.get_text().split()) for one in page.select("p.tp-seal")]
    return [one for one in found if "2026-11-23" in one]


@pytest.mark.parametrize(("path", "tables"), [("index.md", 2), ("prices.md", 3)])
def test_each_table_of_prices_says_when_it_was_read(
    published: Project, path: str, tables: int
) -> None:
    (told,) = {*lines(published, path)}
    assert len(lines(published, path)) == tables
    assert told == (
        "Prices of 2026-01-02, as read on 2026-11-23 from: the vendor's documentation · the copy"
        " that was read · in force since the day next to them, or, without one, on 2022-10-01 or"
        " before: the page states none"
    )
    assert all("于 2026-11-23 读自" in one for one in lines(published, path, "zh"))
    assert len(lines(published, path, "zh")) == tables
    assert "example.org" not in published.page(path)


def test_the_address_of_the_page_is_linked_where_it_is_known(project: Project) -> None:
    accept(project, SEEN, COMING)
    assert main(["--root", str(project.root), "--vendor-page", ADDRESS]) == 0
    for language in ("en", "zh"):
        page = BeautifulSoup(project.page("prices.md", language), "html.parser")
        links = page.select("p.tp-seal a[href^='https:']")
        assert [(str(one["href"]), one.get_text()) for one in links] == [
            (ADDRESS, "the vendor's documentation")
        ] * 3
    # 商品识别 is dearer since it was seen on 2026-12-01; the others have no day.
    rows = re.findall(r"<tr>.*?</tr>", project.page("prices.md").partition('class="tp-on"')[0])
    dated = [row for row in rows if "since 2026-12-01" in row]
    assert len(dated) == 1
    assert "DetectProduct<" in dated[0]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "example.org",
        "https://",
        "https://a b",
        "//a",
        "http://[",
        "https://u@a",
    ],
)
def test_what_is_no_address_stops_the_build(
    project: Project, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert main(["--root", str(project.root), "--vendor-page", text]) == 2
    assert f"{text!r} is not the address of a page" in capsys.readouterr().err
    assert not (project.root / "build/docs").exists()


MARKS = "[x](javascript:ran=1) ![x](http://a.example/x.png) <b>x</b> `x`"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_a_page_came_from_is_text_and_never_markup(project: Project, language: str) -> None:
    file, edits, on, days = SEEN
    accept(project, (file, edits, on, days | {"source": MARKS}))
    assert main(["--root", str(project.root)]) == 0
    settings = load_config("mkdocs.yml", docs_dir="docs")  # what it names is built by `make spec`
    extensions, options = settings["markdown_extensions"], settings["mdx_configs"]
    said = []
    for path in ("index.md", "prices.md", "data.md", "price-changes.md"):
        text = markdown(
            project.page(path, language), extensions=extensions, extension_configs=options
        )
        page = BeautifulSoup(text, "html.parser")
        assert not page.select("a[href^='javascript:'], img[src^=http]"), path
        said += [path] if MARKS in page.get_text() else []
    assert "data.md" in said
