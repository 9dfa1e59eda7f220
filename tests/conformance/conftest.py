"""The sentences of the features. Each works on JSON; none knows the calculator."""

from __future__ import annotations

import pytest

from tiia_pricing.conformance.run.judge import Judge
from tiia_pricing.conformance.run.outcomes import ASKED, CODED, JUDGED

from . import books, checks, collecting
from .bilingual import given, kind_of_file, then, when
from .implementation import Answer, Case, claims, other, run
from .sheets import BILLED, PACKS, SERVICE, USAGE, billed_rows, case, in_base64
from .tables import Row, Rows, compare, plain, read

ENCODINGS = {"UTF-8": "utf-8", "UTF-8 with BOM": "utf-8-sig", "Latin-1": "latin-1"}
TIERS = ("interface", "mode", "per calls", "from calls", "price")
DAYS = ("from", "to")
LASTING = ("months", "days", "endless")
SAID = ("certainty", "bound in")
PAGES = ("accepted", "holds from", "dated", *TIERS)


def pytest_configure(config: pytest.Config) -> None:
    collecting.declare(config)


def pytest_itemcollected(item: pytest.Item) -> None:
    collecting.place(item)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if other():
        config.hook.pytest_deselected(items=collecting.select(items))


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Keep what was judged; what is wrong and was not raised yet is raised now."""
    judge: Judge = request.getfixturevalue("judge")
    request.node.user_properties.append((JUDGED, judge.verdicts))
    request.node.user_properties.append((CODED, judge.said))
    if judge.wrong:
        raise AssertionError("\n".join(judge.wrong))


@pytest.fixture
def book() -> books.Book | None:
    """The book of the scenario; none of its own is the page's."""
    return None


@pytest.fixture
def known_on() -> str | None:
    """The day on which the book is asked; none is today."""
    return None


@pytest.fixture
def asked(book: books.Book | None, known_on: str | None) -> books.Asked:
    """The book of the scenario as a calculator is asked by it."""
    return books.asked(book, known_on)


@pytest.fixture
def facts(asked: books.Asked) -> books.Book:
    """The book of the scenario, whole."""
    return books.facts(asked)


@pytest.fixture
def usage() -> list[Row]:
    return []


@pytest.fixture
def packs() -> list[Row]:
    return []


@pytest.fixture
def files() -> dict[str, str]:
    """Files written out in the scenario, in base64, by kind."""
    return {}


@pytest.fixture
def readings() -> dict[str, str]:
    return {}


@pytest.fixture
def activated() -> dict[str, str]:
    return {}


@pytest.fixture
def billed() -> list[Row]:
    """What the vendor charges, where the scenario says so."""
    return []


@pytest.fixture
def whole(
    asked: books.Asked,
    usage: list[Row],
    packs: list[Row],
    files: dict[str, str],
    readings: dict[str, str],
    activated: dict[str, str],
) -> Case:
    """All that the scenario gives, as a calculator is asked."""
    given = case(asked["book"], usage, packs, readings, activated)
    return {**given, "known_on": asked["known_on"], "files": files}


@pytest.fixture
def judge() -> Judge:
    """Judges the answer: for another calculator to the end, else up to the first wrong sentence."""
    return Judge(claims(), strict=not other())


# Given: a price book


@given("the price book of the page", target_fixture="book")
def _() -> None:
    """The book in force, read from the vendor's page."""


@given("the price book as it stood on {date}", target_fixture="known_on")
def _(date: str) -> str:
    """What was known on that day: pages that were accepted later are not in it."""
    return date


@given("a price book with these tiers:", target_fixture="book")
def _(datatable: Rows) -> books.Book:
    """A book of the scenario's own: pay-as-you-go prices, without quotas and packs."""
    return books.of_tiers(read(datatable, TIERS, optional=(*SAID, *DAYS)))


@given("a price book of these pages:", target_fixture="book")
def _(datatable: Rows) -> books.Book:
    """A book of the scenario's own, of pages accepted one after another; each says its prices."""
    return books.of_pages(read(datatable, PAGES, optional=(*DAYS, "not before")))


@given("these free quotas:", target_fixture="book")
def _(book: books.Book, datatable: Rows) -> books.Book:
    """Free calls a month; names with a comma between share one pool."""
    rows = read(datatable, ("interfaces", "calls"), optional=("from", "to"))
    return {**book, "free_quotas": [books.quota(row) for row in rows]}


@given("these packs for sale:", target_fixture="book")
def _(book: books.Book, datatable: Rows) -> books.Book:
    """Resource packs that the scenario's own book sells.

    They last so many months or days, or are endless; without any of these, a year.
    """
    rows = read(datatable, ("interface", "calls", "price"), optional=(*LASTING, *DAYS))
    return {**book, "packs": [books.pack(row) for row in rows]}


# Given: an account


@given('the reading "{name}" is "{value}"', target_fixture="readings")
def _(readings: dict[str, str], name: str, value: str) -> dict[str, str]:
    """One of the page's open questions is answered so, not by default."""
    return {**readings, name: value}


@given("the service was activated on {date}", target_fixture="activated")
def _(activated: dict[str, str], date: str) -> dict[str, str]:
    """The day of activation; without one the service was always active."""
    return {**activated, SERVICE: date}


@given('"{interface}" was activated on {date}', target_fixture="activated")
def _(activated: dict[str, str], interface: str, date: str) -> dict[str, str]:
    """The day of activation of one interface."""
    return {**activated, interface: date}


@given("these packs were bought:", target_fixture="packs")
def _(packs: list[Row], datatable: Rows) -> list[Row]:
    """Packs of the account; a quantity of 2 is two packs.

    What is left in each is told for the time when the first month of usage begins.
    """
    return [*packs, *read(datatable, PACKS[:3], optional=PACKS[3:])]


@given('this {kind:w} file in "{encoding}":', target_fixture="files")
def _(files: dict[str, str], kind: str, encoding: str, docstring: str) -> dict[str, str]:
    """A usage or packs file, byte for byte."""
    return {**files, kind_of_file(kind): in_base64(docstring, ENCODINGS.get(encoding, encoding))}


@given("this usage:", target_fixture="usage")
def _(usage: list[Row], datatable: Rows) -> list[Row]:
    """Calls by day or month; a month counts on its last day."""
    return [*usage, *read(datatable, USAGE)]


@given('{calls} calls of "{interface}" dated {date}', target_fixture="usage")
def _(usage: list[Row], calls: str, interface: str, date: str) -> list[Row]:
    """One row of usage; a month counts on its last day."""
    return [*usage, {"date": date, "interface": interface, "calls": plain(calls)}]


@given("the vendor billed:", target_fixture="billed")
def _(datatable: Rows) -> list[Row]:
    """The vendor's detailed bill: calls and yuan that it charges for an interface in a month."""
    return read(datatable, BILLED)


# When


@when("the bill is computed", target_fixture="answer")
def _(request: pytest.FixtureRequest, whole: Case) -> Answer:
    """All that the scenario gives goes to the implementation; its answer is what follows."""
    request.node.user_properties.append((ASKED, whole))
    return run(whole)


@when("the packs to buy are planned", target_fixture="answer")
def _(whole: Case) -> Answer:
    """The usage is a forecast, and packs bought are owned: which others make it cost least?"""
    return run({**whole, "ask": "plan"})


@when("the vendor's bill is checked", target_fixture="answer")
def _(whole: Case, billed: list[Row]) -> Answer:
    """Usage and packs, and what the vendor billed for them: is each line right, and if not, why?"""
    return run({**whole, "ask": "reconcile", "billed": billed_rows(billed)})


# Then: the bill


@then("the total is {amount} yuan")
def _(answer: Answer, judge: Judge, amount: str) -> None:
    """Pay-as-you-go of all months; the price of packs is not in it."""
    judge("totals", checks.total, answer, amount)


@then("the months are:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """Every month of the bill with its total."""
    judge("totals", checks.months, answer, datatable)


@then("the lines are:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """Every line of the bill, in the columns that matter; a dash is no value."""
    judge("lines", checks.lines, answer, datatable)
    judge("totals", checks.sum_of_lines, answer, datatable)


@then("the packs are:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """Every pack of the account, in the columns that matter."""
    judge("lines", checks.packs, answer, datatable)


@then("the range is from {low} to {high} yuan")
def _(answer: Answer, judge: Judge, low: str, high: str) -> None:
    """The lowest and the highest total that the readings of the page admit."""
    judge("totals", checks.span, answer, low, high, needs="range")


@then("these readings move the total:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """Every value of a reading that alone gives another total, with that total."""
    judge("totals", checks.moving, answer, datatable, needs="range")


@then("no reading moves the total")
def _(answer: Answer, judge: Judge) -> None:
    """No value of any reading alone gives another total."""
    judge("totals", checks.unmoved, answer, needs="range")


@then('the line of "{interface}" is explained by:')
def _(answer: Answer, judge: Judge, interface: str, datatable: Rows) -> None:
    """The rules that a line rests on, each in a sentence with its numbers."""
    judge("reasons", checks.explained, answer, interface, datatable)


@then('a warning says "{text}"')
def _(answer: Answer, judge: Judge, text: str) -> None:
    """The bill warns of what it cannot decide."""
    judge("reasons", checks.warned, answer, text)


@then('the bill is refused as "{id}" with "{text}"')
def _(answer: Answer, judge: Judge, id: str, text: str) -> None:
    """No bill: an error with this id says what is wrong, where, or what was expected."""
    judge("totals", checks.refused, answer, id)
    judge("reasons", checks.refused_with, answer, id, text)


# Then: the plan, and the verdict on a bill


@then("the plan costs:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """In all, for the packs to buy and pay-as-you-go; and what it costs to buy nothing."""
    judge("totals", checks.planned, answer, datatable)


@then("the packs to buy are:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """How many packs of each size are bought, whenever that is."""
    judge("lines", checks.bought, answer, datatable)


@then("the verdicts are:")
def _(answer: Answer, judge: Judge, datatable: Rows) -> None:
    """Every line of the bill or of the usage; causes are all that explain what is billed."""
    judge("totals", checks.verdicts, answer, datatable)
    judge("reasons", checks.causes, answer, datatable)


# Then: the book


@then("the interfaces of the book are:")
def _(facts: books.Book, datatable: Rows) -> None:
    """Every interface of the book."""
    compare(facts["interfaces"], datatable, ("name", "action"))


@then("the free quotas of the book are:")
def _(facts: books.Book, datatable: Rows) -> None:
    """Every free quota of the book, with the first day it holds and the first it does not."""
    compare(books.quotas(facts), datatable, ("interfaces", "calls", "from", "to"))


@then("the tiers of the book are:")
def _(facts: books.Book, datatable: Rows) -> None:
    """Every tier of the interfaces that the table names."""
    named = {row["interface"] for row in read(datatable, TIERS)}
    compare(
        (row for row in books.tiers(facts) if row["interface"] in named),
        datatable,
        TIERS,
    )


@then("the packs of the book are:")
def _(facts: books.Book, datatable: Rows) -> None:
    """Every pack that the book sells."""
    compare(facts["packs"], datatable, ("interface", "calls", "price"))


@then("the findings of the book are:")
def _(facts: books.Book, datatable: Rows) -> None:
    """Every finding of the book, with its place on the page."""
    compare(books.findings(facts), datatable, ("id", "table", "row", "column", "clause"))
