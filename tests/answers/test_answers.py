"""What a program is answered: amounts, clauses, cells and open questions, and each refusal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook.errors import PricingError
from tiia_pricing.answers.catalogue import QUESTIONS, answer
from tiia_pricing.answers.schemas import input_schema
from tiia_pricing.locale import tell_in

PRO = "车辆识别（增强版）"
QUOTE = {"month": "2023-05", "calls": {"商品识别": 1_000_000}}
ROW = {"date": "2023-05-01", "interface": "商品识别", "calls": 1}


def ask(name: str, **arguments: Any) -> dict[str, Any]:
    return answer(frozen.dated(), name, arguments)


def refused(name: str, **arguments: Any) -> dict[str, Any]:
    with pytest.raises(PricingError) as caught:
        ask(name, **arguments)
    return caught.value.as_dict()


def test_a_quote_has_amount_clause_and_cell() -> None:
    """999,000 calls at 2.5 yuan a thousand, as the first row of the second table says."""
    told = ask("quote", **QUOTE)
    line = told["months"][0]["lines"][0]
    assert (told["total"], line["amount"]) == ("2497.50", "2497.50")
    free, paid = line["evidence"]
    assert (free["step"], free["calls"], free["clause"]["id"]) == (
        "free-quota",
        1_000,
        "quota-table",
    )
    assert (paid["step"], paid["calls"], paid["unit_price"]) == ("pay-as-you-go", 999_000, "2.5")
    assert paid["mode_clause"] == {
        "id": "reached-tiers",
        "text": "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
        "chapter": "计费与结算方式",
    }
    assert paid["cell"] == {
        "page": frozen.PATH.name,
        "heading": "价格说明",
        "table": 1,
        "row": 1,
        "column": 1,
        "row_head": "商品识别",
        "column_head": "0 - 1000千次/月\n(不含1000千次)",
        "text": "2.5元/千次",
    }


def test_each_open_question_says_what_its_other_answers_cost() -> None:
    """Of all 1,000,000 calls the tier of 2.2 yuan: 999,000 x 2.2 / 1,000 = 2,197.80."""
    (question,) = ask("quote", **QUOTE)["open_questions"]
    assert (question["name"], question["used"]) == ("tier-basis", "after-deduction")
    assert question["question"].startswith("Which volume reaches the tier")
    assert question["clause"]["id"] == "reached-tiers"
    assert question["otherwise"] == [
        {"value": "gross", "amount": "2197.80", "difference": "-299.70"}
    ]


def test_a_fixed_reading_is_no_open_question() -> None:
    told = ask("quote", **QUOTE, readings={"tier-basis": "gross"})
    assert (told["total"], told["open_questions"]) == ("2197.80", [])


def test_a_pack_is_cited_with_its_row_and_column() -> None:
    told = ask(
        "bill",
        usage=[{"date": "2023-05-20", "interface": "RecognizeCarPro", "calls": 51_000}],
        packs=[{"purchased_on": "2023-05-15", "interface": PRO, "calls": "10万次"}],
    )
    _, pack = told["months"][0]["lines"][0]["evidence"]
    assert (pack["step"], pack["calls"], pack["price"]) == ("resource-pack", 50_000, "7000")
    cell = pack["cell"]
    assert (cell["heading"], cell["row_head"]) == ("价格说明", f"{PRO} 10万次")
    assert (cell["column_head"], cell["text"]) == ("资源包价格", "7000元/个")


@pytest.mark.parametrize(
    ("date", "doubts"), [("2023-05-20", []), ("2023-05", ["pack-within-month"])]
)
def test_a_row_of_a_month_is_one(date: str, doubts: list[str]) -> None:
    told = ask(
        "bill",
        usage=[{"date": date, "interface": PRO, "calls": 51_000}],
        packs=[{"purchased_on": "2023-05-15", "interface": PRO, "calls": 100_000}],
    )
    assert [one["id"] for one in told["warnings"]] == doubts


def test_a_line_is_explained_with_what_else_it_could_cost() -> None:
    """1,049,000 paid calls reach the tier of 45 yuan either way; 849,000 only of all calls.

    849,000 x 75 / 1,000 = 63,675.00; at 45 yuan 38,205.00, which is 25,470.00 less.
    """
    told = ask(
        "explain",
        usage=[{"date": "2023-05", "interface": PRO, "calls": 1_050_000}],
        packs=[{"purchased_on": "2023-05-01", "interface": PRO, "calls": 100_000, "quantity": 2}],
        month="2023-05",
        interface="RecognizeCarPro",
    )
    assert (told["interface"], told["amount"]) == (PRO, "63675.00")
    assert told["because"][-1]["rule"] == "reached-tiers"
    basis = next(one for one in told["open_questions"] if one["name"] == "tier-basis")
    assert basis["otherwise"] == [
        {"value": "gross", "amount": "38205.00", "difference": "-25470.00"}
    ]


def test_a_fixed_reading_is_not_asked_of_a_line_either() -> None:
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": 1_000_000}]
    line = {"usage": usage, "month": "2023-05", "interface": "商品识别"}
    told = ask("explain", **line, readings={"tier-basis": "gross"})
    assert (told["amount"], told["open_questions"]) == ("2197.80", [])


def test_a_line_that_is_none_is_refused_with_those_there_are() -> None:
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": 1}]
    error = refused("explain", usage=usage, month="2023-06", interface="商品识别")
    assert (error["error"], error["expected"]) == ("line-missing", "2023-05 商品识别")
    assert error["message"] == "the bill has no line of 商品识别 in 2023-06"


def test_a_plan_cites_each_pack() -> None:
    """As in the commands' test: 5,000,000 calls for 160,000 yuan first."""
    rows = [
        {"date": f"2026-{month:02}", "interface": PRO, "calls": 1_050_000} for month in range(1, 13)
    ]
    told = ask("plan", forecast=rows)
    assert (told["total"], told["proven"]) == ("431440.00", True)
    first = told["purchases"][0]
    assert (first["calls"], first["price"]) == (5_000_000, "160000")
    assert first["evidence"]["clause"]["id"] == "recognition-prepaid"
    assert first["evidence"]["cell"]["row_head"] == f"{PRO} 500万次"


def test_prices_of_a_day() -> None:
    """The free quota of the day before its change is ten times that of the day itself."""
    before = ask("prices", on="2022-10-23", interfaces=["DetectProduct"])["interfaces"]
    after = ask("prices", on="2022-10-24", interfaces=["商品识别"])["interfaces"]
    assert [one["free_quotas"][0]["calls"] for one in (*before, *after)] == [10_000, 1_000]
    table = after[0]["pay_as_you_go"]
    assert [(one["from_calls"], one["price"]) for one in table["tiers"]] == [
        (0, "2.5"),
        (1_000_000, "2.2"),
        (3_000_000, "2"),
        (15_000_000, "1.5"),
    ]
    assert (
        table["tiers"][1]["evidence"]["cell"]["column_head"]
        == "1000千 - 3000千次/月\n(不含3000千次)"
    )
    assert (after[0]["name"], after[0]["action"]) == ("商品识别", "DetectProduct")


def test_prices_of_all_interfaces_leave_out_those_of_other_times() -> None:
    told = ask("prices", on="2023-05-01")
    assert len(told["interfaces"]) == 9
    assert {one["name"] for one in told["open_questions"]} >= {"tier-basis", "rounding"}


def test_a_day_of_which_nothing_is_known_is_refused() -> None:
    error = refused("prices", on="1999-01-01")
    assert error["error"] == "day-not-priced"
    assert error["expected"].startswith("a day ")
    assert refused("changes", old="1999-01-01", new="2023-01-01")["error"] == "day-not-priced"


def test_changes_between_two_days() -> None:
    told = ask("changes", old="2022-10-23", new="2022-10-24")["changes"]
    assert {one["of"] for one in told} == {"free_quotas"}
    (one,) = (one for one in told if one["interface"] == "商品识别")
    assert [side[0]["calls"] for side in (one["old"], one["new"])] == [10_000, 1_000]
    assert one["new"][0]["evidence"]["cell"]["row"] == 3
    assert ask("changes", old="2023-01-01", new="2023-02-01")["changes"] == []


def test_a_quota_that_is_stated_anew_is_no_change() -> None:
    turn = dt.date(2024, 1, 1)
    (quota,) = (one for one in frozen.book().free_quotas if "宠物识别图片版" in one.interfaces)
    anew = (replace(quota, to=turn), replace(quota, from_=turn))
    book = replace(frozen.book(), free_quotas=anew)
    assert answer(book, "changes", {"old": "2023-12-31", "new": "2024-01-01"})["changes"] == []
    more = replace(book, free_quotas=(anew[0], replace(anew[1], calls=2_000)))
    (one,) = answer(more, "changes", {"old": "2023-12-31", "new": "2024-01-01"})["changes"]
    assert (one["interface"], one["of"]) == ("宠物识别图片版", "free_quotas")


def test_changes_between_two_pages() -> None:
    """1,000,000 calls are the most of the first tier: 999,000 x 0.1 / 1,000 = 99.90 more."""
    new = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1)
    told = ask("changes", old=frozen.TEXT, new=new)
    (change,) = told["changes"]
    assert (change["id"], change["old"], change["new"]) == ("price-increased", "2.5", "2.6")
    worst = change["impact"][0]
    assert (worst["calls"], worst["difference"]) == (1_000_000, "99.90")


@pytest.mark.parametrize(
    ("name", "arguments", "id", "where"),
    [
        (
            "quote",
            {"month": "2023-05", "calls": {"商品识别": "1"}},
            "argument-invalid",
            "calls[...]",
        ),
        ("quote", {"month": "2023-05"}, "argument-invalid", None),
        ("quote", {**QUOTE, "call": 1}, "argument-invalid", None),
        ("prices", {"on": 7}, "argument-invalid", "on"),
        ("quote", {**QUOTE, "month": "2023-05-01"}, "date-unreadable", "month"),
        ("quote", {**QUOTE, "month": "2023-13"}, "date-unreadable", "month"),
        ("changes", {"old": "2023-01-01", "new": "{}"}, "argument-invalid", "new"),
        ("changes", {"old": "no page", "new": frozen.TEXT}, "no-price", "old"),
        ("changes", {"old": frozen.TEXT, "new": "{"}, "book-not-json", "new"),
        ("other", {}, "unknown-question", None),
    ],
)
def test_each_fault_says_what_and_where(
    name: str, arguments: dict[str, Any], id: str, where: str | None
) -> None:
    error = refused(name, **arguments)
    assert (error["error"], error["where"].get("argument")) == (id, where)
    assert error["message"]
    assert error["expected"]


@pytest.mark.parametrize(
    ("name", "arguments", "path"),
    [
        ("quote", {"month": "2023-05", "calls": {"nobody": 1}}, "$.calls.nobody"),
        ("quote", {"month": "2023-05", "calls": {"no body": 1}}, '$.calls["no body"]'),
        ("quote", {"month": "2005-05", "calls": {"商品识别": 1}}, "$.month"),
        ("quote", {"month": "2023-05", "calls": {"商品识别": "1"}}, "$.calls[...]"),
        ("plan", {"forecast": [ROW, {**ROW, "interface": "nobody"}]}, "$.forecast[1].interface"),
        ("plan", {"forecast": [{**ROW, "date": "soon"}]}, "$.forecast[0].date"),
        (
            "bill",
            {"usage": [ROW], "activated": [{"date": "2023-05-01", "interface": "nobody"}]},
            "$.activated[0].interface",
        ),
        (
            "bill",
            {
                "usage": [ROW],
                "packs": [{"purchased_on": "2023-05-01", "interface": PRO, "calls": 7}],
            },
            "$.packs[0].calls",
        ),
    ],
)
def test_an_error_names_the_field_of_the_question(
    name: str, arguments: dict[str, Any], path: str
) -> None:
    """By its JSONPath (RFC 9535), and by nothing that the question does not have."""
    where = refused(name, **arguments)["where"]
    assert where["path"] == path
    assert where.get("list", path.split(".")[1].partition("[")[0]) in arguments


def test_every_row_that_cannot_be_is_named() -> None:
    rows = [
        {"date": "2023-05-01", "interface": "商品识别", "calls": -1},
        {"date": "2023-05-01", "interface": "nobody", "calls": 1},
    ]
    error = refused("bill", usage=rows)
    assert [(one["error"], one["where"]) for one in error["problems"]] == [
        (
            "calls-negative",
            {"list": "usage", "index": 0, "column": "calls", "path": "$.usage[0].calls"},
        ),
        (
            "unknown-interface",
            {"list": "usage", "index": 1, "column": "interface", "path": "$.usage[1].interface"},
        ),
    ]
    error = refused("bill", usage=[{**rows[0], "date": "soon"}])
    assert error["where"] == {
        "list": "usage",
        "index": 0,
        "column": "date",
        "path": "$.usage[0].date",
    }
    pack = {"purchased_on": "2023-02-30", "interface": PRO, "calls": "a few"}
    error = refused("quote", **QUOTE, packs=[pack])
    assert [one["where"]["column"] for one in error["problems"]] == ["purchased_on", "calls"]
    twice = [{"date": "2023-05-01"}, {"date": "2023-05-02"}]
    assert refused("quote", **QUOTE, activated=twice)["error"] == "activated-twice"


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_argument_is_typed_and_described_in_both_languages(name: str) -> None:
    english, chinese = (
        input_schema(QUESTIONS[name], tell_in(language)) for language in ("en", "zh")
    )
    assert english["type"] == "object"
    assert english["additionalProperties"] is False
    for key, argument in english["properties"].items():
        assert argument["description"]
        assert chinese["properties"][key]["description"] != argument["description"]
        assert {"type", "anyOf"} & argument.keys()
