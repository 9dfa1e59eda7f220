"""The book in the calculator's scripts: lighter than the whole one, and it bills the same."""

from __future__ import annotations

import json
import random

import pytest

import frozen
from javascript.page import dated, run
from tiia_pricing.publishing.pages.calculator_scripts import UNREAD, light

TELL = """
const [links, tongue] = given;
const words = languages[tongue];
const told = (link) => {
  const { state: entered } = state.fromFragment(link, book, "2023-05");
  const cited = cited_cells.cited(words.reasons);
  const { account, statement, faults } = answer.answerOf(book, entered, cited);
  const fault = faults.map((one) => form.messageOf(one, words));
  if (!statement) return { statement: null, faults: fault };
  const packs = advice.packAdvice(book, account, statement).offers.map((one) =>
    [one.pack.key, one.price, one.total, one.verdict]);
  return { statement, faults: fault, cliffs: advice.cliffs(book, account, statement), packs };
};
return links.map(told);
"""


def links() -> list[str]:
    rng = random.Random(19)  # noqa: S311 - entries to try, no secret
    names = [one["name"] for one in json.loads(dated())["interfaces"]]
    months = (
        "2017-12",
        "2019-03",
        "2019-11",
        "2020-05",
        "2021-08",
        "2022-10",
        "2023-05",
        "2026-11",
    )
    some = []
    for month in months:
        for name in names:
            calls = rng.choice((1, 1_001, 11_000, 1_050_000, 3_001_000, 20_000_000))
            pack = rng.choice(("", f"&pack=100000&day={month}-01", "&tier-basis=gross"))
            some.append(f"month={month}&{name}={calls}{pack}")
    return some


@pytest.mark.parametrize(
    ("language", "tongue"), [("en", "ENGLISH"), ("zh", "CHINESE"), (None, None)]
)
def test_the_light_book_bills_and_refuses_as_the_whole_one(
    language: str | None, tongue: str | None
) -> None:
    whole = json.loads(dated())
    lighter = light(frozen.dated(), language)
    assert len(json.dumps(lighter)) < 0.85 * len(json.dumps(whole))
    modules = "state answer cited-cells form advice languages"
    for words in (tongue,) if tongue else ("ENGLISH", "CHINESE"):
        given = [links(), words]
        expected, found = (
            run(TELL, given, modules=modules, book=book) for book in (whole, lighter)
        )
        assert sum(one["statement"] is not None for one in expected) > 30
        assert sum(bool(one["faults"]) for one in expected) > 30
        assert found == expected


def test_what_a_statement_shows_stays() -> None:
    whole = json.loads(dated())
    book = light(frozen.dated())
    assert not UNREAD & set(book)
    for one in book["readings"]:
        assert set(one) >= {"name", "values", "default"}
        assert not UNREAD & set(one)
    assert book["snapshot"] == whole["snapshot"]
    assert [one["action"] for one in book["interfaces"]][:1] == ["DetectProduct"]


def test_why_an_interface_sells_no_packs_is_still_quoted() -> None:
    whole = json.loads(dated())
    usage = [{"date": "2023-05", "interface": "智能裁剪", "calls": 5}]
    bought = [{"purchased_on": "2023-05-01", "interface": "智能裁剪", "calls": 10_000}]
    body = (
        "try { calculator.bill(book, given); return null; }"
        " catch (error) { return [error.id, error.message]; }"
    )
    given = {"usage": usage, "packs": bought}
    told = [run(body, given, book=book) for book in (whole, light(frozen.dated(), "en"))]
    assert told[0][0] == "packs-not-sold"
    assert "暂不支持购买预付费资源包" in told[0][1]
    assert told[0] == told[1]
