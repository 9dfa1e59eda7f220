"""Where new rows go in the features: under the outline whose examples have the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.messages import say
from tiia_pricing.feature_files.data_tables import plain, with_examples
from tiia_pricing.feature_files.feature_model import Examples, Rule
from tiia_pricing.feature_files.feature_parsing import parsed
from tiia_pricing.locale import tell_in
from tiia_pricing.proposing.new_rows import NOTHING, TO_TYPE, RowBlock


class Outline(Struct, frozen=True):
    """A scenario outline: its file, its rule's tags, its columns, and its last row's line.

    ``names`` are the titles of its examples, ``line`` counts from 1.
    """

    file: str
    tags: frozenset[str]
    columns: frozenset[str]
    names: frozenset[str]
    line: int


class Placed(Struct, frozen=True):
    """A block of rows and where it is written: ``line`` is that of its title in the new text."""

    file: str
    line: int
    block: RowBlock


def places(texts: Mapping[str, str]) -> list[Outline]:
    """Return every outline of the features in ``texts``, by their file."""
    return [
        _place(file, rule, scenario.examples)
        for file, text in texts.items()
        for rule in parsed(text, file).feature.rules
        for scenario in rule.scenarios
        if scenario.examples
    ]


def _place(file: str, rule: Rule, tables: tuple[Examples, ...]) -> Outline:
    columns, names = tables[0].columns, (table.name for table in tables)
    last = tables[-1].lines[-1]
    return Outline(file, frozenset(rule.tags), frozenset(columns), frozenset(names), last)


def unwritable(block: RowBlock) -> str | None:
    """Return a text of a block that would be read as something else in a feature.

    ``None`` for none.
    """
    names = (row["interface"] for row in block.rows if "interface" in row)
    texts = (block.title, *names)
    return next((text for text in texts if not plain(text) or text in (TO_TYPE, NOTHING)), None)


def place_of(block: RowBlock, found: Iterable[Outline]) -> Outline | None:
    """Return the outline for a block.

    It is the rule with its clause, or the one without any clause.
    """
    fitting = [place for place in found if place.columns == frozenset(block.columns)]
    if not block.clauses:
        return next((place for place in fitting if not place.tags), None)
    own = (place for clause in block.clauses for place in fitting if clause in place.tags)
    return next(own, None)


def written(
    texts: Mapping[str, str], blocks: Iterable[RowBlock]
) -> tuple[dict[str, str], list[Placed], list[RowBlock]]:
    """Return the features with the blocks in them, where each one is, and those without a place.

    Nothing that was there changes: lines are only added.
    """
    after = dict(texts)
    placed: list[Placed] = []
    homeless: list[RowBlock] = []
    for wanted in blocks:
        place = None if unwritable(wanted) else place_of(wanted, places(after))
        if place is None:
            homeless.append(wanted)
            continue
        block = _titled(wanted, place.names)
        rows = [block.columns, *([row[name] for name in block.columns] for row in block.rows)]
        after[place.file] = with_examples(after[place.file], place.line, block.title, rows)
        placed = [_moved(one, place) for one in placed]
        placed.append(Placed(place.file, place.line + 2, block))
    return after, placed, homeless


def _moved(one: Placed, place: Outline) -> Placed:
    """A block that stands below another that came later."""
    if one.file != place.file or one.line <= place.line:
        return one
    return Placed(one.file, one.line + len(one.block.rows) + 3, one.block)


def _titled(block: RowBlock, taken: frozenset[str]) -> RowBlock:
    """``block`` with a title that none of ``taken`` is, numbered where it has to be."""
    if block.title not in taken:
        return block
    titles = (say("{title} ({number})", title=block.title, number=n) for n in count(2))
    return replace(block, title=next(title for title in titles if title not in taken))


def with_names(text: str, placed: Iterable[Placed]) -> str:
    """Return the Chinese wordings with the titles of new rows, each at the end of its chapter."""
    lines = text.split("\n")
    for one in placed:
        stem = one.file.rpartition("/")[2].removesuffix(".feature")
        wording = tell_in("zh")(one.block.title)
        entry = f"{_quoted(one.block.title)} = {_quoted(wording)}"
        if entry not in lines:
            lines.insert(_end(lines, f"[{stem}]"), entry)
    return "\n".join(lines)


def _end(lines: list[str], head: str) -> int:
    """The line after the last entry of a section."""
    start = lines.index(head) + 1
    end = next((n for n in range(start, len(lines)) if lines[n].startswith("[")), len(lines))
    while end > start and not lines[end - 1].strip():
        end -= 1
    return end


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
