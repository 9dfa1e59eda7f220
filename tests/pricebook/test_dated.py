"""A price book with its past as data: what is compiled, its JSON, and the rules that it keeps."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec import UNSET
from msgspec.structs import replace

import frozen
from support.books import CELL, scanner, tiers, translator
from support.pasts import PAGES, START, WENT, compiled, history, line, priced
from tiia_pricebook import (
    FreeQuota,
    Pack,
    SettlementOrder,
    Source,
    check,
    dated_schema,
    dumps,
    schema,
)
from tiia_pricebook.editions.dated_book import DatedBook, Edition, Untold
from tiia_pricebook.editions.edition_validation import check_dated
from tiia_pricebook.editions.older_editions import with_past
from tiia_pricebook.editions.price_history import (
    Known,
    PriceHistory,
    Stretch,
    history_schema,
    loads_history,
)
from tiia_pricebook.editions.why_untold import Why
from tiia_pricing import BookInvalid, InputError, PriceBook, Usage, bill, default_book, load, loads
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.cli import main
from tiia_pricing.locale import tell_in

AUGUST, NOW = dt.date(2023, 8, 1), dt.date(2024, 1, 1)
DECEMBER = dt.date(2022, 12, 1)
THERE = Source("a cell", 0, 0, 0, page="price-0.md of 2022-12-05, commit 000000000000")

Change = Callable[[DatedBook], DatedBook]


def shipped() -> DatedBook:
    found = default_book()
    assert isinstance(found, DatedBook)
    return found


def days(rows: tuple[Edition, ...] | tuple[Untold, ...]) -> list[tuple[dt.date | None, ...]]:
    return [(row.from_, row.to) for row in rows]


def test_months_of_equal_facts_are_one_edition() -> None:
    """Text and Old until June by the first page, Old in July by the second, nothing after."""
    first, second = compiled().editions
    assert days((first, second)) == [(START, WENT), (WENT, AUGUST)]
    assert (first.interfaces, second.interfaces) == (("Text", "Old"), ("Old",))
    assert first.snapshot.source == "price-0.md of 2022-12-05, commit 000000000000"
    assert second.snapshot.source == "price-1.md of 2023-07-09, commit 111111111111"
    assert [table.tiers[0].price for table in first.pay_as_you_go] == [Decimal(5), Decimal(7)]
    assert first.free_quotas == (FreeQuota(("Text",), 20_000, None, CELL),)
    assert second.free_quotas == ()


def test_every_other_month_is_in_one_row_of_the_untold() -> None:
    rows = [(row.interface, row.from_, row.to, row.error) for row in compiled().untold]
    before, then, trial = "month-before-book", "price-unknown-then", "month-on-trial"
    assert rows == [
        ("Text", None, DECEMBER, before),
        ("Text", DECEMBER, START, trial),
        ("Text", WENT, AUGUST, then),
        ("Text", AUGUST, NOW, before),
        ("Speech", None, START, before),
        ("Speech", START, AUGUST, then),
        ("Speech", AUGUST, NOW, before),
        ("Old", None, DECEMBER, before),
        ("Old", DECEMBER, START, trial),
        ("Old", AUGUST, NOW, before),
        ("Old", NOW, None, then),
        ("Never", None, DECEMBER, before),
        ("Never", DECEMBER, START, trial),
        ("Never", START, AUGUST, then),
        ("Never", AUGUST, NOW, before),
        ("Never", NOW, None, then),
    ]


def test_a_row_says_its_months_once_for_all() -> None:
    row = compiled().untold[2]
    assert row.message == (
        "no price of Text is known for {month}: "
        "price-1.md of 2023-07-09, commit 111111111111, prices it no more"
    )
    assert row.expected == "usage of Text in 2023-01 to 2023-06, or from 2024-01 on"
    assert str(row.refusal(WENT)) == (
        "no price of Text is known for 2023-07: price-1.md of 2023-07-09, commit 111111111111, "
        "prices it no more\nexpected: usage of Text in 2023-01 to 2023-06, or from 2024-01 on"
    )
    assert row.refusal(WENT).told(tell_in("zh")) == (
        "Text 在 2023-07 没有已知的价格："
        "price-1.md（2023-07-09，提交 111111111111）不再有它的价格\n"
        "应为：Text 在 2023-01 至 2023-06，或 2024-01 起的用量"
    )


def test_a_row_without_codes_is_told_as_it_is_written() -> None:
    row = replace(compiled().untold[2], why=UNSET, months=UNSET)
    assert str(row.refusal(WENT)) == str(compiled().untold[2].refusal(WENT))


def test_a_month_that_the_book_in_force_begins_within_is_its_own() -> None:
    midway = replace(translator(), known_from=dt.date(2023, 7, 14))
    book = with_past(midway, history())
    assert isinstance(book, DatedBook)
    assert days(book.editions) == [(START, WENT)]
    assert {row.to for row in book.untold if row.interface == "Speech"} == {START, WENT}
    assert check_dated(book) == []


@pytest.mark.parametrize(
    ("gone", "back", "told"),
    [
        ((2, 14), (2, 20), "from 2024-01 on"),
        ((2, 28), (2, 29), "from 2024-01 on"),
        ((2, 1), (2, 2), "from 2024-01 on"),
        ((2, 29), (3, 1), "from 2024-01 on"),
        ((2, 1), (3, 1), "in 2024-01 to 2024-01, or from 2024-03 on"),
        ((2, 2), (4, 30), "in 2024-01 to 2024-02, or from 2024-04 on"),
    ],
)
def test_an_interface_that_goes_and_comes_back_is_told_once(
    gone: tuple[int, int], back: tuple[int, int], told: str
) -> None:
    speech = translator().pay_as_you_go[-1]
    until, since = dt.date(2024, *gone), dt.date(2024, *back)
    prices = (replace(speech, to=until), replace(speech, from_=since))
    book = with_past(replace(translator(), pay_as_you_go=prices), history())
    assert check_dated(book) == []
    assert isinstance(book, DatedBook)
    row = next(row for row in book.untold if row.interface == "Speech")
    assert row.expected == f"usage of Speech {told}"


def test_a_price_known_from_within_a_month_is_known_from_the_next() -> None:
    late = Known(dt.date(2023, 2, 10), dt.date(2023, 4, 10), None)
    past = PriceHistory(PAGES, (line(priced("Text", "5", late, first=0, last=0, gone=1)),))
    book = with_past(translator(), past)
    assert isinstance(book, DatedBook)
    assert days(book.editions) == [(dt.date(2023, 3, 1), dt.date(2023, 5, 1))]


def test_older_quotas_and_packs_hold_in_their_months() -> None:
    """What one page says of two editions is one fact; words of its own bound it further."""
    day = dt.date(2023, 7, 20)
    ends = FreeQuota(("Old",), 500, None, CELL, to=day)
    starts = FreeQuota(("Old",), 10, None, CELL, from_=day)
    pack = Pack("Text", 100_000, Decimal(40), None, CELL, CELL)
    book = compiled(
        quotas=(Stretch(starts, 0, 1, 2), Stretch(ends, 0, 1, 2)),
        packs=(Stretch(pack, 0, 0, 1),),
    )
    older = book.free_quotas[1:]
    assert [(one.calls, one.from_, one.to) for one in older] == [
        (500, START, day),
        (10, day, AUGUST),
    ]
    assert [(one.from_, one.to) for one in book.packs] == [(START, WENT)]
    assert {one.source.page for one in book.packs} == {book.packs[0].size.page} == {THERE.page}
    assert check_dated(book) == []


def test_the_shipped_past_keeps_every_rule() -> None:
    book = shipped()
    assert check_dated(book) == []
    assert days(book.editions) == [
        (dt.date(2020, 1, 1), dt.date(2020, 3, 1)),
        (dt.date(2020, 3, 1), dt.date(2020, 11, 1)),
        (dt.date(2020, 11, 1), dt.date(2021, 5, 1)),
        (dt.date(2021, 5, 1), dt.date(2021, 6, 1)),
    ]


def test_the_json_has_the_facts_in_the_schema_of_the_book() -> None:
    raw = json.loads(dumps(shipped()))
    ours = {"editions", "untold", "pages", "superseded"}
    assert set(raw) - set(json.loads(dumps(frozen.book()))) == ours
    last = raw["editions"][-1]
    assert (last["from"], last["to"]) == ("2021-05-01", "2021-06-01")
    assert last["snapshot"]["source"] == "计费概述.md of 2021-05-19, commit 205affb9df93"
    assert "视觉质量评估" in last["interfaces"]
    [table] = [one for one in last["pay_as_you_go"] if one["interface"] == "图像标签"]
    assert [(tier["from_calls"], tier["price"]) for tier in table["tiers"]] == [
        (0, "2.5"),
        (1_000_000, "2.2"),
        (3_000_000, "2"),
        (15_000_000, "1.5"),
    ]
    assert table["tiers"][0]["source"]["page"] == "计费概述.md of 2019-11-14, commit 676ce99770e6"
    [quota] = [one for one in last["free_quotas"] if one["interfaces"] == ["图像标签"]]
    assert (quota["calls"], quota["from"], quota["to"]) == (10_000, None, None)
    assert {
        "interface": "图像鉴黄",
        "from": "2020-03-01",
        "to": "2021-06-01",
        "error": "price-unknown-then",
        "message": "no price of 图像鉴黄 is known for {month}: "
        "计费概述.md of 2020-03-13, commit 375c283b1386, prices it no more",
        "expected": "usage of 图像鉴黄 in 2020-01 to 2020-02",
        "why": {
            "id": "priced-no-more",
            "page": {"file": "计费概述.md", "date": "2020-03-13", "commit": "375c283b1386"},
        },
        "months": [{"first": "2020-01", "last": "2020-02"}],
        "known_since": "2026-11-24",
    } in raw["untold"]


@pytest.mark.parametrize("make", [compiled, shipped])
def test_json_keeps_all_of_it(make: Callable[[], DatedBook]) -> None:
    book = make()
    again = loads(dumps(book))
    assert again == book
    assert dumps(again) == dumps(book)


def test_a_book_from_json_bills_and_refuses_alike() -> None:
    book = frozen.dated()
    again = loads(dumps(book))
    bills = refusals = 0
    for year, month in ((year, month) for year in range(2017, 2024) for month in range(1, 13)):
        for interface in book.interfaces:
            usage = [Usage(dt.date(year, month, 28), interface.name, 1_020_000)]
            answer = _answer(book, usage)
            assert _answer(again, usage) == answer
            bills += "total" in answer
            refusals += "error" in answer
    # Nine interfaces in 15 months from October 2022 on; six in 17 months and three in two of 2020.
    assert (bills, refusals) == (9 * 15 + 6 * 17 + 3 * 2, 22 * 84 - 243)


def _answer(book: PriceBook, usage: list[Usage]) -> dict[str, Any]:
    try:
        return as_dict(bill(book, usage))
    except InputError as error:
        return error.as_dict()


def test_a_plain_book_stays_plain() -> None:
    data = dumps(translator())
    assert type(loads(data)) is PriceBook
    assert not {"editions", "untold"} & json.loads(data).keys()
    assert b'"page"' not in data


def _edition(**values: Any) -> Change:
    return lambda book: replace(
        book, editions=(replace(book.editions[0], **values), *book.editions[1:])
    )


def _table(**values: Any) -> Change:
    def change(book: DatedBook) -> DatedBook:
        first, *rest = book.editions[0].pay_as_you_go
        return _edition(pay_as_you_go=(replace(first, **values), *rest))(book)

    return change


def _row(index: int, **values: Any) -> Change:
    def change(book: DatedBook) -> DatedBook:
        rows = list(book.untold)
        rows[index] = replace(rows[index], **values)
        return replace(book, untold=tuple(rows))

    return change


def _cited(*steps: tuple[int, str]) -> tuple[Any, ...]:
    return tuple(replace(tier, source=THERE, bound=THERE) for tier in tiers(*steps))


def _quota(**values: Any) -> Change:
    quota = FreeQuota(("Text",), 20_000, None, THERE)
    return _edition(free_quotas=(replace(quota, **values),))


def _without_row(index: int) -> Change:
    return lambda book: replace(book, untold=(*book.untold[:index], *book.untold[index + 1 :]))


TEXT = "$.editions[0].pay_as_you_go[0]"
MIDDLE = dt.date(2023, 3, 15)
BROKEN: list[tuple[str, str, Change]] = [
    ("first-day-stated", "$.known_from", lambda book: replace(book, known_from=None)),
    ("not-empty", "$.editions[1].pay_as_you_go", lambda book: _second(book, pay_as_you_go=())),
    ("interval-not-empty", "$.untold[2]", _row(2, from_=AUGUST, to=AUGUST)),
    ("interval-not-empty", "$.editions[0]", _edition(from_=WENT, to=START)),
    ("whole-months", "$.editions[0].from", _edition(from_=MIDDLE)),
    ("whole-months", "$.untold[0].to", _row(0, to=dt.date(2022, 12, 2))),
    ("interface-declared", "$.editions[0].interfaces", _edition(interfaces=("Text", "Old", "X"))),
    ("interface-declared", "$.untold[15].interface", _row(15, interface="X")),
    ("interface-declared", "$.editions[0].free_quotas[0].interfaces", _quota(interfaces=("X",))),
    ("edition-priced", "$.editions[0].pay_as_you_go", _table(interface="Old", from_=NOW)),
    ("edition-priced", "$.editions[0].interfaces", _edition(interfaces=("Text",))),
    ("tiers-start-at-zero", f"{TEXT}.tiers", _table(tiers=_cited((1, "5")))),
    ("tiers-rise", f"{TEXT}.tiers[1].from_calls", _table(tiers=_cited((0, "5"), (0, "4")))),
    ("per-calls-positive", f"{TEXT}.per_calls", _table(per_calls=0)),
    ("price-positive", f"{TEXT}.tiers[0].price", _table(tiers=_cited((0, "0")))),
    ("price-in-digits", f"{TEXT}.tiers[0].price", _table(tiers=_cited((0, "5E+1")))),
    ("quota-positive", "$.editions[0].free_quotas[0].calls", _quota(calls=0)),
    ("clause-declared", "$.editions[0].free_quotas[0].clause", _quota(clause="no-such-clause")),
    ("source-page-named", "$.editions[0].free_quotas[0].source", _quota(source=CELL)),
    (
        "number-sourced",
        "$.editions[0].free_quotas[0].source",
        _quota(source=Source("nowhere", page="a page")),
    ),
    (
        "pay-as-you-go-last",
        "$.editions[0].settlement_order.steps",
        _edition(
            settlement_order=SettlementOrder(("free-quota", "pay-as-you-go", "resource-pack"), None)
        ),
    ),
    (
        "intervals-do-not-overlap",
        "$.editions[0].pay_as_you_go[1]",
        lambda book: _edition(pay_as_you_go=(*book.editions[0].pay_as_you_go[:1] * 2,))(
            _edition(interfaces=("Text",))(book)
        ),
    ),
    ("editions-do-not-overlap", "$.editions[1]", _edition(to=AUGUST)),
    ("untold-once", "$.untold[1]", _row(0, to=START)),
    ("untold-once", "$.untold[1]", _row(1, from_=None)),
    ("untold-in-words", "$.untold[0].message", _row(0, why=Why("older-unpriced"))),
    ("untold-in-words", "$.untold[0].expected", _row(0, months=())),
    ("months-all-told", "$.untold[0]", _without_row(0)),
    ("months-all-told", "$.pay_as_you_go", _without_row(3)),
    ("months-all-told", "$.editions[0]", _without_row(1)),
    ("months-told-once", "$.editions[0]", _row(1, to=dt.date(2023, 2, 1))),
    ("months-told-once", "$.pay_as_you_go", _row(3, to=None)),
]


def _second(book: DatedBook, **values: Any) -> DatedBook:
    return replace(book, editions=(book.editions[0], replace(book.editions[1], **values)))


@pytest.mark.parametrize(
    ("rule", "path", "change"), BROKEN, ids=[f"{rule} {path}" for rule, path, _ in BROKEN]
)
def test_a_broken_rule_is_refused_by_its_name_and_place(
    rule: str, path: str, change: Change
) -> None:
    broken = change(compiled())
    problems = [(problem.rule, problem.path) for problem in check_dated(broken)]
    assert (rule, path) in problems
    with pytest.raises(BookInvalid) as refused:
        loads(dumps(broken), name="book.json")
    assert refused.value.id == problems[0][0]
    assert f"{rule}: {path}: " in refused.value.message


def test_older_facts_may_not_contradict_each_other() -> None:
    """A pack of an older page may be sold today as well; two older ones of a size may not."""
    pack = Pack("Text", 100_000, Decimal(40), None, THERE, THERE, from_=START, to=WENT)
    sold = replace(pack, source=CELL, size=CELL, from_=None, to=None)
    assert check_dated(replace(compiled(), packs=(pack, sold))) == []
    problems = check_dated(replace(compiled(), packs=(pack, pack, sold)))
    assert [problem.rule for problem in problems] == ["intervals-do-not-overlap"]


@pytest.mark.parametrize("book", [scanner(), translator()])
def test_a_plain_book_keeps_the_plain_rules_alone(book: PriceBook) -> None:
    assert check_dated(book) == check(book) == []
    [problem] = check_dated(replace(book, pay_as_you_go=()))
    assert problem.rule == "not-empty"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw.pop("untold"), "untold"),
        (lambda raw: raw.pop("editions"), "editions"),
        (lambda raw: raw.update(colour="red"), "colour"),
        (lambda raw: raw["editions"][0].update(packs=[]), "packs"),
        (lambda raw: raw["editions"][0].update({"from": None}), "$.editions[0].from"),
        (lambda raw: raw["editions"][0].pop("to"), "to"),
        (lambda raw: raw["untold"][0].update(error="unknown"), "$.untold[0].error"),
        (lambda raw: raw["untold"][0].update(message=None), "$.untold[0].message"),
        (lambda raw: raw["free_quotas"][1]["source"].update(page=""), "$.free_quotas[1].source"),
        (lambda raw: raw["free_quotas"][1]["source"].update(page=None), "$.free_quotas[1].source"),
        (
            lambda raw: raw["editions"][0]["pay_as_you_go"][0]["tiers"][0].update(price=5),
            "$.editions[0].pay_as_you_go[0].tiers[0].price",
        ),
    ],
)
def test_json_that_breaks_the_schema_is_refused_with_its_path(
    change: Callable[[dict[str, Any]], object], said: str
) -> None:
    raw = json.loads(dumps(compiled()))
    change(raw)
    with pytest.raises(BookInvalid) as refused:
        loads(json.dumps(raw).encode())
    assert refused.value.id == "book-schema"
    assert said in refused.value.message
    assert list(Draft202012Validator(dated_schema()).iter_errors(raw))


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    Draft202012Validator.check_schema(dated_schema())
    for book in (compiled(), shipped()):
        Draft202012Validator(dated_schema()).validate(json.loads(dumps(book)))


def test_the_book_of_one_page_names_no_other() -> None:
    raw = json.loads(dumps(scanner()))
    raw["packs"][0]["size"]["page"] = "another"
    with pytest.raises(BookInvalid, match=r"unknown key 'page', at \$\.packs\[0\]\.size"):
        loads(json.dumps(raw).encode())
    assert list(Draft202012Validator(schema()).iter_errors(raw))


def test_a_history_says_by_its_runs_alone_where_a_fact_stands() -> None:
    raw = json.loads(dumps(history()))
    raw["lines"][0]["prices"][0]["run"]["fact"]["tiers"][0]["bound"]["page"] = "another"
    with pytest.raises(BookInvalid, match="price: a source on 'another'") as refused:
        loads_history(json.dumps(raw).encode())
    assert refused.value.id == "history-schema"
    assert list(Draft202012Validator(history_schema()).iter_errors(raw))


def test_a_file_of_it_bills_the_past(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """990,000 x 2.5 / 1,000; what the book in force makes of it with its history, to the letter."""
    path = tmp_path / "dated.json"
    path.write_bytes(dumps(shipped()))
    assert isinstance(load(path), DatedBook)
    usage = tmp_path / "usage.csv"
    usage.write_text("date,interface,calls\n2020-06,图像标签,1000000\n", "utf-8")
    assert main(["bill", str(usage), "--book", str(path)]) == 0
    of_file = capsys.readouterr().out
    assert main(["bill", str(usage)]) == 0
    assert capsys.readouterr().out == of_file
    assert "Total: 2,475.00 yuan" in of_file


def test_a_book_of_many_pages_is_not_compared_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dated.json"
    path.write_bytes(dumps(compiled()))
    page = "scraper/snapshots/tiia-pricing.md"
    for command in (
        ["diff", str(path), page],
        ["watch", page, "--book", str(path), "--archive", str(tmp_path)],
    ):
        assert main([*command, "--format", "json"]) == 2
        error = json.loads(capsys.readouterr().err)
        assert (error["error"], error["where"]) == ("book-of-pages", {"source": str(path)})
