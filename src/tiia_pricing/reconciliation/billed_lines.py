"""The bill by month and API: its rows added up, reversals put to what they reverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.sorting import UseRow
from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount


class Billed(Struct, frozen=True):
    """What a bill charges for one API in one month; ``named`` if it is one of the price book.

    ``total`` is what its rows add up to, ``before_reversals`` the same without ``reversals``.
    ``calls`` are those it charges and ``deducted`` those that packs took, free ones too, ``None``
    where no row has them; ``discounts`` what its rows show; ``list_cost`` the sum before discount,
    ``None`` where not every row has it.
    """

    rows: tuple[UseRow, ...]
    reversals: tuple[UseRow, ...]
    total: ShownAmount
    before_reversals: ShownAmount
    named: bool
    calls: Decimal | None
    deducted: Decimal | None
    discounts: frozenset[Decimal]
    list_cost: ShownAmount | None


def billed_lines(rows: Sequence[UseRow]) -> Mapping[LineKey, Billed]:
    """Add up the rows of each month and API; amounts are shown to the digits of the longest."""
    digits = max((row.total.digits for row in rows), default=2)
    lines: dict[LineKey, list[UseRow]] = {}
    for row in _paired(rows):
        lines.setdefault((row.month, row.interface), []).append(row)
    return {key: _line(own, digits) for key, own in sorted(lines.items())}


def _paired(rows: Sequence[UseRow]) -> Iterable[UseRow]:
    """The rows, each reversal in the month and under the API of what it reverses."""
    charged: dict[str, list[UseRow]] = {}
    for row in rows:
        if not row.reversal and (transaction := row.row.text("transaction")):
            charged.setdefault(transaction, []).append(row)
    for row in rows:
        meant = charged.get(row.row.text("associated"), []) if row.reversal else []
        same = [one for one in meant if one.interface == row.interface] or meant
        yield (
            replace(row, month=same[0].month, interface=same[0].interface, named=same[0].named)
            if same
            else row
        )


def _line(rows: Sequence[UseRow], digits: int) -> Billed:
    charged = tuple(row for row in rows if not row.reversal)
    calls = [row.figures.calls for row in charged if row.figures.calls is not None]
    deducted = [row.figures.deducted for row in charged if row.figures.deducted is not None]
    costs = [row.figures.list_cost.value for row in charged if row.figures.list_cost]
    return Billed(
        charged,
        tuple(row for row in rows if row.reversal),
        _sum((row.total.value for row in rows), digits),
        _sum((row.total.value for row in charged), digits),
        rows[0].named,
        sum(calls, Decimal()) if calls else None,
        sum(deducted, Decimal()) if deducted else None,
        frozenset(row.figures.discount for row in charged if row.figures.discount is not None),
        _sum(costs, digits) if costs and len(costs) == len(charged) else None,
    )


def _sum(amounts: Iterable[Decimal], digits: int) -> ShownAmount:
    return ShownAmount(sum(amounts, Decimal()), digits)
