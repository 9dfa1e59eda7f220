"""Random tables: our reader and an independent engine form the same grids.

A sample of the thousands that ``make proof`` compares.
"""

from proof.attack.differential import EXPLAINED, PAGES, SEED, compare
from support.samples import examples


def test_random_tables_form_the_same_grids_in_three_ways() -> None:
    pages = examples(PAGES)
    outcome = compare(SEED, pages)
    shown = "\n\n".join(outcome.disagreements[:3])
    assert not outcome.disagreements, f"{len(outcome.disagreements)} disagreements\n{shown}"
    assert outcome.tables > pages
    assert set(outcome.explained) == set(EXPLAINED)
    assert all(outcome.explained.values()), "an explanation that explains nothing"
