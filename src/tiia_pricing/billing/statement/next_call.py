"""What one call more costs at the end of the last month: less than nothing at a cliff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.ledger import Account, Ledger, deduct_months, ordered
from tiia_pricing.billing.settlement.month import Deduction, Line, MonthUsage, price
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.settlement.tier_pricing import exact
from tiia_pricing.billing.statement.explanation import ladder_of
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account


class NextCall(Struct, frozen=True):
    """One call more of an interface on the last day of a month, and what that adds in yuan.

    It is exact, before a line is rounded to cents. Nothing is paid while free quota or a pack
    lasts. ``None`` where the book has no price for it.
    """

    month: Month
    interface: str
    yuan: Fraction | None


def next_calls(account: Account, choices: Choices) -> tuple[NextCall, ...]:
    """Return one call more of each interface of the last month, in the page's order."""
    if not account.usage:
        return ()
    *earlier, last = account.usage
    before = Ledger.of(replace(account, usage={at: account.usage[at] for at in earlier}), choices)
    month = _Month(account, choices, last, before)
    return tuple(month.next_calls())


def next_calls_of(
    statement: Statement, usage: Iterable[Usage], packs: Iterable[Purchase], activated: Activated
) -> tuple[NextCall, ...]:
    """Return the same of an account that was billed; raises ``InputError`` where it cannot be."""
    book, problems = statement.book, Problems()
    checked = check_account(book, tuple(usage), tuple(packs), activated, problems)
    problems.raise_any()
    return next_calls(ordered(book, checked), statement.choices)


class _Month:
    """The last month of an account, with what its packs hold when it begins."""

    def __init__(self, account: Account, choices: Choices, month: Month, before: Ledger) -> None:
        self.usage = account.usage[month]
        self.terms = terms_of(account.book, month, choices, account.activated, self.usage.keys())
        self.before = before

    def next_calls(self) -> Iterator[NextCall]:
        names = sorted(self.usage, key=self.terms.order.__getitem__)
        now = self._cost(self.usage)
        for name in names:
            more = self._cost({**self.usage, name: self._one_more(self.usage[name])})
            added = None if more is None or now is None else more - now
            yield NextCall(self.terms.month, name, added)

    def _one_more(self, days: Sequence[tuple[Any, int]]) -> list[tuple[Any, int]]:
        last = self.terms.month.last
        calls = dict(days)
        return sorted({**calls, last: calls.get(last, 0) + 1}.items())

    def _cost(self, usage: MonthUsage) -> Fraction | None:
        months, _ = deduct_months([(self.terms, usage)], self.before.held, self.before.left)
        [(terms, deductions)] = months
        try:
            return sum((_exact(terms, one) for one in deductions), Fraction(0))
        except InputError:  # no price: so far all calls are free or from packs
            return None


def _exact(terms: Terms, deduction: Deduction) -> Fraction:
    line = Line(deduction, price(terms, deduction, terms.choices))
    if line.charge.shares:
        return sum((exact(one.ladder.table, one.parts) for one in line.charge.shares), Fraction(0))
    ladder = ladder_of(terms, line)
    return exact(ladder.table, line.charge.parts) if ladder else Fraction(0)


def as_list(found: Iterable[NextCall]) -> list[dict[str, Any]]:
    """Next calls as JSON, yuan in strings."""
    return [
        {"month": str(one.month), "interface": one.interface, "price": _text(one.yuan)}
        for one in found
    ]


def as_lines(found: Iterable[NextCall]) -> Iterator[Message]:
    """Yield a sentence for each; none where there is no price."""
    for one in found:
        if one.yuan is not None:
            values = {
                "month": one.month,
                "name": one.interface,
                "amount": _text(abs(one.yuan), grouping=","),
            }
            if one.yuan < 0:
                yield say("{month}: one call more of {name} saves {amount} yuan", **values)
            else:
                yield say("{month}: one call more of {name} costs {amount} yuan", **values)


def _text(yuan: Fraction | None, grouping: str = "") -> str | None:
    """All digits of a price; at most 28 where it has no end."""
    if yuan is None:
        return None
    amount = Decimal(yuan.numerator) / Decimal(yuan.denominator)
    return f"{amount.normalize() + 0:{grouping}f}"
