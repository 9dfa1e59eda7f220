"""English and Chinese say the same: every page has its twin, section by section."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import frozen
from support.fences import CHINESE_TITLES, parsed
from support.shown.steps import REPORT
from support.site_project import ROOT
from tiia_pricebook import PriceBook, default_book
from tiia_pricing.publishing.build.translator import Translator, Untranslated
from tiia_pricing.publishing.chinese.findings import findings_in_chinese
from tiia_pricing.publishing.chinese.translations import (
    CHINESE_DECISIONS,
    ENGLISH_CLAUSES,
    ENGLISH_NAMES,
)
from tiia_pricing.publishing.pages.worked_examples import CHOSEN

config = pytest.importorskip("mkdocs.utils.yaml", reason="the extra docs is not installed")

DOCS = ROOT / "docs"
ENGLISH_PAGES = sorted(
    path.relative_to(DOCS).as_posix()
    for path in DOCS.rglob("*.md")
    if path.relative_to(DOCS).parts[0] != "zh"
)
TWINS = [(DOCS / page, DOCS / "zh" / page) for page in ENGLISH_PAGES]
TWINS.append((ROOT / "README.md", ROOT / "README.zh-CN.md"))
TWINS.append((ROOT / "SECURITY.md", ROOT / "SECURITY.zh-CN.md"))
TEMPLATES = sorted((ROOT / "src/tiia_pricing/publishing/templates").rglob("*.*"))


def shape(path: Path) -> list[str]:
    """Headings by level, code blocks, list items, table rows, includes, in order.

    Of commands what is typed, of a report how many lines: each language shows what it prints.
    """
    text = path.read_text("utf-8")
    marks: list[str] = []
    for block in re.split(r"^(```.*?^```)", text, flags=re.M | re.S):
        if block.startswith("```console"):
            marks += re.findall(r"^\$ .*", block, re.M)
            continue
        if block.startswith("```"):
            [code] = parsed(block)
            own = f"{code.text.count(chr(10))} lines" if code.title == REPORT else code.text
            marks.append(f"{code.language} {code.title}: {own}")
            continue
        for line in block.splitlines():
            found = re.match(r"(#+) |([-*]|\d+\.) |(\|)|\{% (include .*) %\}|<a class", line)
            if found:
                marks.append(next((part for part in found.groups() if part), "card"))
    return marks


@pytest.mark.parametrize(("english", "chinese"), TWINS, ids=lambda path: path.name)
def test_twins_have_the_same_sections_blocks_and_tables(english: Path, chinese: Path) -> None:
    assert shape(chinese) == shape(english)


def test_a_title_of_a_block_that_is_no_file_is_chinese_on_chinese_pages() -> None:
    texts = [page.read_text("utf-8") for _, page in TWINS]
    titles = {
        title for text in texts for title in re.findall(r'^ *`{3,}\w+ title="(.+)"', text, re.M)
    }
    assert titles >= CHINESE_TITLES.keys()
    names = titles - CHINESE_TITLES.keys() - {"crontab", "Dockerfile"}
    assert [name for name in names if not re.fullmatch(r"[\w-]+\.\w+|watch-[\w-]+", name)] == []


@pytest.mark.parametrize(("english", "chinese"), TWINS, ids=lambda path: path.name)
def test_twins_link_to_the_same_places_and_name_the_same_amounts(
    english: Path, chinese: Path
) -> None:
    def facts(path: Path) -> set[str]:
        text = path.read_text("utf-8").replace(".zh-CN.md", ".md").replace("](docs/zh/", "](docs/")
        links = re.findall(r"\]\(([^)]+)\)|href=\"([^\"]+)\"", text)
        amounts = re.findall(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d\b", text)
        return {part for link in links for part in link if part} | set(amounts)

    assert facts(chinese) == facts(english)


def test_no_chinese_page_stands_alone() -> None:
    chinese = {path.relative_to(DOCS / "zh").as_posix() for path in (DOCS / "zh").rglob("*.md")}
    assert chinese == set(ENGLISH_PAGES)


def test_a_word_without_a_wording_stops_the_build() -> None:
    translate = Translator("zh", {})
    assert translate("Table {table}", table=1) == "表 1"
    assert (translate("breaking"), translate("free-quota")) == ("breaking（破坏性）", "免费额度")
    with pytest.raises(Untranslated, match="has no wording in 'zh'"):
        translate("no words of a template")
    assert Translator("en", {})("no words of a template") == "no words of a template"


@pytest.fixture(scope="module")
def book() -> PriceBook:
    """The shipped book: the site translates what today's page says."""
    return default_book()


def test_every_clause_has_an_english_translation_and_no_other_is_kept(book: PriceBook) -> None:
    said = {text for clause in book.clauses for text in (clause.text, clause.chapter)}
    assert ENGLISH_CLAUSES.keys() == said


def test_every_api_of_the_frozen_page_has_an_english_name() -> None:
    assert ENGLISH_NAMES.keys() == {interface.name for interface in frozen.book().interfaces}


def test_every_clause_that_states_a_rule_has_a_worked_example(book: PriceBook) -> None:
    assert CHOSEN.keys() == {clause.id for clause in book.clauses if clause.informative is None}


def test_every_decision_has_a_chinese_translation_and_no_other_is_kept(book: PriceBook) -> None:
    said = {text for reading in book.readings for text in (reading.question, reading.decision)}
    said |= {clause.informative for clause in book.clauses if clause.informative}
    assert CHINESE_DECISIONS.keys() == said


def test_every_finding_has_a_chinese_translation(book: PriceBook) -> None:
    said = {text for finding in book.findings for text in (finding.text, finding.decision)}
    chinese = findings_in_chinese(ROOT / "scraper/snapshots")
    assert said - chinese.keys() == set()
    assert [text for text in said if chinese[text] == text] == []


def navigation(name: str) -> list[str]:
    def leaves(node: Any) -> list[str]:
        if isinstance(node, str):
            return [node]
        children = node.values() if isinstance(node, dict) else node
        return [leaf for child in children for leaf in leaves(child)]

    with (ROOT / name).open(encoding="utf-8") as file:
        return leaves(config.yaml_load(file)["nav"])


def test_both_sites_are_navigated_alike() -> None:
    assert navigation("mkdocs.yml") == navigation("mkdocs.zh.yml")


def test_every_chapter_is_in_the_navigation() -> None:
    chapters = {f"rules/{path.stem}.md" for path in (ROOT / "features").rglob("*.feature")}
    listed = {page for page in navigation("mkdocs.yml") if page.startswith("rules/")}
    assert listed == chapters | {"rules/index.md"}
