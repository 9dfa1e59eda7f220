"""Worked examples: for the rule of each clause one of its own scenarios, told in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricebook import FreeQuota, PriceBook, Tier
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import PricingError
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement import MonthStatement, Statement
from tiia_pricing.publishing.pages.calculator_links import link
from tiia_pricing.publishing.site_data.links import proofs, rule_slug
from tiia_pricing.results.scenario_results import (
    BilledAccount,
    Results,
    RuleResult,
    ScenarioResult,
    ScenarioRun,
)

Row = Mapping[str, str]


class AccountUnreadable(PricingError):
    """A scenario that bills something else than an account of the page (exit 1)."""

    exit_code = 1


class Chosen(Struct, frozen=True):
    """A scenario by its name, and the rows of its examples by some of their cells."""

    scenario: str
    rows: tuple[Row, ...] = ({},)


CHOSEN = {
    "quota-granted-on-activation": Chosen(
        "The first month moves the total of a bill with an activation date"
    ),
    "quota-issued-monthly": Chosen("Unused quota lapses"),
    "quota-shared": Chosen(
        "Two interfaces split one pool", ({"plain": "6,000", "enhanced": "6,000"},)
    ),
    "quota-exhausted": Chosen("A pack that is empty sends the rest to pay-as-you-go"),
    "quota-change-notice": Chosen(
        "The month before the change is free to 10,000 and the month after it to 1,000",
        (
            {"interface": "商品识别", "month": "2022-10"},
            {"interface": "商品识别", "month": "2022-11"},
        ),
    ),
    "quota-table": Chosen(
        "The quota ends after its last free call",
        (
            {"interface": "宠物识别图片版", "calls": "1,000", "date": "2023-05"},
            {"interface": "宠物识别图片版", "calls": "2,000", "date": "2023-05"},
        ),
    ),
    "recognition-pay-as-you-go": Chosen(
        "A bound belongs to the tier above it",
        (
            {"interface": "商品识别", "calls": "1,000,999", "date": "2023-05"},
            {"interface": "商品识别", "calls": "1,001,000", "date": "2023-05"},
        ),
    ),
    "recognition-prepaid": Chosen("A pack is used up within a month"),
    "processing-no-packs": Chosen(
        "A pack of 车辆识别（增强版） covers no call of image processing",
        ({"interface": "图像清晰度增强"},),
    ),
    "processing-pay-as-you-go": Chosen(
        "A bound of image processing belongs to the tier above it",
        (
            {"interface": "图像清晰度增强", "calls": "1,000,999", "date": "2023-05"},
            {"interface": "图像清晰度增强", "calls": "1,001,000", "date": "2023-05"},
        ),
    ),
    "settlement-order": Chosen(
        "Each call is settled by the first that still has room", ({"calls": "12,000"},)
    ),
    "pack-exhausted": Chosen(
        "The rest of the month is paid for at the tier that the rest reaches",
        (
            {"size": "10,000", "calls": "1,010,999"},
            {"size": "10,000", "calls": "1,011,000"},
        ),
    ),
    "reached-tiers": Chosen(
        "More calls cost less where a lower price begins",
        ({"calls": "601,000"}, {"calls": "1,000,999"}, {"calls": "1,001,000"}),
    ),
}


class WorkedLine(Struct, frozen=True):
    """A line of a bill: whence its free calls, its packs and its price, and its arithmetic."""

    interface: str
    calls: int
    free: tuple[tuple[int, FreeQuota], ...]
    packs: tuple[tuple[int, Held], ...]
    paid: int
    tier: Tier | None
    arithmetic: str
    amount: str


class WorkedMonth(Struct, frozen=True):
    """A month of a bill; ``link`` opens the calculator on it, from the site's root."""

    month: Month
    lines: tuple[WorkedLine, ...]
    link: str


class Worked(Struct, frozen=True):
    """An example: its scenario, what was given beside calls, and its months.

    ``by_hand`` where the arithmetic is the scenario's own, not the calculator's.
    """

    scenario: ScenarioResult
    accounts: tuple[BilledAccount, ...]
    months: tuple[WorkedMonth, ...]
    by_hand: bool

    @property
    def given(self) -> BilledAccount:
        """The account whose packs and activation all its bills share."""
        return self.accounts[0]


def worked(book: PriceBook, results: Results) -> dict[str, Worked]:
    """Return the example of each rule that has one, by the slug of its clause.

    Only a scenario that passes is an example. Raises ``AccountUnreadable`` for a scenario that
    gives no account.
    """
    found: dict[str, Worked] = {}
    for proof in proofs(results):
        slug = rule_slug(proof.rule)
        if slug in CHOSEN and (example := _worked(book, proof.rule, CHOSEN[slug])):
            found[slug] = example
    return found


def _worked(book: PriceBook, rule: RuleResult, chosen: Chosen) -> Worked | None:
    scenario = next((one for one in rule.scenarios if one.name == chosen.scenario), None)
    runs = list(_runs(scenario, chosen)) if scenario else []
    if scenario is None or scenario.verdict != "passed" or not runs:
        return None
    rows = [run.row or {} for run in runs]
    accounts = tuple(account(scenario.id, run) for run in runs)
    pairs = zip(accounts, rows, strict=True)
    months = tuple(month for one, row in pairs for month in _months(book, one, row))
    by_hand = all("arithmetic" in row for row in rows)
    return Worked(scenario, accounts, months, by_hand)


def _runs(scenario: ScenarioResult, chosen: Chosen) -> Iterator[ScenarioRun]:
    """The runs of the chosen rows, in the order in which they were chosen."""
    for wanted in chosen.rows:
        yield from (run for run in scenario.runs if wanted.items() <= (run.row or {}).items())


def account(scenario: str, run: ScenarioRun) -> BilledAccount:
    """Return the account that a run of a scenario billed.

    Raises ``AccountUnreadable`` without one.
    """
    if run.account is None:
        raise AccountUnreadable(
            "example-unreadable",
            "a worked example has no account of the page",
            where={"scenario": scenario},
            expected="calls, packs, readings, the activation of the service",
        )
    return run.account


def _months(book: PriceBook, given: BilledAccount, row: Row) -> Iterator[WorkedMonth]:
    statement = bill(
        book, given.usage, given.packs, readings=given.readings, activated=given.activated
    )
    for month in statement.months:
        lines = tuple(_line(statement, month, line, row) for line in month.lines)
        when = month.terms.month
        yield WorkedMonth(when, lines, link(book, when, given))


def _line(statement: Statement, month: MonthStatement, line: Line, row: Row) -> WorkedLine:
    drawn, parts = line.deduction, line.charge.parts
    packs = ((one.calls, statement.held[one.held]) for one in drawn.packs)
    return WorkedLine(
        drawn.interface,
        drawn.calls,
        tuple((one.calls, one.quota) for one in drawn.free),
        tuple(packs),
        drawn.paid,
        parts[0].tier if parts else None,
        row.get("arithmetic") or _arithmetic(month, line) if parts else "",
        yuan(line.charge.cents),
    )


def _arithmetic(month: MonthStatement, line: Line) -> str:
    """``9,000 × 75 ÷ 1,000``, from the calculator."""
    per = month.terms.ladders[line.deduction.interface].table.per_calls
    return " + ".join(f"{one.calls:,} × {one.tier.price} ÷ {per:,}" for one in line.charge.parts)
