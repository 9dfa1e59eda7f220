"""What is not shown, and pipes that made no table, outside the tables of a page."""

from __future__ import annotations

from tiia_pricebook import Finding, Where
from tiia_scraper import read_page

PRICES = "<table><tr><td>接口名称<td>0次以上</tr><tr><td>甲<td>2元/千次</tr></table>"
LEFT_OUT = "left out, as a browser does"


def findings(page: str, *ids: str) -> list[Finding]:
    found = read_page(f"{page}\n\n价格如下：\n\n{PRICES}".encode(), "page").findings
    return [finding for finding in found if finding.id in ids]


def test_what_is_not_shown_is_one_finding_of_each_kind() -> None:
    page = (
        "<p hidden>旧价</p><table hidden><tr><td>9元</table>"
        f"<p>您好。</p><p style='display:none'>{'长' * 61}</p>"
    )
    assert findings(page, "hidden-text", "hidden-table") == [
        Finding("hidden-table", Where(), "is not shown: '9元'", LEFT_OUT),
        Finding("hidden-text", Where(), f"is not shown: '旧价'; '{'长' * 60}'", LEFT_OUT),
    ]


def test_much_that_is_not_shown_is_quoted_in_part() -> None:
    (found,) = findings(f"<p hidden>{'长' * 60}</p>\n" * 9, "hidden-text")
    assert found.text == f"is not shown: {(repr('长' * 60) + '; ') * 6}{repr('长' * 60)[:16]}"


def test_a_title_is_shown() -> None:
    assert findings("# 产品价格", "title") == []


def test_pipes_that_are_no_table_stay_a_sentence() -> None:
    line = f"| 等级 | 说明 | {'长' * 60} |"
    page = f"您好。\n\n{line}"
    book = read_page(f"{page}\n\n价格如下：\n\n{PRICES}".encode(), "page")
    (found,) = [one for one in book.findings if one.id == "pipe-table-broken"]
    assert book.clauses[1].text == line
    assert found == Finding(
        "pipe-table-broken",
        Where(clause=book.clauses[1].id),
        f"looks like a table of pipes: {line[:60]!r}",
        "a sentence",
    )


def test_pipes_in_a_table_are_its_own() -> None:
    note = "<tr><td colspan=2>| 高 | 低 |。"
    table = f"<table><tr><td>等级<td>说明<tr><td>| 高 | 低 |<td>无{note}</table>"
    assert findings(table, "pipe-table-broken") == []
