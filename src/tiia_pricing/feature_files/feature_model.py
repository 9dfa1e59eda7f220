"""A feature file as data: features, rules, scenarios, steps and tables of examples."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["Given", "When", "Then"]


class Step(Struct, frozen=True):
    """A line of a scenario; ``kind`` is Given, When or Then, in every language."""

    kind: Kind
    keyword: str
    text: str
    table: tuple[tuple[str, ...], ...] | None = None
    docstring: str | None = None

    @property
    def parts(self) -> list[str]:
        """Every text of the step: its sentence, its docstring, its cells."""
        cells = [cell for row in self.table or () for cell in row]
        return [self.text, self.docstring or "", *cells]


class Examples(Struct, frozen=True, omit_defaults=True):
    """A table of examples, its cells by column.

    ``lines`` are those of its head and of each row in the file, from 1; results have none.
    """

    name: str
    tags: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...] = ()


class Scenario(Struct, frozen=True):
    """A scenario or an outline, with the steps of its backgrounds."""

    id: str
    name: str
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    examples: tuple[Examples, ...]

    @property
    def rows(self) -> list[dict[str, str] | None]:
        """What it runs on: each row of its examples, or once without one."""
        return [row for table in self.examples for row in table.rows] or [None]


class Rule(Struct, frozen=True):
    """A ``Rule:`` with its scenarios; the scenarios under none are in one without a name."""

    name: str
    tags: tuple[str, ...]
    description: str
    scenarios: tuple[Scenario, ...]


class Feature(Struct, frozen=True):
    """A feature file; ``file`` is its name under ``features/``, folder included."""

    file: str
    name: str
    description: str
    tags: tuple[str, ...]
    rules: tuple[Rule, ...]


class FeatureLine(Struct, frozen=True):
    """A line as Gherkin sees it. ``kind`` is that of its token, in a docstring ``DocString``."""

    kind: str
    indent: str
    keyword: str
    text: str
    cells: tuple[str, ...]


class Parsed(Struct, frozen=True):
    """A file as read: what it says, and its lines in their order."""

    feature: Feature
    lines: tuple[FeatureLine, ...]
