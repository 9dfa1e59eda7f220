"""Packs of which nobody says what is left: the range is that of every number, billed one by one."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from javascript.adapter import Adapter
from support.samples import examples
from support.untold_accounts import KINDS, Untold, untold

EACH = examples(120)


@pytest.mark.parametrize("kind", KINDS)
def test_the_range_is_that_of_every_count(adapter: Adapter, kind: str) -> None:
    """The totals are those of the reference."""
    for seed in range(EACH):
        one = untold(seed, kind)
        assert (seed, range_of(adapter, one)) == (seed, one.ends())


def range_of(adapter: Adapter, one: Untold) -> tuple[int, int]:
    """The ends in cents."""
    book = msgspec.json.decode(msgspec.json.encode(one.book))
    usage = [
        {"date": str(row.day), "interface": row.interface, "calls": row.calls} for row in one.usage
    ]
    packs = [
        {"purchased_on": str(pack.day), "interface": pack.interface, "calls": pack.calls}
        for pack in (*one.before, *one.then)
    ]
    account: dict[str, Any] = {"usage": usage, "packs": packs, "readings": dict(one.readings)}
    nobody: dict[str, Any] = {"service": None, "interfaces": {}}
    result = adapter.run(book, **account, files={}, activated=nobody)
    low, high = (result["range"][end].replace(".", "") for end in ("low", "high"))
    return int(low), int(high)
