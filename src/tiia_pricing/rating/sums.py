"""The sums of a run: what went in and what came of it, counted on the engine on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.rejects import Reject


class Sums(Struct, frozen=True):
    """What went in and what came of it; each call and each row is counted once."""

    rows: int
    rated: int
    rejected: int
    calls: int
    free: int
    packs: int
    paid: int
    rejected_calls: int
    duplicates: int

    def __str__(self) -> str:
        return (
            f"in {self.rows} = rated {self.rated} + rejected {self.rejected}; "
            f"calls in {self.calls} = free {self.free} + packs {self.packs} + paid {self.paid} "
            f"+ rejected {self.rejected_calls}"
        )

    def check(self) -> None:
        """Raise ``RuntimeError`` where something went missing on the way."""
        covered = self.free + self.packs + self.paid + self.rejected_calls
        if self.rows != self.rated + self.rejected or self.calls != covered:
            raise RuntimeError(f"the sums do not agree: {self}")


def counted(engine: Engine, rejects: Sequence[Reject], *, odd_calls: int, alike: bool) -> Sums:
    """Count both sides of a run in the engine's tables: what was scanned, and what was rated.

    ``odd_calls`` are those of the rows that were not summed at once, ``alike`` says that several
    sums can be of one line. Raises ``RuntimeError`` where the sides differ.
    """
    rows, plain = engine.rows(
        "SELECT COALESCE(SUM(number), 0),"
        " COALESCE(SUM(CASE WHEN day IS NOT NULL THEN calls END), 0) FROM scanned"
    )[0]
    lines = "SELECT number, days FROM judged WHERE reason IS NULL"
    if alike:
        lines = (
            "SELECT SUM(number) AS number, BIT_OR(days) AS days FROM judged WHERE reason IS NULL"
            " GROUP BY account, interface, month"
        )
    rated = engine.rows(
        "SELECT COALESCE(SUM(number), 0), COALESCE(SUM(number) - SUM(BIT_COUNT(days)), 0)"
        f" FROM ({lines}) AS s"
    )[0]
    free, packs, paid = engine.rows(
        "SELECT COALESCE(SUM(free), 0), COALESCE(SUM(pack), 0), COALESCE(SUM(paid), 0) FROM rated"
    )[0]
    unread = sum(one.calls for one in rejects if one.unread)
    sums = Sums(
        rows,
        rated[0],
        len(rejects),
        plain + odd_calls + unread,
        free,
        packs,
        paid,
        sum(one.calls for one in rejects),
        rated[1],
    )
    sums.check()
    return sums
