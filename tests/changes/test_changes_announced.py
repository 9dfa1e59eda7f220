"""Announcements that come, change, go and come true: one edit of the page, one change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook import PriceBook, dumps
from tiia_pricebook.calendar import Month
from tiia_pricing.changes import Change, compare
from tiia_pricing.changes.impact import Effect, impacts, together
from tiia_pricing.changes.report import as_dict, as_github, as_markdown, as_text, sentence
from tiia_pricing.cli import main
from tiia_scraper import read_page

PAGE = frozen.TEXT
GOODS, WECHAT, CAR, PRO = "商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）"
SEAL, PET = "文件封识别", "宠物识别图片版"
FROM, DAY, LATER = "自2027年1月1日起，", "2027-01-01", "2027-07-01"
HEAD = "0 - 1000千次/月</br>(不含1000千次)"

Value = Any


class State(NamedTuple):
    """A page: texts and what stands in their place, and what stands at its end."""

    swaps: tuple[tuple[str, str], ...] = ()
    tail: str = ""

    @property
    def book(self) -> PriceBook:
        text = PAGE
        for old, new in self.swaps:
            assert old in text
            text = text.replace(old, new, 1)
        return read_page(f"{text}\n\n{self.tail}\n".encode(), "page")


def said(words: str) -> State:
    return State(tail=words)


def noted(cell: str, note: str, day: str = "2027年1月1日") -> State:
    return State(((cell, f"{cell}<br>注：{day}起{note}"),))


def told(value: Value, day: str = DAY) -> dict[str, Value]:
    return {"value": value, "from": day}


class Told(NamedTuple):
    id: str
    level: str
    key: dict[str, Any]
    old: Value
    new: Value


def announced(level: str, key: dict[str, Any], old: Value, new: Value) -> Told:
    return Told("change-announced", level, key, old, new)


def withdrawn(level: str, key: dict[str, Any], old: Value, new: Value) -> Told:
    return Told("announcement-withdrawn", level, key, old, new)


def key(*names: str, **more: Any) -> dict[str, Any]:
    return {"interfaces": list(names), **more}


NOTHING = State()
TIER = key(GOODS, from_calls=0)
PACK = key(PRO, calls=100_000)
DEARER = noted("2.5元/千次", "将调整为2.6元/千次")
CHEAPER = noted("2.5元/千次", "将调整为2.4元/千次")
PUT_OFF = noted("2.5元/千次", "将调整为2.6元/千次", "2027年7月1日")
SENTENCE = f"{FROM}商品识别第一阶梯的价格将调整为2.6元/千次。"
PACK_DEARER = noted("7000元/个", "调整为7500元/个")
PACK_CHEAPER = noted("7000元/个", "调整为6500元/个")
BOUND = noted(HEAD, "调整为0 - 2000千次/月")
QUOTA = said(f"{FROM}文件封识别的免费额度将调整为500次/月。")
MORE = said(f"{FROM}文件封识别的免费额度将调整为2000次/月。")
END = said(f"{FROM}宠物识别图片版停止服务。")
HEADED = key(GOODS, WECHAT, CAR, PRO, from_calls=1_000_000)

CASES = {
    "a raise": (NOTHING, DEARER, announced("breaking", TIER, "2.5", told("2.6"))),
    "a raise in a sentence": (
        *(NOTHING, said(SENTENCE)),
        announced("breaking", TIER, "2.5", told("2.6")),
    ),
    "a raise in both": (
        *(NOTHING, DEARER._replace(tail=SENTENCE)),
        announced("breaking", TIER, "2.5", told("2.6")),
    ),
    "a cut": (NOTHING, CHEAPER, announced("notable", TIER, "2.5", told("2.4"))),
    "a raise is withdrawn": (DEARER, NOTHING, withdrawn("notable", TIER, told("2.6"), "2.5")),
    "a sentence is withdrawn": (
        *(said(SENTENCE), NOTHING),
        withdrawn("notable", TIER, told("2.6"), "2.5"),
    ),
    "a cut is withdrawn": (CHEAPER, NOTHING, withdrawn("breaking", TIER, told("2.4"), "2.5")),
    "a raise is put off": (
        *(DEARER, PUT_OFF),
        announced("notable", TIER, told("2.6"), told("2.6", LATER)),
    ),
    "a raise comes sooner": (
        *(PUT_OFF, DEARER),
        announced("breaking", TIER, told("2.6", LATER), told("2.6")),
    ),
    "a cut is put off": (
        *(CHEAPER, noted("2.5元/千次", "将调整为2.4元/千次", "2027年7月1日")),
        announced("breaking", TIER, told("2.4"), told("2.4", LATER)),
    ),
    "a higher raise": (
        *(DEARER, noted("2.5元/千次", "将调整为2.7元/千次")),
        announced("breaking", TIER, told("2.6"), told("2.7")),
    ),
    "a lower raise": (
        *(noted("2.5元/千次", "将调整为2.7元/千次"), DEARER),
        announced("notable", TIER, told("2.7"), told("2.6")),
    ),
    "a second raise": (
        *(DEARER, DEARER._replace(tail="自2027年7月1日起，商品识别第一阶梯价格调整为2.8元/千次。")),
        announced("breaking", TIER, "2.6", told("2.8", LATER)),
    ),
    "a raise comes true": (
        *(DEARER, State((("2.5元/千次", "2.6元/千次"),))),
        Told("price-increased", "breaking", TIER, "2.5", "2.6"),
    ),
    "a sentence comes true": (
        *(said(SENTENCE), State((("2.5元/千次", "2.6元/千次"),))),
        Told("price-increased", "breaking", TIER, "2.5", "2.6"),
    ),
    "a sentence comes true and stays": (
        *(said(SENTENCE), State((("2.5元/千次", "2.6元/千次"),), SENTENCE)),
        Told("price-increased", "breaking", TIER, "2.5", "2.6"),
    ),
    "a price changes before what is announced": (
        *(said(SENTENCE), State((("2.5元/千次", "2.4元/千次"),), SENTENCE)),
        Told("price-decreased", "notable", TIER, "2.5", "2.4"),
    ),
    "a bound": (NOTHING, BOUND, announced("breaking", HEADED, 1_000_000, told(2_000_000))),
    "a bound is withdrawn": (
        *(BOUND, NOTHING),
        withdrawn("breaking", HEADED, told(2_000_000), 1_000_000),
    ),
    "a pack is dearer": (
        *(NOTHING, PACK_DEARER),
        announced("breaking", PACK, "7000", told("7500")),
    ),
    "a pack is cheaper": (
        *(NOTHING, PACK_CHEAPER),
        announced("notable", PACK, "7000", told("6500")),
    ),
    "a pack is withdrawn": (
        PACK_CHEAPER,
        NOTHING,
        withdrawn("breaking", PACK, told("6500"), "7000"),
    ),
    "a pack comes true": (
        *(PACK_DEARER, State((("7000元/个", "7500元/个"),))),
        Told("pack-price-increased", "breaking", PACK, "7000", "7500"),
    ),
    "a pack ends": (
        *(NOTHING, noted("7000元/个", "停售")),
        announced("breaking", PACK, "7000", told(None)),
    ),
    "a pack ends later": (
        *(noted("7000元/个", "停售"), noted("7000元/个", "停售", "2027年7月1日")),
        announced("notable", PACK, told(None), told(None, LATER)),
    ),
    "a pack ends sooner": (
        *(noted("7000元/个", "停售", "2027年7月1日"), noted("7000元/个", "停售")),
        announced("breaking", PACK, told(None, LATER), told(None)),
    ),
    "a pack is dearer instead of ending": (
        *(noted("7000元/个", "停售"), PACK_DEARER),
        announced("breaking", PACK, told(None), told("7500")),
    ),
    "a pack is cheaper instead of ending": (
        *(noted("7000元/个", "停售"), PACK_CHEAPER),
        announced("notable", PACK, told(None), told("6500")),
    ),
    "a cheaper pack ends": (
        *(PACK_CHEAPER, noted("7000元/个", "停售")),
        announced("breaking", PACK, told("6500"), told(None)),
    ),
    "less is free": (NOTHING, QUOTA, announced("breaking", key(SEAL), 1_000, told(500))),
    "more is free": (NOTHING, MORE, announced("notable", key(SEAL), 1_000, told(2_000))),
    "less is free no more": (QUOTA, NOTHING, withdrawn("notable", key(SEAL), told(500), 1_000)),
    "more is free no more": (MORE, NOTHING, withdrawn("breaking", key(SEAL), told(2_000), 1_000)),
    "less is free later": (
        *(QUOTA, said(QUOTA.tail.replace("1月1日", "7月1日"))),
        announced("notable", key(SEAL), told(500), told(500, LATER)),
    ),
    "less is free, in its cell": (
        *(NOTHING, noted("文件封识别</td>\n<td>1000次/月", "将调整为500次/月")),
        Told("free-quota-decreased", "breaking", key(SEAL, **{"from": DAY}), 1_000, 500),
    ),
    "an interface ends": (NOTHING, END, announced("breaking", key(PET), None, told(None))),
    "an interface stays": (END, NOTHING, withdrawn("notable", key(PET), told(None), None)),
}


def one(old: State, new: State) -> Change:
    (change,) = compare(old.book, new.book)
    return change


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_one_edit_is_one_change(old: State, new: State, expected: Told) -> None:
    change = one(old, new)
    assert (change.id, change.level) == (expected.id, expected.level)
    assert (change.key, change.old, change.new) == (expected.key, expected.old, expected.new)
    clauses = {"clause-added", "clause-removed", "clause-changed"}
    findings = {"finding-added", "finding-resolved"}
    assert {follower.id for follower in change.consequences} <= clauses | findings
    assert bool(clauses & {c.id for c in change.consequences}) == (old.tail != new.tail)


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_every_change_is_priced_and_told(old: State, new: State, expected: Told) -> None:
    before, after = old.book, new.book
    changes = compare(before, after)
    found, sum_ = impacts(before, after, changes), together(before, after)
    assert all(impact.why is None and impact.effects for impact in found)
    json.dumps(as_dict(changes, found, sum_))
    for form in (as_text, as_markdown, as_github):
        assert expected.id in form(changes, found, sum_)


def test_what_one_sentence_announces_is_one_change() -> None:
    change = one(NOTHING, said(f"{FROM}商品识别、车辆识别的价格上调20%。"))
    assert (change.id, change.level, change.key) == ("change-announced", "breaking", TIER)
    assert (change.old, change.new) == ("2.5", told("3"))
    followers = [(c.key, c.old, c.new) for c in change.consequences if c.id == change.id]
    assert followers == [
        (key(GOODS, from_calls=1_000_000), "2.2", told("2.64")),
        (key(GOODS, CAR, from_calls=3_000_000), "2", told("2.4")),
        (key(GOODS, CAR, from_calls=15_000_000), "1.5", told("1.8")),
        (key(CAR, from_calls=0), "3", told("3.6")),
        (key(CAR, from_calls=1_000_000), "2.5", told("3")),
    ]
    assert [c.id for c in change.consequences][5:] == ["clause-added"]


def test_an_announcement_that_is_not_read_is_told_with_its_sentence() -> None:
    change = one(NOTHING, said(f"{FROM}商品识别的价格有所上调。"))
    assert change.id == "clause-added"
    assert [c.key["finding"] for c in change.consequences] == ["announcement-not-read"]


# What can raise a bill and is not read as a price, a bound, a pack, a quota or an end.
UNREAD = (
    *("自2027年1月1日起，商品识别的价格有所上调。", "自2027年1月1日起，所有接口价格上调20%。"),
    *("价格将于近期上调。", "明年起商品识别涨价。", "2027年起不再提供免费额度。"),
    *("自2027年1月1日起，价格按美元结算。", "自2027年1月1日起，资源包有效期调整为6个月。"),
    *(
        "自2027年1月1日起，后付费最小计费单位由次调整为千次。",
        "商品识别2027年1月1日起不再享受优惠。",
    ),
)


@pytest.mark.parametrize("words", UNREAD)
def test_what_seems_to_announce_and_is_not_read_can_raise_a_bill(words: str) -> None:
    assert [(c.id, c.level) for c in compare(NOTHING.book, said(words).book)] == [
        ("clause-added", "breaking")
    ]
    assert {c.level for c in compare(said(words).book, NOTHING.book)} == {"breaking"}
    longer = said(words.replace("。", "，敬请留意。"))
    assert {c.level for c in compare(said(words).book, longer.book)} == {"breaking"}


@pytest.mark.parametrize(
    "words",
    ["更多信息请咨询客服。", "本产品自2019年1月1日起上线。", "已于2023年1月1日起调整价格。"],
)
def test_a_sentence_that_announces_nothing_stays_notable(words: str) -> None:
    assert [(c.id, c.level) for c in compare(NOTHING.book, said(words).book)] == [
        ("clause-added", "notable")
    ]


def test_a_note_that_is_not_read_can_raise_a_bill() -> None:
    vague, vaguer = noted("2.5元/千次", "价格有所上调"), noted("2.5元/千次", "价格大幅上调")
    cell = {"table": 1, "row": 1, "column": 1}
    for old, new, id in (
        (NOTHING, vague, "finding-added"),
        (vague, NOTHING, "finding-resolved"),
        (vague, vaguer, "finding-added"),
    ):
        change = one(old, new)
        assert (change.id, change.level) == (id, "breaking")
        assert change.key == key(*change.key["interfaces"], finding="announcement-not-read", **cell)


def test_a_price_changes_beside_a_note_that_is_not_read() -> None:
    def vague(price: str) -> State:
        return State((("2.5元/千次", f"{price}<br>注：2027年1月1日起价格有所上调"),))

    assert one(vague("2.5元/千次"), vague("2.4元/千次")).level == "notable"


def test_a_withdrawal_is_as_loud_as_what_comes_in_its_place() -> None:
    vague = said(f"{FROM}商品识别的价格有所上调。")
    change = one(said(SENTENCE), vague)
    assert (change.id, change.level) == ("announcement-withdrawn", "breaking")


FAILS = {
    "a raise": (NOTHING, DEARER, 1),
    "a bound": (NOTHING, BOUND, 1),
    "less is free": (NOTHING, QUOTA, 1),
    "a pack is dearer": (NOTHING, PACK_DEARER, 1),
    "an interface ends": (NOTHING, END, 1),
    "a cut is withdrawn": (CHEAPER, NOTHING, 1),
    "nobody can read it": (NOTHING, said(UNREAD[0]), 1),
    "a cut": (NOTHING, CHEAPER, 0),
    "a raise is withdrawn": (DEARER, NOTHING, 0),
    "more is free": (NOTHING, MORE, 0),
}


@pytest.mark.parametrize(("old", "new", "code"), FAILS.values(), ids=FAILS)
def test_an_announcement_fails_as_what_it_announces_would(
    old: State, new: State, code: int, tmp_path: Path
) -> None:
    for name, state in (("old.json", old), ("new.json", new)):
        (tmp_path / name).write_bytes(dumps(state.book))
    files = [str(tmp_path / "old.json"), str(tmp_path / "new.json")]
    assert main(["diff", *files, "--fail-on", "breaking"]) == code


def test_another_sentence_of_that_day_follows_from_nothing() -> None:
    vague = f"{FROM}商品识别的价格有所上调。"
    changes = compare(NOTHING.book, DEARER._replace(tail=vague).book)
    assert [change.id for change in changes] == ["change-announced", "clause-added"]


def test_the_order_of_the_page_tells_nothing() -> None:
    before = State(tail=f"{SENTENCE}\n\n{END.tail}").book
    after = State((("## 免费额度", f"{END.tail}\n\n{SENTENCE}\n\n## 免费额度"),)).book
    assert compare(before, after) == ()
    state = DEARER.book
    turned = state.pay_as_you_go[::-1]
    assert compare(state, replace(state, pay_as_you_go=turned, packs=state.packs[::-1])) == ()


def test_an_announcement_is_priced_in_the_month_after_its_day() -> None:
    """1,000,000 calls, 1,000 of them free: 999 thousand at 2.5 or 2.6 yuan."""
    before, after = NOTHING.book, DEARER.book
    (impact,) = impacts(before, after, compare(before, after))
    assert impact.month == Month(2027, 1)
    assert Effect(GOODS, 1_000_000, None, 249_750, 259_740) in impact.effects
    (impact,) = impacts(after, before, compare(after, before))
    assert Effect(GOODS, 1_000_000, None, 259_740, 249_750) in impact.effects


def test_a_raise_that_is_put_off_is_priced_in_the_months_between() -> None:
    before, after = DEARER.book, PUT_OFF.book
    (impact,) = impacts(before, after, compare(before, after))
    assert impact.month == Month(2027, 6)
    assert Effect(GOODS, 1_000_000, None, 259_740, 249_750) in impact.effects


WORDS = {
    "a raise": "商品识别, tier from 0 calls: 2.5 → 2.6 yuan from 2027-01-01",
    "a raise is withdrawn": "商品识别, tier from 0 calls: 2.6 yuan from 2027-01-01 → 2.5 yuan",
    "a pack ends": f"{PRO}, pack of 100,000 calls: 7000 → no longer offered from 2027-01-01",
    "less is free": f"{SEAL}: 1,000 → 500 calls a month from 2027-01-01",
    "an interface ends": f"{PET}: no longer offered from 2027-01-01",
    "a bound is withdrawn": (
        f"{GOODS}、{WECHAT}、{CAR}、{PRO}, tier from 1,000,000 calls: "
        "2,000,000 calls from 2027-01-01 → 1,000,000 calls"
    ),
}


@pytest.mark.parametrize(("name", "words"), WORDS.items(), ids=WORDS)
def test_announcements_in_words(name: str, words: str) -> None:
    old, new, _ = CASES[name]
    assert sentence(one(old, new)) == words


def test_an_interface_that_ends_leaves_the_pool_to_the_other() -> None:
    change = one(NOTHING, said("自2022年1月1日起，车辆识别停止服务。"))
    assert (change.id, change.key) == ("change-announced", key(CAR))
    assert {c.id for c in change.consequences} >= {"quota-sharing-changed", "clause-added"}


def test_books_without_announcements_are_compared_as_ever() -> None:
    assert compare(NOTHING.book, NOTHING.book) == ()
    assert compare(DEARER.book, DEARER.book) == ()
    assert compare(END.book, END.book) == ()
