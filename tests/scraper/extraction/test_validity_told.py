"""How long packs last: the words of what is refused or found, and the source of what is read."""

from __future__ import annotations

import pytest

from tiia_pricebook import Finding, Pack, PriceBook, Where
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

VALIDITY = "a validity such as 6个月, 180天, 1年 or 长期有效"
YEAR = "not read; a year, the reading pack-validity, where nothing else states it"
PRICES = """
| 接口名称 | 0 - 1000千次/月（不含1000千次） | 1000千次以上/月 |
|---|---|---|
| 商品识别 | 2.5元/千次 | 2元/千次 |
| 车辆识别 | 3元/千次 | 2.5元/千次 |
"""
BOTH = ("商品识别|1万次|20元", "车辆识别|1万次|25元")
Refusal = tuple[str, str, dict[str, object], str | None]


def packs(*rows: str, head: str = "规格|价格") -> str:
    cells = [f"接口|{head}", *(rows or BOTH)]
    return (
        "<table>"
        + "".join(f"<tr><td>{row.replace('|', '<td>')}</tr>" for row in cells)
        + "</table>"
    )


def page(below: str, above: str = "") -> str:
    return f"{above}\n\n## 价格\n\n### 后付费\n{PRICES}\n\n{below}\n"


def read(below: str, above: str = "") -> PriceBook:
    return read_page(page(below, above).encode(), "page")


def refusal(below: str) -> Refusal:
    with pytest.raises(PageUnreadable) as refused:
        read(below)
    return (refused.value.id, refused.value.message, refused.value.where, refused.value.expected)


def months(book: PriceBook) -> dict[str, int | None]:
    return {pack.interface: pack.months for pack in book.packs}


def source(pack: Pack) -> tuple[str, int | None, str | None]:
    assert pack.validity
    return (pack.validity.text, pack.validity.table, pack.validity.clause)


def unread(book: PriceBook) -> list[Finding]:
    return [finding for finding in book.findings if finding.id == "pack-validity-unread"]


def clause_of(book: PriceBook, text: str) -> str:
    (found,) = [clause.id for clause in book.clauses if clause.text == text]
    return found


def test_a_cell_that_is_no_validity_in_words() -> None:
    found = refusal(f"### 预付费\n{packs('商品识别|1万次|20元|6', head='规格|价格|有效期')}")
    place: dict[str, object] = {"table": 1, "row": 1, "column": 3}
    assert found == ("cell-unreadable", "'6' cannot be read", place, VALIDITY)


def test_a_head_and_a_cell_that_disagree_in_words() -> None:
    head = "规格（有效期1年）|价格（有效期6个月）|有效期"
    found = refusal(f"### 预付费\n{packs('商品识别|1万次|20元|6个月', head=head)}")
    place: dict[str, object] = {"table": 1, "row": 0, "column": 1}
    expected = "one validity for a pack"
    assert found == ("cell-unreadable", "'规格（有效期1年）' cannot be read", place, expected)


def test_two_cells_that_are_no_validity_are_both_told() -> None:
    rows = packs("商品识别|1万次|20元|6|7", head="规格|价格|有效期|有效时长")
    message = refusal(f"### 预付费\n{rows}")[1]
    assert message.startswith("2 places cannot be read")
    assert "table 2 '预付费', row 2 '商品识别', column 4 '有效期': '6' cannot be read" in message
    assert "table 2 '预付费', row 2 '商品识别', column 5 '有效时长': '7' cannot be read" in message


def test_sentences_that_contradict_each_other_in_words() -> None:
    said = "资源包有效期为6个月。\n\n资源包有效期为1年。"
    assert refusal(f"### 预付费\n{packs(BOTH[0])}\n\n### 说明\n\n{said}") == (
        "pack-validity-contradictory",
        "'资源包有效期为6个月。' and '资源包有效期为1年。'",
        {"clause": "pack-validity-2"},
        "one validity for the pack of 10000 calls of 商品识别",
    )


@pytest.mark.parametrize(
    ("below", "text", "clause"),
    [
        (
            f"### 预付费\n{packs()}\n\n资源包有效期为6至12个月。",
            "'资源包有效期为6至12个月。'",
            "pack-validity",
        ),
        (
            f"### 资源包（有效期6至12个月）\n\n如下：\n\n{packs()}",
            "'资源包（有效期6至12个月）'",
            None,
        ),
    ],
)
def test_a_validity_that_is_not_understood_in_words(
    below: str, text: str, clause: str | None
) -> None:
    known = clause or clause_of(read(below.replace("6至12个月", "6个月")), "如下：")
    assert refusal(below) == ("pack-validity-unreadable", text, {"clause": known}, VALIDITY)


def test_the_source_of_a_sentence_and_of_a_heading() -> None:
    book = read(f"### 预付费\n{packs()}\n\n资源包有效期为6个月。")
    assert months(book) == {"商品识别": 6, "车辆识别": 6}
    assert source(book.packs[0]) == ("资源包有效期为6个月。", None, "pack-validity")
    book = read(f"### 资源包（有效期6个月）\n\n如下：\n\n{packs()}")
    assert months(book) == {"商品识别": 6, "车辆识别": 6}
    clause = clause_of(book, "如下：")
    assert source(book.packs[0]) == ("资源包（有效期6个月）", None, clause)


def test_a_heading_that_names_an_interface_is_about_its_packs() -> None:
    book = read(f"### 车辆识别资源包有效期6个月\n\n如下：\n\n{packs()}")
    assert months(book) == {"商品识别": None, "车辆识别": 6}


def test_headings_are_each_about_their_own_table() -> None:
    below = (
        f"### 资源包一（有效期6个月）\n{packs(BOTH[0])}\n\n"
        f"### 资源包二（有效期1年）\n{packs(BOTH[1])}"
    )
    assert months(read(below)) == {"商品识别": 6, "车辆识别": 12}


def test_a_heading_without_a_table_is_about_all_packs() -> None:
    book = read(f"### 预付费\n{packs()}\n\n### 资源包有效期：6个月\n\n请尽快使用。")
    assert months(book) == {"商品识别": 6, "车辆识别": 6}
    book = read(f"### 预付费\n{packs()}\n\n### 资源包有效期说明\n\n有效期均为6个月。")
    assert months(book) == {"商品识别": 6, "车辆识别": 6}
    assert unread(book) == []


def test_notes_in_tables_are_each_about_their_own() -> None:
    def noted(row: str, note: str) -> str:
        return packs(row).replace("</table>", f"<tr><td colspan=3>{note}</td></tr></table>")

    one = noted(BOTH[0], "资源包有效期为6个月。")
    other = noted(BOTH[1], "资源包有效期为1年。")
    assert months(read(f"### 预付费\n{one}\n\n又如下：\n\n{other}")) == {
        "商品识别": 6,
        "车辆识别": 12,
    }


@pytest.mark.parametrize("heading", ["计费示例", "举例说明"])
def test_an_example_states_no_validity(heading: str) -> None:
    book = read(f"### 预付费\n{packs()}\n\n### {heading}\n\n购买的资源包有效期为6个月。")
    assert months(book) == {"商品识别": None, "车辆识别": None}
    assert unread(book) == []


def test_a_chapter_of_free_packs_says_nothing_of_those_that_are_sold() -> None:
    below = f"### 预付费\n{packs()}\n\n### {{}}\n\n有效期为1个月。"
    book = read(below.format("免费资源包"))
    assert months(book) == {"商品识别": None, "车辆识别": None}
    clause = clause_of(book, "有效期为1个月。")
    text = "speaks of the validity of packs: '有效期为1个月。'"
    assert unread(book) == [Finding("pack-validity-unread", Where(clause=clause), text, YEAR)]
    assert months(read(below.format("免费与付费资源包"))) == {"商品识别": 1, "车辆识别": 1}
    assert months(read(below.format("免费额度与后付费、资源包"))) == {
        "商品识别": None,
        "车辆识别": None,
    }


def test_a_sentence_of_packs_that_there_are_not_says_so() -> None:
    book = read(f"### 预付费\n{packs()}\n\n100万次资源包有效期为6个月。")
    text = (
        "speaks of the validity of packs: '100万次资源包有效期为6个月。'; "
        "it names no pack of the page"
    )
    assert unread(book) == [
        Finding("pack-validity-unread", Where(clause=book.clauses[-1].id), text, YEAR)
    ]


def test_a_time_that_is_not_understood_and_may_be_of_something_else_is_found() -> None:
    book = read(f"### 预付费\n{packs()}\n\n自购买之日起6至12个月内有效。")
    text = "speaks of the validity of packs: '自购买之日起6至12个月内有效。'"
    assert unread(book) == [
        Finding("pack-validity-unread", Where(clause=book.clauses[-1].id), text, YEAR)
    ]
