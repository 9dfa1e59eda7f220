"""The features without what accepted pages added to them, so that no test rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# A table of examples as `propose` writes it: its title ends with the day of the change.
ADDED = re.compile(
    r"\n {6}Examples: (?P<title>.+ (?:from|before|after) \d{4}-\d\d-\d\d(?: \(\d+\))?)\n"
    r"(?: {8}[|#].*\n)+"
)


def strip_added(features: Path, names: Path) -> None:
    """Take the examples that accepted pages added out of features, and their Chinese titles."""
    titles: set[str] = set()
    for path in features.glob("*.feature"):
        text = path.read_text("utf-8")
        titles |= set(titles_added(text))
        path.write_text(ADDED.sub("", text), "utf-8")
    names.write_text(without_titles(names.read_text("utf-8"), titles), "utf-8")


def titles_added(text: str) -> list[str]:
    """The titles of the tables of examples that accepted pages added to a feature."""
    return [found["title"] for found in ADDED.finditer(text)]


def without_titles(names: str, titles: Iterable[str]) -> str:
    """The Chinese wordings without those of ``titles``."""
    gone = tuple(f'"{title}" = ' for title in titles)
    return "".join(
        line for line in names.splitlines(keepends=True) if not (gone and line.startswith(gone))
    )
