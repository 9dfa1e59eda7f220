"""Whatever is reconciled here is reconciled by the JavaScript too, and comes to the same."""

from __future__ import annotations

from typing import Any

import pytest

from javascript.adapter import NODE
from javascript.reconciler import by_javascript, by_reference
from tiia_pricebook.errors import InputError


@pytest.fixture(autouse=True)
def same_in_javascript(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place of ``reconcile``: the same, compared with the JavaScript to the last word."""
    original = getattr(request.module, "reconcile", None)
    if original is None or NODE is None:
        return

    def both(book: Any, export: Any, usage: Any, packs: Any = (), **given: Any) -> Any:
        theirs = by_javascript(book, export, usage, packs, given.get("readings"))
        try:
            result = original(book, export, usage, packs, **given)
        except InputError as error:
            told = [(one.id, one.where) for one in error.problems or (error,)]
            assert [(one["id"], one["where"]) for one in theirs["told"]] == told
            raise
        assert theirs == by_reference(result)
        return result

    monkeypatch.setattr(request.module, "reconcile", both)
