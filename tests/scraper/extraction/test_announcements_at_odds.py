"""Announcements that contradict each other, or are not understood: the findings, word for word."""

import pytest

from support.announcing import D1, D2, FROM, GOODS, LATER, UNCHANGED, announced, prices, read, whys

FIRST = "商品识别第一阶梯价格调整为"
NOTE = "<br>注：2027年1月1日起"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            f"{FROM}{FIRST}2.6元/千次。{FROM}{FIRST}2.7元/千次。",
            "2.7 from 2027-01-01 here, 2.6 from 2027-01-01 elsewhere",
        ),
        (
            f"{FROM}{FIRST}2.6元/千次。{LATER}{FIRST}2.6元/千次。",
            "2.6 from 2027-07-01 here, 2.6 from 2027-01-01 elsewhere",
        ),
        (
            f"{FROM}商品识别停止服务。{LATER}商品识别停止服务。",
            "no more from 2027-07-01 here, no more from 2027-01-01 elsewhere",
        ),
        (
            f"{FROM}商品识别的第一阶梯调整为0-20千次/月。{FROM}商品识别的第一阶梯调整为0-25千次/月。",
            "25000 from 2027-01-01 here, 20000 from 2027-01-01 elsewhere",
        ),
        (
            f"{FROM}商品识别的第三阶梯调整为40千次以上/月。{FROM}商品识别的第三阶梯调整为50千次以上/月。",
            "50000 from 2027-01-01 here, 40000 from 2027-01-01 elsewhere",
        ),
    ],
)
def test_two_sentences_at_odds_name_both_values(said: str, text: str) -> None:
    book = read(tail=said)
    (finding,) = [f for f in announced(book) if f.text.startswith(f"{GOODS}: {text}")]
    assert finding.id == "announcements-disagree"
    assert finding.decision == "neither is read; the tables hold"
    assert finding.text == f"{GOODS}: {text}"
    second = book.clause(finding.where.clause or "").text
    assert second == said[said.rindex("自") :]
    assert prices(book) == UNCHANGED


def test_what_is_at_odds_with_one_left_out_is_left_out_too() -> None:
    one, other = f"{FROM}{FIRST}2.6元/千次。", f"{FROM}{FIRST}2.7元/千次。"
    third = f"{LATER}{FIRST}2.6元/千次。"
    second = "车辆识别第一阶梯价格调整为"
    book = read(tail=f"{one}{other}{FROM}{second}2.6元/千次。{FROM}{second}2.7元/千次。{third}")
    assert prices(book) == UNCHANGED


def test_of_three_at_odds_two_by_two_none_is_read() -> None:
    """Tier 1 is left out first, then tier 2; what contradicts tier 1 still does."""
    two = "商品识别第二阶梯价格调整为"
    book = read(
        tail=f"{FROM}{FIRST}2.6元/千次。{FROM}{FIRST}2.7元/千次。"
        f"{FROM}{two}2.1元/千次。{FROM}{two}2.3元/千次。{FROM}{FIRST}2.8元/千次。"
    )
    assert prices(book) == UNCHANGED
    assert len(announced(book)) == 3


def test_the_days_come_in_their_order_though_the_sentences_do_not() -> None:
    book = read(tail=f"{LATER}{FIRST}2.7元/千次。{FROM}{FIRST}2.6元/千次。")
    assert [days for days, _ in prices(book)] == [(None, D1), (D1, D2), (D2, None)]


def test_the_same_twice_is_one_announcement() -> None:
    book = read(tail=f"{FROM}{FIRST}2.6元/千次。{FROM}商品识别0-10千次/月的价格调整为2.6元/千次。")
    assert len(prices(book)) == 2
    assert announced(book) == []


@pytest.mark.parametrize(
    ("cell", "note", "why"),
    [
        ("2.5元/千次", "调整为0 - 2000千次/月", "it is not about its cell"),
        ("2.5元/千次", "车辆识别的价格将调整为2.6元/千次", "it is not about its cell"),
        (
            "240元/个",
            "调整为260元/个;车辆识别的免费额度调整为300次/月",
            "it is not about its cell",
        ),
        ("240元/个", "1万次资源包价格调整为26元/个", "it is not about its cell"),
        ("2.5元/千次", "将大幅调整", ""),
    ],
)
def test_a_note_that_is_not_read_is_told_without_the_number_of_its_cell(
    cell: str, note: str, why: str
) -> None:
    book = read((cell, f"{cell}{NOTE}{note}"))
    (finding,) = announced(book)
    assert finding.text == (
        f"seems to announce a change (2027年1月1日): '注:2027年1月1日起{note}'{why and f'; {why}'}"
    )
    assert finding.where.table is not None
    assert prices(book) == UNCHANGED


@pytest.mark.parametrize(("more", "cut"), [(0, False), (1, True)])
def test_a_long_sentence_is_told_in_120_characters(more: int, cut: bool) -> None:
    text = f"{FROM}商品识别的价格将大幅调整"
    text += "啊" * (119 + more - len(text)) + "。"
    (finding,) = announced(read(tail=text))
    words = text[:119] + "…" if cut else text
    assert len(words) == 120
    assert finding.text == f"seems to announce a change (2027年1月1日): '{words}'"
    assert finding.where.clause


def test_a_sentence_without_a_name_is_of_the_only_interface() -> None:
    assert whys(read(tail=f"{FROM}价格上调20%。")) == ["it names no interface"]


def test_what_ends_is_no_announcement_of_another_product() -> None:
    assert announced(read(tail="人像识别自2027年1月1日起停止服务。")) == []
    assert announced(read(tail="商品识别自2027年1月1日起停止服务。")) == []
    assert prices(read(tail="商品识别自2027年1月1日起停止服务。"))[0][0] == (None, D1)


def test_of_many_notes_the_rest_are_findings_at_their_cells() -> None:
    """34 interfaces with three prices, each with a note: 102 notes, of which 100 are read."""
    row = "".join(f"<td>{price}元/千次{NOTE}上调10%" for price in ("2.5", "2.2", "2"))
    rows = "".join(f"<tr><td>接口{number}{row}</tr>" for number in range(34))
    old = "<tr><td>车辆识别<td>3元/千次<td>2.8元/千次<td>2.8元/千次</tr>"
    book = read((old, old + rows))
    found = announced(book)
    assert [(f.where.table, f.where.row, f.where.column) for f in found] == [
        (1, 36, 2),
        (1, 36, 3),
    ]
    assert {f.text for f in found} == {
        "seems to announce a change (2027年1月1日): '注:2027年1月1日起上调10%'"
    }
    assert [str(t.price) for t in book.pay_as_you_go[-1].tiers] == ["2.75", "2.2", "2"]
