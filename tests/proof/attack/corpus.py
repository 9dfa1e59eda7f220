"""Every edit of every page: the corpus of the attack on the reader, by family of edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from proof.attack import edits_of_cells, edits_of_pages, edits_of_tables
from proof.attack.pages import bases
from proof.attack.verdicts import Case, Tally, read_base
from support.page_text import Base

FAMILIES: tuple[Callable[[Base], Iterator[Case]], ...] = (
    edits_of_cells.numbers,
    edits_of_cells.spellings,
    edits_of_cells.units,
    edits_of_cells.multiples,
    edits_of_cells.bounds,
    edits_of_cells.presence,
    edits_of_tables.rows,
    edits_of_tables.columns,
    edits_of_tables.spans,
    edits_of_tables.nests,
    edits_of_tables.tables,
    edits_of_pages.other_pages,
    edits_of_pages.cuts,
    edits_of_pages.encodings,
    edits_of_pages.noise,
    edits_of_pages.sentences,
    edits_of_pages.boxes,
)
# Other pages than the snapshot get every so many of a family's edits.
_SHARES = {"snapshot": 1, "live": 15}
_LEAST = 40
_FEW = 40


class Chunk(NamedTuple):
    """One family of edits of one page."""

    base: Base
    family: Callable[[Base], Iterator[Case]]

    @property
    def name(self) -> str:
        """The page and the family."""
        return f"{self.base.name}-{self.family.__name__}"

    def cases(self) -> list[Case]:
        """The cases of the chunk."""
        found = list(self.family(self.base))
        return found[:: _SHARES.get(self.base.name, _LEAST) if len(found) > _FEW else 1]

    def judged(self, cases: Iterable[Case]) -> Tally:
        """The verdicts on some of them."""
        tally, book = Tally(), read_base(self.base.data)
        for case in cases:
            tally.add(case, book)
        return tally


def chunks() -> list[Chunk]:
    """Every page with every family of edits; on older pages, those that need no known roles."""
    return [
        Chunk(base, family) for base in bases() for family in FAMILIES if _applies(base, family)
    ]


def _applies(base: Base, family: Callable[[Base], Iterator[Case]]) -> bool:
    return base.today or family in {
        *(edits_of_cells.numbers, edits_of_cells.spellings, edits_of_cells.units),
        *(edits_of_cells.bounds, edits_of_cells.presence),
        *(edits_of_tables.spans, edits_of_pages.encodings),
    }
