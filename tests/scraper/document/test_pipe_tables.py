"""Pipe tables of Markdown: read whole, or told; none becomes prose without a word."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tiia_pricebook import PriceBook, Where
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page
from tiia_scraper.document.pipe_tables import (
    broken_tables,
    cells_of,
    seems_a_table,
    with_every_cell,
)

HEAD = "| 接口名称 | 0 - 1000千次/月（不含1000千次） | 1000千次以上/月 |\n"
ROW = "| 智能裁剪 | 2元/千次 | 1.5元/千次 |\n"
FIT = "|---|---|---|\n"
PAGE = f"""## 识别后付费

{HEAD}{FIT}| 车辆识别 | 3元/千次 | 2.5元/千次 |

## 处理后付费

%s

- 结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。
- 后付费根据月调用量，采用阶梯到达定价，月累计调用量越高，单价越低。
"""


def read(table: str) -> PriceBook:
    return read_page((PAGE % table).encode(), "page")


def prices(book: PriceBook) -> dict[str, list[str]]:
    return {
        table.interface: [str(tier.price) for tier in table.tiers] for table in book.pay_as_you_go
    }


@pytest.mark.parametrize(
    "table",
    [
        HEAD + FIT + ROW,
        HEAD + "---|:-:|---\n智能裁剪 | 2元/千次 | 1.5元/千次\n",
        HEAD + FIT + "| 智能裁剪 | 2元/千次 | 1.5元/千次 | |\n",
        f"按月结算：\n{HEAD}{FIT}{ROW}",
        "> " + HEAD + "> " + FIT + "> " + ROW,
    ],
    ids=["framed", "frameless", "empty-cell-more", "below-a-line", "quoted"],
)
def test_a_table_that_fits_is_read(table: str) -> None:
    assert prices(read(table)) == {"车辆识别": ["3", "2.5"], "智能裁剪": ["2", "1.5"]}


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (HEAD + "|---|---|\n" + ROW, 9),
        (HEAD + "|---|---|---|---|\n" + ROW, 9),
        (HEAD + ROW, 9),
        (HEAD + "---\n" + ROW, 9),
        (HEAD + FIT + "\n" + ROW, 12),
        (f"```\n{HEAD}{FIT}{ROW}```\n", 10),
        ("接口 | 单价\n智能裁剪 | 2元/千次\n", 9),
        ("接口名称 | 元/千次\n--- | --- | ---\n智能裁剪 | 2\n", 9),
        (f"<!--\n\n-->\n\n> {HEAD}> |---|\n> {ROW}", 13),
    ],
    ids=[
        *("separator-short", "separator-long", "no-separator", "rule", "blank-line"),
        *("fence", "two-columns", "units-in-head", "after-a-comment"),
    ],
)
def test_prices_of_a_broken_table_are_refused_with_its_line(table: str, line: int) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(table)
    assert (refused.value.id, refused.value.where) == ("pipe-table-broken", {"line": line})


@pytest.mark.parametrize(
    "table",
    [
        "| 状态 | 说明 |\n|---|\n| 成功 | 好 |\n",
        "| 状态 | 说明 |\n| 成功 | 好 |\n",
        "| 成功 | 好 |",
    ],
)
def test_a_broken_table_without_prices_is_a_finding(table: str) -> None:
    book = read(f"{HEAD}{FIT}{ROW}\n{table}")
    (clause,) = (clause.id for clause in book.clauses if "成功" in clause.text)
    (found,) = (finding for finding in book.findings if finding.id == "pipe-table-broken")
    assert found.where == Where(clause=clause)
    assert "| 成功 | 好 |" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 文档 | 价格",
        "用 `a|b|c` 分隔，\n或 `d|e|f`。",
        "单价为 2元\\|千次，\n或 3元\\|千次。",
    ],
)
def test_pipes_in_prose_are_no_table(text: str) -> None:
    book = read(f"{HEAD}{FIT}{ROW}\n{text}")
    assert "pipe-table-broken" not in {finding.id for finding in book.findings}


def test_a_cell_past_the_head_is_refused_in_a_table_of_prices() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(HEAD + FIT + "| 智能裁剪 | 2元/千次 | 1.5元/千次 | 限时5折 |\n")
    place = "table 2 '处理后付费', row 2 '智能裁剪', column 4"
    assert f"{place}: a row is longer than the first one" in str(refused.value)


def test_a_row_without_its_last_price_is_refused() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(HEAD + FIT + "| 智能裁剪 | 2元/千次 |\n")
    assert (refused.value.id, refused.value.where) == (
        "cell-unreadable",
        {"table": 1, "row": 1, "column": 2},
    )


def test_cells_too_many_and_too_few_elsewhere_are_findings() -> None:
    book = read(f"{HEAD}{FIT}{ROW}\n| 状态 | 说明 |\n|---|---|\n| 成功 | 好 | 多 |\n| 失败 |\n")
    found = {(finding.id, finding.where) for finding in book.findings}
    assert ("row-too-long", Where(2, 1, 2)) in found
    assert ("slot-empty", Where(2, 2, 1)) in found


def test_a_pipe_after_a_backslash_is_text() -> None:
    table = HEAD + FIT + ROW.replace("智能裁剪", "智能\\|裁剪")
    assert prices(read(table))["智能|裁剪"] == ["2", "1.5"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        (r"| a \| b | c", ["a | b", "c"]),
        (r"| a \\| b | c", [r"a \| b", "c"]),
        ("> | a | |", ["a", ""]),
        ("- | a |", ["a"]),
        ("|", []),
        ("", []),
        (" a ", ["a"]),
        ("- - | a", ["a"]),
    ],
)
def test_cells_are_parted_as_markdown_does(line: str, cells: list[str]) -> None:
    assert cells_of(line) == cells


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("| a | b | |---| | c | d |", True),
        ("a | b --- | --- c | d", True),
        ("| a | b |", True),
        ("a | b", False),
        ("a -- b", False),
        ("`| a | b |`", False),
        ("`x`| a | b", True),
        ("| a | b", True),
        ("a | b |", True),
        ("| a", False),
        ("a |", False),
        ("a", False),
    ],
)
def test_a_joined_paragraph_seems_a_table(text: str, table: bool) -> None:
    assert seems_a_table(text) is table


MD = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["| a | b |"], [(0, "| a | b |")]),
        (["a", "x | y", "> z | w", "b"], [(1, "x | y\n> z | w")]),
        (["|---|---|"], [(0, "|---|---|")]),
        (["甲 | " + "乙" * 40] * 2, [(0, "\n".join(["甲 | " + "乙" * 40] * 2))]),
        (["甲 | " + "乙" * 41] * 2, []),
        (["a | b | c | d"], []),
        (["| a"], []),
        (["| a |"], []),
        (["a |", "b |"], []),
        (["a | b", "c"], []),
        (["| a | b |", "|---|---|", "| c | d |", "", "x | y"], []),
        (["| a | b |", "", "| c | d |"], [(0, "| a | b |"), (2, "| c | d |")]),
    ],
)
def test_runs_of_lines_that_a_person_takes_for_a_table(
    lines: list[str], found: list[tuple[int, str]]
) -> None:
    assert list(broken_tables(lines, MD.parse("\n".join(lines)))) == found


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| c | d |", ["c", "d"]),
        ("| c |", ["c"]),
        ("| c | d | e | |", ["c", "d", "e"]),
        ("| c | d | | **f** | | |", ["c", "d", "", "<strong>f</strong>"]),
        ("| c | d | | |", ["c", "d"]),
        (r"| c \\| e | d |", ["c | e", "d"]),
    ],
)
def test_a_row_has_the_cells_that_are_written(row: str, cells: list[str]) -> None:
    lines = ["句。", "", "| a | b |", "|---|---|", row, "| g | h |", "", "尾。"]
    tokens = with_every_cell(MD, MD.parse("\n".join(lines)), lines)
    html = MD.renderer.render(tokens, MD.options, {})
    assert html.startswith("<p>句。</p>\n<table>")
    assert html.endswith("</table>\n<p>尾。</p>\n")
    rows = html.split("<tr>")[1:]
    assert [row.split("</tr>")[0].replace("\n", "") for row in rows] == [
        "<th>a</th><th>b</th>",
        "".join(f"<td>{cell}</td>" for cell in cells),
        "<td>g</td><td>h</td>",
    ]
    made = [one for one in tokens if one.type in ("td_open", "td_close")]
    assert len(made) == 2 * (len(cells) + 2)
    assert {(one.type, one.tag, one.nesting) for one in made} == {
        *(("td_open", "td", 1), ("td_close", "td", -1))
    }


def test_a_head_that_begins_like_a_list_keeps_its_cells() -> None:
    lines = ["- | a | b |", "|---|---|---|", "| c | d | e |"]
    tokens = with_every_cell(MD, MD.parse("\n".join(lines)), lines)
    assert [one.content for one in tokens if one.type == "inline"] == [*"-abcde"]


def test_the_width_of_each_table_is_its_own() -> None:
    lines = ["| a | b |", "|---|---|", "| c | d |", "", "| e |", "|---|", "| f | g |"]
    tokens = with_every_cell(MD, MD.parse("\n".join(lines)), lines)
    assert [one.content for one in tokens if one.type == "inline"] == list("abcdefg")
