"""What the edits of the two pages written here have in common."""

from __future__ import annotations

from proof.scorecard.edits import Edit, Part, Told
from support.page_text import Base


def directed(what: str, up: bool) -> tuple[str, str]:
    """The id and level of more or less: more is dearer, but of free calls it is better."""
    worse = up != (what == "free-quota")
    return f"{what}-{'increased' if up else 'decreased'}", "breaking" if worse else "notable"


def edited(kind: str, how: str, page: Base, told: Told, *parts: Part, undone: bool = False) -> Edit:
    """An edit of one of the pages, which are not combined."""
    about = frozenset({("page", page.name)})
    return Edit(kind, how, page, parts, (told,), about, undone)
