"""Bands side by side: where each tier starts, for every way in which two can meet."""

import pytest

from tiia_pricebook import BoundIn
from tiia_scraper.extraction.tables.band_alignment import LadderError, ResolvedBand, climb
from tiia_scraper.vocabulary import Band, BoundNote


def band(
    lower: int | tuple[int, ...],
    upper: int | tuple[int, ...] | None = None,
    *,
    lower_in: bool | None = None,
    upper_in: bool | None = None,
    note: BoundNote | None = None,
) -> Band:
    lowers = lower if isinstance(lower, tuple) else (lower,)
    uppers = upper if isinstance(upper, tuple) else () if upper is None else (upper,)
    return Band(lowers, lower_in, uppers, upper_in, note)


def refused(*bands: Band) -> tuple[int, str, str]:
    with pytest.raises(LadderError) as error:
        climb(bands)
    return (error.value.index, str(error.value), error.value.expected)


def test_one_open_band() -> None:
    assert climb((band(0),)) == (ResolvedBand(0, None, True, False),)


@pytest.mark.parametrize(
    ("upper_in", "lower_in", "start", "stated"),
    [
        (None, None, 10, False),
        (False, None, 10, True),
        (True, None, 11, True),
        (None, True, 10, True),
        (None, False, 11, True),
        (False, True, 10, True),
        (True, False, 11, True),
    ],
)
def test_a_bound_in_common(
    upper_in: bool | None, lower_in: bool | None, start: int, stated: bool
) -> None:
    bands = (band(0, 10, upper_in=upper_in), band(10, lower_in=lower_in))
    side: BoundIn = "upper" if start == 10 else "lower"
    above = ResolvedBand(start, None, stated, False, bound_in=side)
    assert climb(bands) == (ResolvedBand(0, 10, True, False), above)


@pytest.mark.parametrize(("side", "word"), [(True, "both tiers"), (False, "neither tier")])
def test_a_bound_that_stands_in_both_or_neither(side: bool, word: str) -> None:
    assert refused(band(0, 10, upper_in=side), band(10, lower_in=side)) == (
        1,
        f"10 calls are in {word}",
        "a bound that belongs to one tier",
    )


@pytest.mark.parametrize("upper_in", [None, True])
@pytest.mark.parametrize("lower_in", [None, True])
def test_whole_numbers_that_follow_one_another(
    upper_in: bool | None, lower_in: bool | None
) -> None:
    bands = (band(0, 9, upper_in=upper_in), band(10, 99, lower_in=lower_in), band(100))
    assert climb(bands) == (
        ResolvedBand(0, 9, True, False),
        ResolvedBand(10, 99, True, False, bound_in="lower"),
        ResolvedBand(100, None, True, False, bound_in="lower"),
    )


@pytest.mark.parametrize(
    ("upper", "lower", "upper_in", "lower_in"),
    [
        (9, 10, False, None),
        (9, 10, None, False),
        (9, 10, False, True),
        (9, 10, True, False),
        (9, 11, None, None),
        (9, 8, None, None),
    ],
)
def test_bounds_that_leave_a_gap_or_overlap(
    upper: int, lower: int, upper_in: bool | None, lower_in: bool | None
) -> None:
    assert refused(band(0, upper, upper_in=upper_in), band(lower, lower_in=lower_in)) == (
        1,
        f"a tier that starts at {lower} follows one that ends at {upper}",
        "a tier that starts where the one before ends",
    )


def test_nothing_follows_an_open_band() -> None:
    assert refused(band(0), band(10)) == (
        1,
        "a tier that starts at 10 follows one that ends at None",
        "a tier that starts where the one before ends",
    )


def test_the_first_band_starts_at_nothing_and_the_last_one_is_open() -> None:
    assert refused(band((5, 5000), 9000)) == (
        *(0, "the first tier starts at 5"),
        "a first tier that starts at 0",
    )
    assert refused(band(0, 10), band(10, 20), band(20, 30)) == (
        *(2, "the last tier ends at 30"),
        "a last tier without an end",
    )


def test_a_unit_is_borrowed_where_the_neighbours_need_it() -> None:
    assert climb((band(0, 500_000), band((500, 500_000), 3_000_000), band(3_000_000))) == (
        ResolvedBand(0, 500_000, True, False),
        ResolvedBand(500_000, 3_000_000, False, False, borrowed=True, bound_in="upper"),
        ResolvedBand(3_000_000, None, False, False, bound_in="upper"),
    )
    assert climb((band(0, (500, 500_000)), band(500_000))) == (
        ResolvedBand(0, 500_000, True, False, borrowed=True),
        ResolvedBand(500_000, None, False, False, bound_in="upper"),
    )
    assert climb((band(0, (500, 500_000)), band(500))) == (
        ResolvedBand(0, 500, True, False),
        ResolvedBand(500, None, False, False, bound_in="upper"),
    )


def test_a_band_without_width_is_none() -> None:
    assert refused(band(0, 500), band((500, 500_000), 500), band(500)) == (
        1,
        "a tier that starts at 500 follows one that ends at 500",
        "a tier that starts where the one before ends",
    )


@pytest.mark.parametrize(
    ("first", "second", "start", "contradicted"),
    [
        # a note about the upper bound gives its side, or contradicts it
        (band(0, 10, note=BoundNote(10, False)), band(10), 10, (False, False)),
        (band(0, 10, note=BoundNote(10, True)), band(10), 11, (False, False)),
        (band(0, 10, upper_in=True, note=BoundNote(10, True)), band(10), 11, (False, False)),
        (band(0, 10, upper_in=True, note=BoundNote(10, False)), band(10), 11, (True, False)),
        (band(0, 10, upper_in=False, note=BoundNote(10, True)), band(10), 10, (True, False)),
        # a note about another number contradicts the range
        (band(0, 10, note=BoundNote(5, False)), band(10), 10, (True, False)),
        # a note about the lower bound: where it is included, or there is no other
        (band(0, 10), band(10, note=BoundNote(10, True)), 10, (False, False)),
        (band(0, 10), band(10, note=BoundNote(10, False)), 11, (False, False)),
        (band(0, 10), band(10, lower_in=True, note=BoundNote(10, True)), 10, (False, False)),
        (band(0, 10), band(10, lower_in=True, note=BoundNote(10, False)), 10, (False, True)),
        (band(0, 10), band(10, lower_in=False, note=BoundNote(10, True)), 11, (False, True)),
        (band(0, 10), band(10, note=BoundNote(7, True)), 10, (False, True)),
    ],
)
def test_notes(first: Band, second: Band, start: int, contradicted: tuple[bool, bool]) -> None:
    below, above = climb((first, second))
    assert (above.start, below.contradicted, above.contradicted) == (start, *contradicted)
    assert all(isinstance(step.contradicted, bool) for step in (below, above))


def test_a_note_that_leaves_out_the_lower_bound_of_a_closed_band_contradicts_it() -> None:
    bands = (band(0, 10), band(10, 20, note=BoundNote(10, False)), band(20))
    assert [step.contradicted for step in climb(bands)] == [False, True, False]
    bands = (band(0, 10), band(10, 20, note=BoundNote(10, True)), band(20))
    assert climb(bands)[1] == ResolvedBand(10, 20, True, False, bound_in="upper")


def test_bounds_that_can_be_read_in_two_ways() -> None:
    bands = (band(0, (5, 5000)), band((5, 5000), 9000), band(9000))
    assert refused(*bands) == (
        *(0, "the bounds can be read in two ways"),
        "a unit on both sides",
    )
