"""Laws of every bill: over any price book and any account, judged on the contract's JSON alone."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tiia_pricebook import READINGS
from tiia_pricing.conformance.protocol.case import BilledRow, PackRow, UsageRow

from . import books, implementation, sheets
from .checks import accepted
from .implementation import Answer, Case
from .strategies import (
    DAYS,
    NAMES,
    cases,
    cases_with_few_open_readings,
    changing,
    price_books,
    readings,
    tier_rows,
)
from .tables import Row, plain

settings.register_profile("laws", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("laws")

ARITHMETIC = re.compile(r"((?:[0-9]+ x [0-9.]+(?: / [0-9]+)?(?: \+ )?)+) = ")


law = pytest.mark.law


def run(case: Case) -> Answer:
    return accepted(implementation.run(case))


def with_usage(case: Case, usage: list[UsageRow]) -> Case:
    return {**case, "usage": usage}


def lines(answer: Answer) -> list[dict[str, Any]]:
    return [
        {**line, "month": month["month"]} for month in answer["months"] for line in month["lines"]
    ]


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))


def without_calls(case: Case) -> Answer:
    return run(with_usage(case, [{**row, "calls": 0} for row in case["usage"]]))


@law("totals")
@given(cases())
def test_zero_calls_cost_zero(case: Case) -> None:
    assert without_calls(case)["total"] == "0.00"


@law("totals", needs="range")
@given(cases())
def test_zero_calls_cost_zero_under_every_reading(case: Case) -> None:
    assert without_calls(case)["range"]["high"] == "0.00"


@law("lines")
@given(cases())
def test_zero_calls_use_no_pack(case: Case) -> None:
    assert all(pack["used"] == 0 for pack in without_calls(case)["packs"])


@law("lines")
@given(cases())
def test_every_call_is_free_or_from_a_pack_or_paid_for(case: Case) -> None:
    answer = run(case)
    assert sum(line["calls"] for line in lines(answer)) == sum(r["calls"] for r in case["usage"])
    for line in lines(answer):
        parts = (line["free"], line["pack"], line["pay_as_you_go"])
        assert sum(parts) == line["calls"]
        assert min(parts) >= 0
        assert (line["amount"] == "0.00") >= (line["pay_as_you_go"] == 0)


@law("lines")
@given(cases())
def test_the_free_quota_is_never_spent_twice_nor_beyond_its_pool(case: Case) -> None:
    """In a month an interface has one quota, or an old and a new one; a pool serves all members."""
    quotas = (case["book"] or {})["free_quotas"]
    for month in run(case)["months"]:
        free = {line["interface"]: line["free"] for line in month["lines"]}
        pools = [
            quota["calls"]
            for quota in quotas
            if (quota["from"] or "")[:7] <= month["month"]
            and (quota["to"] is None or quota["to"] > f"{month['month']}-01")
        ]
        assert sum(free.values()) <= sum(pools)
        for name, calls in free.items():
            own = [q["calls"] for q in quotas if name in q["interfaces"]]
            assert calls <= max(own, default=0)


@law("lines")
@given(cases())
def test_a_pack_never_goes_below_zero_nor_past_its_last_day(case: Case) -> None:
    answer = run(case)
    for pack in answer["packs"]:
        assert pack["used"] + pack["left"] == pack["calls"]
        assert min(pack["used"], pack["left"]) >= 0
    days = [_covered(case, pack) for pack in answer["packs"]]
    assert [(pack["starts_on"], pack["expires_on"]) for pack in answer["packs"]] == days
    for line in lines(answer):
        covered = [
            row["calls"]
            for row in case["usage"]
            if row["interface"] == line["interface"] and row["date"].startswith(line["month"])
            if any(start <= _day(row["date"]) < (end or "9") for start, end in days)
        ]
        assert line["pack"] <= sum(covered)
    assert sum(line["pack"] for line in lines(answer)) == sum(p["used"] for p in answer["packs"])


def _covered(case: Case, pack: dict[str, Any]) -> tuple[str, str | None]:
    """The first day of a pack, and the first after it; none for one without end.

    Months, a year where the book states none, end on the same day of a later one; days count
    from the purchase, whatever the first day is.
    """
    sold = (case["book"] or {})["packs"]
    [lasting] = [one for one in sold if one["calls"] == pack["calls"]]
    bought = first = pack["purchased_on"]
    if case["readings"].get("pack-start") == "purchase-month":
        first = f"{first[:7]}-01"
    if lasting.get("endless"):
        return first, None
    if days := lasting.get("days"):
        return first, str(dt.date.fromisoformat(bought) + dt.timedelta(days=days))
    year, month, day = map(int, first.split("-"))
    month += (lasting["months"] or 12) - 1
    end = f"{year + month // 12}-{month % 12 + 1:02d}"
    return first, f"{end}-{min(day, _last(end)):02d}"


def _day(date: str) -> str:
    """A day; for a month a text after all its days but before the next month's."""
    return date if len(date) == 10 else f"{date}-{_last(date)}"


def _last(month: str) -> int:
    year, number = map(int, month.split("-"))
    if number == 2:
        return 29 if year % 4 == 0 else 28
    return 30 if number in (4, 6, 9, 11) else 31


@law("totals")
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(case: Case, random: Random) -> None:
    shuffled = case["usage"]
    random.shuffle(shuffled)
    assert run(with_usage(case, shuffled)) == run(case)


@law("totals")
@given(cases(), st.integers(0, 100))
def test_splitting_a_row_in_two_changes_nothing(case: Case, percent: int) -> None:
    halves: list[UsageRow] = []
    for row in case["usage"]:
        part = row["calls"] * percent // 100
        halves += [{**row, "calls": part}, {**row, "calls": row["calls"] - part}]
    assert run(with_usage(case, halves)) == run(case)


@law("totals")
@given(cases())
def test_a_month_alone_equals_the_month_in_its_year_where_no_pack_spans_it(case: Case) -> None:
    case = {**case, "packs": []}
    for month in run(case)["months"]:
        alone = [row for row in case["usage"] if row["date"].startswith(month["month"])]
        assert run(with_usage(case, alone))["months"] == [month]


@law("totals")
@given(cases())
def test_the_total_is_the_sum_of_its_months(case: Case) -> None:
    answer = run(case)
    assert cents(answer["total"]) == sum(cents(month["total"]) for month in answer["months"])


@law("lines")
@given(cases())
def test_a_month_is_the_sum_of_its_lines(case: Case) -> None:
    for month in run(case)["months"]:
        assert cents(month["total"]) == sum(cents(line["amount"]) for line in month["lines"])


@law("totals", needs="range")
@given(cases())
def test_the_total_lies_in_its_range(case: Case) -> None:
    answer = run(case)
    spread = answer["range"]
    assert cents(spread["low"]) <= cents(answer["total"]) <= cents(spread["high"])


@law("totals", needs="range")
@settings(max_examples=120)
@given(cases_with_few_open_readings())
def test_the_range_is_that_of_every_combination_of_readings(case: Case) -> None:
    """The range settles only what can matter; here every combination is billed whole.

    A few readings are open in a case, others in the next: all at once are thousands of bills.
    """
    stated = not any("mode_certainty" in one for one in (case["book"] or {})["pay_as_you_go"])
    settled = {*case["readings"], *(["tier-mode"] if stated else [])}
    free = [reading for reading in READINGS if reading.name not in settled]
    totals = []
    for values in product(*(reading.values for reading in free)):
        chosen = {reading.name: value for reading, value in zip(free, values, strict=True)}
        totals.append(cents(run({**case, "readings": case["readings"] | chosen})["total"]))
    answer = run(case)
    spread = answer["range"]
    assert (cents(spread["low"]), cents(spread["high"])) == (min(totals), max(totals))
    moved = {(item["name"], item["value"]): item["total"] for item in spread["readings"]}
    for reading in free:
        for value in reading.values:
            alone = run({**case, "readings": {**case["readings"], reading.name: value}})["total"]
            assert moved.get((reading.name, value), answer["total"]) == alone


@law("lines")
@given(price_books(), readings(), st.integers(0, 70_000), st.integers(1, 5_000))
def test_within_a_tier_more_calls_never_cost_less(
    book: dict[str, Any], fixed: dict[str, str], calls: int, more: int
) -> None:
    def line(count: int) -> dict[str, Any]:
        usage = [{"date": "2024-05-05", "interface": NAMES[0], "calls": str(count)}]
        return lines(run(sheets.case(book, usage, readings=fixed)))[0]

    fewer, larger = line(calls), line(calls + more)
    assume("parts" in larger or fewer["unit_price"] in (None, larger["unit_price"]))
    assert cents(fewer["amount"]) <= cents(larger["amount"])


@law("reasons")
@given(cases())
def test_the_explanation_evaluated_gives_the_amount(case: Case) -> None:
    down = case["readings"].get("rounding") == "down"
    for line in lines(run(case)):
        texts = [plain(reason["text"]) for reason in line["because"]]
        sums = [match[1] for text in texts if (match := ARITHMETIC.search(text))]
        exact = sum((_evaluate(text) for text in sums), start=Fraction(0)) * 100
        rounded = exact // 1 if down else (exact + Fraction(1, 2)) // 1
        assert cents(line["amount"]) == rounded
        assert len(sums) == (line["pay_as_you_go"] > 0)


def priced_anew(case: Case, rows: list[Row], day: dt.date) -> Case:
    """A case without packs, by its first prices and from ``day`` on by those of ``rows``."""
    return {**first_prices(case), "book": changing(_book(first_prices(case)), rows, day)}


def first_prices(case: Case) -> Case:
    """A case without packs, by the first prices of its book alone."""
    tables = [
        {**table, "to": None} for table in _book(case)["pay_as_you_go"] if table["from"] is None
    ]
    return {**case, "packs": [], "book": {**_book(case), "pay_as_you_go": tables}}


def at_prices(case: Case, rows: list[Row]) -> Case:
    """A case without packs, by the prices of ``rows`` alone."""
    tables = books.of_tiers(rows)["pay_as_you_go"]
    return {**case, "packs": [], "book": {**_book(case), "pay_as_you_go": tables}}


def _book(case: Case) -> books.Book:
    return case["book"] or {}


def figures(answer: Answer) -> list[dict[str, Any]]:
    """The lines of a bill without their reasons."""
    return [{**line, "because": None} for line in lines(answer)]


ROWS = tier_rows(NAMES)


def of(case: Case, rows: list[Row]) -> list[Row]:
    """The rows of the interfaces that a case's book has."""
    names = {interface["name"] for interface in _book(case)["interfaces"]}
    return [row for row in rows if row["interface"] in names]


@law("lines")
@given(cases(), ROWS, DAYS)
def test_prices_that_change_on_the_first_of_a_month_are_two_books(
    case: Case, rows: list[Row], day: dt.date
) -> None:
    first, rows = day.replace(day=1), of(case, rows)
    before, after = figures(run(first_prices(case))), figures(run(at_prices(case, rows)))
    turned = f"{first:%Y-%m}"
    assert figures(run(priced_anew(case, rows, first))) == [
        *(line for line in before if line["month"] < turned),
        *(line for line in after if line["month"] >= turned),
    ]


@law("lines")
@given(cases(), ROWS, st.integers(0, 400))
def test_a_change_after_all_usage_or_before_it_moves_nothing(
    case: Case, rows: list[Row], days: int
) -> None:
    """A month is all of its days: the change lies beyond the first or the last one with usage."""
    rows = of(case, rows)
    used = sorted(row["date"][:7] for row in case["usage"])
    start = dt.date.fromisoformat(f"{used[0]}-01")
    end = dt.date.fromisoformat(f"{used[-1]}-{_last(used[-1])}")
    later = run(priced_anew(case, rows, end + dt.timedelta(days=days + 1)))
    sooner = run(priced_anew(case, rows, start - dt.timedelta(days=days)))
    assert figures(later) == figures(run(first_prices(case)))
    assert figures(sooner) == figures(run(at_prices(case, rows)))


@law("lines")
@given(cases(), ROWS, DAYS)
def test_by_the_day_a_line_of_reached_tiers_lies_between_the_two_whole_months(
    case: Case, rows: list[Row], day: dt.date
) -> None:
    """All calls of the month choose the tier, so each call costs what it does in one of them."""
    rows = [{**row, "mode": "reached"} for row in of(case, rows)]
    changed = priced_anew(case, rows, day)
    for table in _book(changed)["pay_as_you_go"]:
        table["mode"] = "reached"
        table.pop("mode_certainty", None)
    fixed = {**case["readings"], "partial-thousand": "pro-rata"}
    by_day, new, old = (
        [cents(line["amount"]) for line in lines(run({**changed, "readings": chosen}))]
        for value in ("by-day", "whole-month-new", "whole-month-old")
        for chosen in [{**fixed, "price-change": value}]
    )
    for amount, one, other in zip(by_day, new, old, strict=True):
        assert min(one, other) <= amount <= max(one, other)


def planned(case: Case) -> Answer:
    return run({**case, "packs": [], "ask": "plan"})


@law("totals", needs="plan")
@settings(max_examples=30)
@given(cases())
def test_a_plan_costs_what_its_packs_and_its_bill_cost(case: Case) -> None:
    case = by_month({**case, "packs": []})
    plan = planned(case)
    prices = sum(yuan(case, one["calls"]) for one in plan["purchases"])
    rows = [(one["on"], one["interface"], one["calls"]) for one in plan["purchases"]]
    assert plan["pay_as_you_go"] == run({**case, "packs": purchases(rows)})["total"]
    assert plan["without"]["total"] == run(case)["total"]
    assert cents(plan["packs"]) == 100 * prices
    assert cents(plan["total"]) == cents(plan["packs"]) + cents(plan["pay_as_you_go"])
    assert cents(plan["total"]) <= cents(plan["without"]["total"])


@law("totals", needs="plan")
@settings(max_examples=30)
@given(cases(), st.data())
def test_no_purchases_cost_less_than_a_plan(case: Case, data: st.DataObject) -> None:
    """Up to four packs, each bought on the first of a month of the forecast."""
    case = by_month({**case, "packs": []})
    sold = _book(case)["packs"]
    assume(sold)
    plan = planned(case)
    least = plan["total"] if plan["proven"] else plan["lower_bound"]
    firsts = sorted({f"{row['date'][:7]}-01" for row in case["usage"]})
    one = st.tuples(st.sampled_from(firsts), st.sampled_from(sold))
    bought = data.draw(st.lists(one, max_size=4))
    rows = [(day, pack["interface"], pack["calls"]) for day, pack in bought]
    prices = sum(100 * yuan(case, calls) for _, _, calls in rows)
    paid = run({**case, "packs": purchases(rows)})["total"]
    assert cents(least) <= prices + cents(paid)


@law("lines", needs="reconcile")
@settings(max_examples=30)
@given(cases())
def test_a_bill_that_is_right_agrees_in_every_line(case: Case) -> None:
    right = run(case)
    billed: list[BilledRow] = [
        {
            "month": line["month"],
            "interface": line["interface"],
            "calls": line["pay_as_you_go"],
            "amount": line["amount"],
        }
        for line in lines(right)
    ]
    checked = run({**case, "ask": "reconcile", "billed": billed})["lines"]
    assert [one["computed"] for one in checked] == [one["billed"] for one in checked]
    assert [(one["verdict"], one["causes"]) for one in checked] == [("agrees", [])] * len(billed)


def by_month(case: Case) -> Case:
    """The same calls on the last day of their month, where a plan counts them."""
    rows: list[UsageRow] = [{**row, "date": row["date"][:7]} for row in case["usage"]]
    return with_usage(case, rows)


def yuan(case: Case, calls: int) -> int:
    """The price of a pack of so many calls."""
    [pack] = [one for one in _book(case)["packs"] if one["calls"] == calls]
    return int(pack["price"])


def purchases(rows: list[tuple[str, str, int]]) -> list[PackRow]:
    return [{"purchased_on": day, "interface": name, "calls": calls} for day, name, calls in rows]


def _evaluate(text: str) -> Fraction:
    total = Fraction(0)
    for term in text.split(" + "):
        product_, _, divisor = term.partition(" / ")
        calls, price = product_.split(" x ")
        total += Fraction(calls) * Fraction(price) / Fraction(divisor or 1)
    return total
