"""Months in sequence: from an account's usage and packs to its statement."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, listed, say, say_many
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
    """Return the statement of an account.

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
        text = say(
            "{names}: the change of {day} was only seen on that day; the page before it was last "
            "seen on {not_before}, and no page says on which day between the change came. The "
            "range reaches over all of them.",
            names=listed(change.interfaces),
            day=change.day,
            not_before=change.not_before,
        )
        yield Warning("change-only-seen", text)


def _left_untold(account: Account, held: Sequence[Held]) -> Iterator[Warning]:
    """Packs bought before the first month of usage may be full, empty, or anything between."""
    first = next(iter(account.usage), None)
    packs = Counter(
        held[place].purchase for places in doubtful(account, held).values() for place in places
    )
    for pack, rows in packs.items():
        text = say_many(
            "a pack of {calls:,} calls of {name} bought on {day} may have been used before "
            "{first}; nobody says what was left then. It counts as full, and the range reaches "
            "over all that can have been left, from full to empty.",
            "{n:,} packs of {calls:,} calls of {name} bought on {day} may have been used before "
            "{first}; nobody says what was left then. They count as full, and the range reaches "
            "over all that can have been left, from full to empty.",
            rows * pack.quantity,
            calls=pack.calls,
            name=pack.interface,
            day=pack.day,
            first=first,
        )
        yield Warning(LEFT_UNTOLD, text)


def _doubts(account: Account, held: Sequence[Held]) -> Iterable[Warning]:
    """A row that gives only its month cannot say which of its calls fall on which days."""
    turns: dict[tuple[Month, str], list[tuple[Held, bool, dt.date]]] = {}
    for pack in held:
        for day, starts in ((pack.first, True), (pack.end, False)):
            if day and day.day > 1:
                turns.setdefault((Month.of(day), pack.purchase.interface), []).append(
                    (pack, starts, day)
                )
    for month, name in sorted(account.whole_months):
        for pack, starts, day in turns.get((month, name), ()):
            yield Warning("pack-within-month", _pack_doubt(pack, starts, day, month, name))


def _pack_doubt(pack: Held, starts: bool, day: dt.date, month: Month, name: str) -> Message:
    values = {"month": month, "calls": pack.pack.calls, "day": day, "name": name}
    if starts:
        return say(
            "{month}: a pack of {calls:,} calls starts on {day}, but the usage of {name} gives "
            "only the month; all its calls count on {last}. Daily rows settle it; the range "
            "leaves this doubt out.",
            last=month.last,
            **values,
        )
    return say(
        "{month}: a pack of {calls:,} calls ends on {day}, but the usage of {name} gives only the "
        "month; all its calls count on {last}. Daily rows settle it; the range leaves this doubt "
        "out.",
        last=month.last,
        **values,
    )


def _price_doubts(account: Account, months: Iterable[MonthStatement]) -> Iterable[Warning]:
    """The same where the price of its calls changes on a day within the month."""
    for month in months:
        for name, ladders in sorted(month.terms.turns.items()):
            when = month.terms.month
            if (when, name) in account.whole_months and len(ladders) > 1:
                text = say(
                    "{month}: prices of {name} change on {days}, but its usage gives only the "
                    "month; all its calls count on {last}. Daily rows settle it.",
                    month=when,
                    name=name,
                    days=listed((ladder.table.from_ for ladder in ladders[1:]), " and "),
                    last=when.last,
                )
                yield Warning("price-change-within-month", text)
