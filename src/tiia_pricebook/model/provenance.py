"""Where something stands on the vendor's page; all count from 0."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

OtherPage = Annotated[
    str, Meta(min_length=1, description="The page, where it is not the one the book was read from.")
]


class Provenance(Struct, frozen=True, eq=False):
    """Where something stands, which is no part of what it is.

    Two books that differ only in where a number stood are equal, so any two
    provenances of one kind are.
    """

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Source(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """The cell of a table, or the clause, that a number was read from, and its text.

    Tables count from 0 in page order; rows and columns from 0 in the repaired grid.
    """

    text: str
    table: int | None = None
    row: int | None = None
    column: int | None = None
    clause: str | None = None
    page: OtherPage | UnsetType = UNSET


class Place(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """A sentence of the page: its block of prose and its number in it, both from 0."""

    block: int
    sentence: int


class Snapshot(Provenance, frozen=True, eq=False, forbid_unknown_fields=True):
    """The page a book was read from: the hash of its bytes and the name it was given."""

    sha256: str
    source: str


class Passage(Provenance, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """Where words stand: a table or a cell of it, or a block of prose; all count from 0."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    block: int | None = None


class Where(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The place of a finding: a table, a cell of it, or a clause."""

    table: int | None = None
    row: int | None = None
    column: int | None = None
    clause: str | None = None
