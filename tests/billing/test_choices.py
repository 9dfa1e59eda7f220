"""The value of each reading: the book's default, or the one that is fixed."""

from __future__ import annotations

import pytest

from support.books import scanner
from tiia_pricebook import READINGS, PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import choose


@pytest.fixture
def book() -> PriceBook:
    return scanner()


def test_without_a_word_every_reading_has_its_default(book: PriceBook) -> None:
    defaults = [(reading.name, reading.default) for reading in READINGS]
    assert choose(book, {}).items() == defaults
    assert choose(book, {}).tier_basis == dict(defaults)["tier-basis"]


def test_a_fixed_reading_alone_is_another(book: PriceBook) -> None:
    fixed = choose(book, {"tier-basis": "gross"})
    assert dict(fixed.items()) == {**dict(choose(book, {}).items()), "tier-basis": "gross"}


def test_a_reading_that_the_book_lacks_is_refused(book: PriceBook) -> None:
    with pytest.raises(InputError) as refused:
        choose(book, {"tier-base": "gross"})
    error = refused.value
    assert (error.id, error.message) == ("unknown-reading", "unknown reading 'tier-base'")
    assert error.expected == ", ".join(reading.name for reading in READINGS)
    assert error.expected.startswith("tier-basis, ")


def test_a_value_that_a_reading_does_not_admit_is_refused(book: PriceBook) -> None:
    with pytest.raises(InputError) as refused:
        choose(book, {"tier-basis": "net"})
    error = refused.value
    assert (error.id, error.message, error.expected) == (
        "unknown-reading-value",
        "reading 'tier-basis' has no value 'net'",
        ", ".join(next(r for r in READINGS if r.name == "tier-basis").values),
    )
    assert "gross" in (error.expected or "")
