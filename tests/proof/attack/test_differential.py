"""Thousands of random tables: our reader and an independent engine form the same grids."""

from proof.attack.differential import EXPLAINED, PAGES, SEED, compare


def test_random_tables_form_the_same_grids_in_three_ways() -> None:
    outcome = compare(SEED, PAGES)
    shown = "\n\n".join(outcome.disagreements[:3])
    assert not outcome.disagreements, f"{len(outcome.disagreements)} disagreements\n{shown}"
    assert outcome.tables > PAGES
    assert set(outcome.explained) == set(EXPLAINED)
    assert all(outcome.explained.values()), "an explanation that explains nothing"
