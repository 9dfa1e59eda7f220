"""The same months by one book: what each interface costs, and what cannot be priced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.calendar import holds
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.settlement.ledger import Ledger, ordered
from tiia_pricing.billing.settlement.month import price
from tiia_pricing.billing.usage.account import Activated, Purchase
from tiia_pricing.billing.usage.account_checks import check_account
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.changes.impact.months_in_force import undated
from tiia_pricing.changes.own_bill.own_account import OwnMonths

_ABSENT = say("the page does not offer it")


class Settled(Struct, frozen=True):
    """Cents by interface, packs bought in the months included.

    ``unpriced`` has the reason by interface; ``lent`` are packs that the book does not sell;
    ``packs`` how many were bought in the months.
    """

    cents: Mapping[str, int]
    unpriced: Mapping[str, str]
    lent: frozenset[tuple[str, int]]
    packs: int

    def why_not(self, name: str) -> str | None:
        """Return why an interface has no amount; ``None`` where it has one."""
        return self.unpriced.get(name) or (None if name in self.cents else _ABSENT)


def settled(
    book: PriceBook, months: OwnMonths, choices: Choices, others: Iterable[Pack] = ()
) -> Settled:
    """Bill ``months`` by ``book``; a pack that it does not sell is as ``others`` have it.

    Raises ``InputError`` for what cannot be billed as given.
    """
    names = Names(book)
    packs = [pack for pack in months.packs if names.has(pack.interface)]
    lent = list(_lent(book.packs, packs, list(others)))
    full = replace(book, packs=(*book.packs, *lent))
    cents: dict[str, int] = {}
    unpriced: dict[str, str] = {
        row.interface: _ABSENT for row in months.usage if not names.has(row.interface)
    }
    for name, amount in _lines(full, months, choices, names):
        if isinstance(amount, str):
            unpriced[name] = amount
        else:
            cents[name] = cents.get(name, 0) + amount
    bought = 0
    for pack in packs:
        if months.first.first <= pack.day < months.last.end:
            spent = sold(full, pack).cents * pack.quantity
            cents[pack.interface] = cents.get(pack.interface, 0) + spent
            bought += pack.quantity
    return Settled(
        cents, unpriced, frozenset((pack.interface, pack.calls) for pack in lent), bought
    )


def _lines(
    book: PriceBook, months: OwnMonths, choices: Choices, names: Names
) -> Iterator[tuple[str, int | str]]:
    """Each line's interface with its cents, or with what keeps it from a price."""
    given = months.activated
    active = Activated(
        given.service, {name: day for name, day in given.interfaces.items() if names.has(name)}
    )
    usage = [row for row in months.usage if names.has(row.interface)]
    packs = [pack for pack in months.packs if names.has(pack.interface)]
    problems = Problems()
    checked = check_account(book, usage, packs, active, problems)
    problems.raise_any()
    for terms, deductions in Ledger.of(ordered(book, checked), choices).months:
        for deduction in deductions:
            try:
                yield deduction.interface, price(terms, deduction, choices).cents
            except InputError as error:
                yield deduction.interface, error.message


def _lent(
    own: Sequence[Pack], bought: Iterable[Purchase], others: Sequence[Pack]
) -> Iterator[Pack]:
    """The packs bought that ``own`` do not have on that day, as ``others`` have them."""
    done: set[tuple[str, int]] = set()
    for purchase in bought:
        key = (purchase.interface, purchase.calls)
        if key in done or any(_is(pack, key) and holds(pack, purchase.day) for pack in own):
            continue
        if found := next((pack for pack in others if _is(pack, key)), None):
            done.add(key)
            yield undated(found)


def _is(pack: Pack, key: tuple[str, int]) -> bool:
    return (pack.interface, pack.calls) == key
