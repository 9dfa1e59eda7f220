"""The year of the calculator's page: its link, its faults, its sentences and its copies."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from itertools import pairwise
from typing import Any

import pytest

import frozen
from javascript.page import run
from tiia_pricing import Usage
from tiia_pricing.planning.plan import plan
from tiia_pricing.planning.plan_forms import as_csv, as_dict

PRO = "车辆识别（增强版）"
Year = dict[str, Any]


def year(**parts: Any) -> Year:
    return {
        "name": PRO,
        "month": "2026-01",
        "every": "1050000",
        "months": [""] * 12,
        "packs": [],
        **parts,
    }


def owned(day: str, quantity: str = "1", left: str = "") -> dict[str, str]:
    return {"key": "10万次", "day": day, "quantity": quantity, "left": left}


def state(**parts: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"calls": {}, "packs": [], "activated": "", "readings": {}}
    return {"month": "2023-05", **empty, "year": year(), **parts}


@pytest.mark.parametrize(
    ("entered", "link", "former"),
    [
        (year(), "every=1050000", "1050000"),
        (year(every="105万"), "every=1050000", None),
        (
            year(months=["", "3000000", *[""] * 10]),
            "every=1050000&m2=3000000",
            "1050000~~3000000~~~~~~~~~~",
        ),
        (year(every="", months=["5", *[""] * 11]), "m1=5", "~5" + "~" * 11),
        (
            year(packs=[owned("2025-12-01", left="70000"), owned("2025-12-05", quantity="2")]),
            "every=1050000&owned=100000&day=2025-12-01&left=70000"
            "&owned=100000&day=2025-12-05&count=2",
            "1050000;10万次@2025-12-01:70000;10万次@2025-12-05*2",
        ),
    ],
)
def test_a_year_as_a_part_of_the_link(entered: Year, link: str, former: str | None) -> None:
    told = run("return state.toFragment(given, book)", state(year=entered), modules="state")
    assert told == f"month=2023-05&year=RecognizeCarPro&from=2026-01&{link}"
    if former is not None:  # as links had it
        before = f"month=2023-05&year={PRO}@2026-01:{former}"
        read = run('return state.fromFragment(given, book, "1999-01")', before, modules="state")
        assert read == {"state": state(year=entered), "faults": []}


@pytest.mark.parametrize(
    "text", ["12a", "1~2", "1;2", "1*2", "1:2", "a@b", "50%", "x&y=z", "é漢 #", "5."]
)
def test_a_year_that_cannot_be_read_comes_back_as_it_was(text: str) -> None:
    packs = [owned(text), owned("", quantity=text), owned("", left=text)]
    for entered in (
        *(year(every=text), year(month=text), year(months=[*[""] * 11, text])),
        *(year(packs=[one]) for one in packs),
        year(packs=packs),
    ):
        body = 'return state.fromFragment(state.toFragment(given, book), book, "2023-05")'
        told = run(body, state(year=entered), modules="state")
        assert told == {"state": state(year=entered), "faults": []}


def test_a_year_in_which_nothing_is_entered_is_no_part_of_the_link() -> None:
    given = state(year=year(every=""))
    assert run("return state.toFragment(given, book)", given, modules="state") == "month=2023-05"


@pytest.mark.parametrize(
    ("link", "id"),
    [
        ("year=无@2026-01:5", "link-value"),
        ("every=5", "link-value"),
        ("owned=100000", "link-value"),
        (f"year={PRO}&owned=110000", "link-value"),
        (f"year={PRO}&day=2025-12-01", "link-value"),
        (f"year={PRO}&every=5&every=6", "link-twice"),
        (f"year={PRO}&owned=100000&day=2025-12-01&day=2025-12-02", "link-twice"),
        (f"year={PRO}" + "&owned=100000" * 201, "link-packs"),
        (f"year={PRO}@2026-01", "link-value"),
        (f"year={PRO}@2026-01:1~2", "link-value"),
        (f"year={PRO}@2026-01:1;11万次@2025-12-01", "link-value"),
        (f"year={PRO}@2026-01:1;&month=2023-05", "link-value"),
        (f"year={PRO}@2026-01:1" + ";10万次@2025-12-01" * 201, "link-packs"),
        (f"year={PRO}@2026-01:5&year={PRO}@2026-01:5", "link-twice"),
    ],
)
def test_a_year_that_is_none_is_told(link: str, id: str) -> None:
    told = run('return state.fromFragment(given, book, "2023-05")', link, modules="state")
    assert [fault["id"] for fault in told["faults"]] == [id]


def test_an_action_stands_for_its_name() -> None:
    body = 'return state.fromFragment(given, book, "2023-05").state.year'
    assert run(body, "year=RecognizeCarPro@2026-01:1050000", modules="state") == year()


def faults(given: dict[str, Any], words: str = "year_languages.ENGLISH") -> dict[str, str]:
    body = (
        f"const words = {words};"
        "const { faults } = year_plan.planYear(book, given, words);"
        "return faults.map((one) => [one.field, form.messageOf(one, words)])"
    )
    return dict(run(body, given, modules="../year/plan form ../year/languages"))


@pytest.mark.parametrize(
    ("given", "field", "part"),
    [
        (state(year=year(month="2026-1")), "month", "2026-1"),
        (state(year=year(month="")), "month", "which month"),
        (state(year=year(month="9999-06")), "month", "9999-12"),
        (state(year=year(month="2021-06")), "month", "2021"),
        (state(year=year(every="x")), "every", "'x'"),
        (state(year=year(months=[""] * 3 + ["1.5"] + [""] * 8)), "3", "1.5"),
        (state(year=year(every="1" + "0" * 16)), "every", "0 to 1000000000000000"),
        (state(year=year(every="10亿亿")), "every", "10亿亿"),
        (state(year=year(every="9" * 60)), "every", "too many"),
        (state(year=year(every="100亿")), "every", "40000000000"),
        (state(activated="2026-03-01"), "month", "2026-03-01"),
        (state(activated="soon"), "form", "soon"),
        (state(year=year(packs=[owned("2025-12")])), "pack:0:day", "2025-12"),
        (state(year=year(packs=[owned("2025-12-01"), owned("2026-01-02")])), "pack:1:day", "2026"),
        (state(year=year(packs=[owned("2025-12-01", left="10万零一")])), "pack:0:left", "零"),
        (state(year=year(packs=[owned("2025-12-01", left="100001")])), "pack:0:left", "100001"),
        (state(year=year(packs=[owned("2025-12-01", quantity="0")])), "pack:0:quantity", "0"),
    ],
)
def test_a_fault_of_the_year_stands_at_its_field(
    given: dict[str, Any], field: str, part: str
) -> None:
    told = faults(given)
    assert field in told
    assert part in told[field]
    chinese = faults(given, "year_languages.CHINESE")
    assert all(any("一" <= sign <= "鿿" for sign in text) for text in chinese.values())


def said(expression: str, given: dict[str, Any] | None = None, language: str = "english") -> Any:
    body = (
        f"const words = year_languages.{language.upper()};"
        "const { plan: first, whatIfs } = year_plan.planYear(book, given, words);"
        "const plan = year_planner.withWhatIfs(first, whatIfs());"
        f"return {expression}"
    )
    modules = "../year/plan ../year/planner ../year/text ../year/languages"
    return run(body, given or state(), modules=modules)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "english",
            "Buy 2 × 500万次, 250万次 and 8 × 1万次 on 2026-01-01: 431,440.00 yuan instead of "
            "566,460.00, saves 135,020.00.",
        ),
        (
            "chinese",
            "2026-01-01 购买 2 × 500万次、250万次和8 × 1万次：共 431,440.00 元，不购买为 "
            "566,460.00 元，节省 135,020.00 元。",
        ),
    ],
)
def test_the_best_plan_is_one_sentence(language: str, sentence: str) -> None:
    assert said("year_text.bestInWords(book, plan, words)", language=language) == sentence


def test_purchases_of_many_days_are_counted_in_the_sentence() -> None:
    bought = [
        {"on": f"2026-{month:02}-01", "interface": PRO, "calls": 10_000, "price": "730"}
        for month in (1, 3, 3, 7)
    ]
    body = (
        "const counted = (one) => ({ ...one, calls: BigInt(one.calls) });"
        "return given.map((some) =>"
        " year_text.whatToBuy(book, some.map(counted), year_languages.ENGLISH))"
    )
    later = {**bought[0], "on": "2026-12-01"}
    told = run(body, [bought, [*bought, later]], modules="../year/text ../year/languages")
    assert told == [
        "1万次 on 2026-01-01; 2 × 1万次 on 2026-03-01; 1万次 on 2026-07-01",
        "5 packs between 2026-01-01 and 2026-12-01, listed below",
    ]


@pytest.mark.parametrize(
    ("usage", "packs", "id"),
    [
        ([], [], "forecast-months"),
        ([("2026-01", 10**14)], [], "forecast-too-large"),
        ([("2026-01", 1)], [("2026-01-02", 10_000)], "pack-after-begin"),
    ],
)
def test_what_cannot_be_planned_is_told_in_both_languages(
    usage: list[tuple[str, int]], packs: list[tuple[str, int]], id: str
) -> None:
    account = {
        "usage": [{"date": date, "interface": PRO, "calls": calls} for date, calls in usage],
        "packs": [{"purchased_on": day, "interface": PRO, "calls": calls} for day, calls in packs],
    }
    body = (
        "const told = (words) => { try { planning_plan.plan(book, given, words); } catch (error) {"
        " return [error.id, error.message.replaceAll(',', ''), error.expected]; } };"
        "return [told(calculator.ENGLISH), told(languages.CHINESE.reasons)]"
    )
    english, chinese = run(body, account, modules="../planning/plan languages")
    assert english[0] == chinese[0] == id
    assert re.findall(r"\d+", english[1]) == re.findall(r"\d+", chinese[1])
    assert re.search("[一-鿿]", chinese[1] + chinese[2])


def test_where_nothing_helps_nothing_is_bought() -> None:
    """(1,500 - 1,000) x 75 / 1,000 = 37.50 a month, 450.00 a year; the smallest pack costs 730."""
    told = said(
        "[year_text.bestInWords(book, plan, words), year_text.proofInWords(plan, words)]",
        state(year=year(every="1500")),
    )
    assert told == ["Buy no packs: 450.00 yuan.", "Least of all purchases: proven."]


def test_packs_that_are_owned_are_used_first() -> None:
    """1,500 calls a month, of which 1,000 are free: 500 a month, 6,000 a year."""
    own = state(year=year(every="1500", packs=[owned("2026-01-01", left="")]))
    assert said("[plan.total, plan.left_over[0].left]", own) == ["0.00", 94_000]
    some = state(year=year(every="1500", packs=[owned("2025-12-01", left="8000")]))
    # A pack of 1 December 2025 ends before December 2026: 500 x 75 / 1,000, or as 1,000 calls.
    assert said("[plan.total, plan.range.low, plan.range.high]", some) == [
        *("37.50", "37.50", "75.00")
    ]
    untold = state(year=year(every="1500", packs=[owned("2025-12-01")]))
    assert said("[plan.range.low, plan.range.high]", untold) == ["37.50", "900.00"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("english", "  −30 %: 430,840.00 yuan, 110,840.00 more than the best"),
        ("chinese", "  −30%：430,840.00 元，比最佳方案多 110,840.00 元"),
    ],
)
def test_what_other_usage_does_to_the_plan_is_told(language: str, sentence: str) -> None:
    """735,000 calls a month, of which 734,000 are to pay: the packs of 430,840 cover them all, and
    2 packs of 5,000,000 for 320,000 do too, 12 x 734,000 = 8,808,000."""
    assert sentence in said("year_text.planText(book, plan, words)", language=language)


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_what_another_reading_does_to_the_plan_is_told(language: str) -> None:
    """Under gross all calls that are left cost 45: 2 x 5,000,000 and 2,500,000 for 425,000 yuan
    leave 88,000 calls, 88 x 45 = 3,960."""
    text = said("year_text.planText(book, plan, words)", language=language)
    (line,) = [one for one in text.splitlines() if "tier-basis=gross" in one]
    assert "428,960.00" in line
    assert "2 × 500万次" in line


def test_more_usage_than_can_be_looked_through_is_a_fault_of_the_calls() -> None:
    """12 x 3,300,000,000 calls are 3,960,000 packs of 10,000, of at most 4,000,000; 10 % more
    are too many."""
    body = (
        "const { whatIfs } = year_plan.planYear(book, given, languages.ENGLISH);"
        "const { faults } = year_plan.refusable(whatIfs, given);"
        "return faults.map((one) => [one.field, one.refusal.id])"
    )
    told = run(body, state(year=year(every="33亿")), modules="../year/plan languages")
    assert told == [["every", "forecast-too-large"]]


def reference() -> Any:
    days = [dt.date(2026, 1 + number, 1) for number in range(12)]
    return plan(frozen.dated(), [Usage(day, PRO, 1_050_000, True) for day in days])


def test_copies_are_what_the_command_prints() -> None:
    ours = as_dict(reference())
    for name in ("cliffs", "next_calls"):
        ours.pop(name)
    assert json.loads(said("year_text.planJSON(plan)")) == json.loads(json.dumps(ours, default=str))
    assert said("year_text.planCSV(plan)") == as_csv(reference())
    rows = list(csv.DictReader(io.StringIO(said("year_text.planCSV(plan)"))))
    assert [int(row["calls"]) for row in rows][:3] == [5_000_000, 5_000_000, 2_500_000]


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_the_text_has_the_purchases_and_the_months(language: str) -> None:
    text = said("year_text.planText(book, plan, words)", language=language)
    for part in ("431,440.00", "500万次", "320,000.00", "89,120.00", "2026-12", "47,205.00"):
        assert part in text


def test_months_follow_one_another_over_the_end_of_a_year() -> None:
    months = run('return year_forecast.monthsFrom("2026-11")', modules="../year/forecast")
    assert months[:3] == ["2026-11", "2026-12", "2027-01"]
    assert len(months) == 12
    assert all(one < other for one, other in pairwise(months))
    assert run('return year_forecast.monthsFrom("2026-13")', modules="../year/forecast") == []
