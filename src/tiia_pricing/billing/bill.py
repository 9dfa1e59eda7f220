"""Months in sequence: from an account's usage and packs to its statement."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.range.earlier_packs import doubtful
from tiia_pricing.billing.range.only_seen import touching
from tiia_pricing.billing.range.spread import spread_of
from tiia_pricing.billing.refused_months import GivenRows, add_refused, with_rows
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.ledger import Account, Ledger, ordered
from tiia_pricing.billing.settlement.month import Line, price
from tiia_pricing.billing.statement.statement import MonthStatement, Statement, Warning, list_packs
from tiia_pricing.billing.statement.statement_forms import LEFT_UNTOLD
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account


def bill(
    book: PriceBook,
    usage: Iterable[Usage],
    packs: Iterable[Purchase] = (),
    *,
    readings: Mapping[str, str] | None = None,
    activated: Activated | None = None,
) -> Statement:
    """The statement of an account.

    ``usage`` may come in any order; rows of one day and interface add up. ``readings``
    fixes some readings, in the range too. Interfaces go by name or API action. Raises
    ``InputError`` for anything that cannot be billed as given.
    """
    fixed = dict(readings or {})
    choices = choose(book, fixed)
    given = GivenRows(tuple(usage), tuple(packs))
    account = _checked(book, given, activated or Activated(), choices)
    try:
        ledger = Ledger.of(account, choices)
        months = tuple(_months(ledger, choices))
    except InputError as error:
        raise with_rows(account, choices, given, error) from error
    return Statement(
        book,
        choices,
        {name: day for name in _names(account) if (day := account.activated.on(name))},
        months,
        tuple(ledger.held),
        tuple(list_packs(ledger.held, ledger.left)),
        spread_of(account, choices, ledger, frozenset(fixed)),
        (
            *_left_untold(account, ledger.held),
            *_doubts(account, ledger.held),
            *_price_doubts(account, months),
            *_only_seen(account),
        ),
    )


def _checked(book: PriceBook, given: GivenRows, activated: Activated, choices: Choices) -> Account:
    """Check the rows of an account, and put them in order; raises every fault of them."""
    faults = Problems()
    checked = check_account(book, given.usage, given.packs, activated, faults)
    account = ordered(book, checked)
    if faults:
        add_refused(account, choices, given, faults)
    faults.raise_any()
    return account


def _months(ledger: Ledger, choices: Choices) -> Iterator[MonthStatement]:
    """Each month with its lines priced; raises ``InputError`` where there is no price."""
    for terms, deductions in ledger.months:
        yield MonthStatement(
            terms, tuple(Line(entry, price(terms, entry, choices)) for entry in deductions)
        )


def _names(account: Account) -> Iterable[str]:
    return dict.fromkeys(name for usage in account.usage.values() for name in usage)


def _only_seen(account: Account) -> Iterable[Warning]:
    """A change whose day nobody states can have come earlier than it was seen."""
    for change in touching(account):
        yield Warning(
            "change-only-seen",
            f"{', '.join(change.interfaces)}: the change of {change.day} was only seen on that "
            f"day; the page before it was last seen on {change.not_before}, and no page says on "
            "which day between the change came. The range reaches over all of them.",
        )


def _left_untold(account: Account, held: Sequence[Held]) -> Iterator[Warning]:
    """Packs bought before the first month of usage may be full, empty, or anything between."""
    first = next(iter(account.usage), None)
    packs = Counter(
        held[place].purchase for places in doubtful(account, held).values() for place in places
    )
    for pack, rows in packs.items():
        count = rows * pack.quantity
        what = f"{count:,} packs" if count > 1 else "a pack"
        yield Warning(
            LEFT_UNTOLD,
            f"{what} of {pack.calls:,} calls of {pack.interface} bought on {pack.day} "
            f"may have been used before {first}; nobody says what was left then. "
            f"{'They count' if count > 1 else 'It counts'} as full, and the range reaches over "
            "all that can have been left, from full to empty.",
        )


def _doubts(account: Account, held: Sequence[Held]) -> Iterable[Warning]:
    """A row that gives only its month cannot say which of its calls fall on which days."""
    turns: dict[tuple[Month, str], list[tuple[Held, str, dt.date]]] = {}
    for pack in held:
        for day, verb in ((pack.first, "starts"), (pack.end, "ends")):
            if day and day.day > 1:
                turns.setdefault((Month.of(day), pack.purchase.interface), []).append(
                    (pack, verb, day)
                )
    for month, name in sorted(account.whole_months):
        counted = f"all its calls count on {month.last}. Daily rows settle it"
        only = f"but the usage of {name} gives only the month; {counted}"
        for pack, verb, day in turns.get((month, name), ()):
            yield Warning(
                "pack-within-month",
                f"{month}: a pack of {pack.pack.calls:,} calls {verb} on {day}, {only}; "
                "the range leaves this doubt out.",
            )


def _price_doubts(account: Account, months: Iterable[MonthStatement]) -> Iterable[Warning]:
    """The same where the price of its calls changes on a day within the month."""
    for month in months:
        for name, ladders in sorted(month.terms.turns.items()):
            when = month.terms.month
            if (when, name) in account.whole_months and len(ladders) > 1:
                days = " and ".join(str(ladder.table.from_) for ladder in ladders[1:])
                yield Warning(
                    "price-change-within-month",
                    f"{when}: prices of {name} change on {days}, but its usage gives only the "
                    f"month; all its calls count on {when.last}. Daily rows settle it.",
                )
