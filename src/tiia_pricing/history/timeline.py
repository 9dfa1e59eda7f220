"""All that a replay found: the pages, what each changed, and the facts line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from tiia_pricebook.editions.price_history import PriceHistory, SeenPage
from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import listed, say, say_as
from tiia_pricing.changes import Change
from tiia_pricing.history.fact_runs import LineRuns
from tiia_pricing.history.months_of_pages import placed
from tiia_pricing.history.product_lines import Product
from tiia_pricing.history.replay import replay
from tiia_pricing.history.revisions import Revision

_SHOWN = 5


class Event(Struct, frozen=True):
    """What one page changed in a line, by the page's number.

    ``repeated`` are later pages that are the same, byte for byte.
    """

    page: int
    changes: tuple[Change, ...]
    renamed: tuple[str, str] | None = None


class Timeline(Struct, frozen=True):
    """The history of a source: its facts, and for each line, in their order, its events.

    ``repeats`` are the numbers of pages that are, byte for byte, the page before.
    """

    history: PriceHistory
    events: tuple[tuple[Event, ...], ...]
    repeats: tuple[int, ...]


def trace(
    revisions: Iterable[Revision], progress: Callable[[int, SeenPage], None] | None = None
) -> Timeline:
    """Replay ``revisions`` into a timeline; ``progress`` is told of each as it is read.

    Raises ``PageUnreadable`` where not one of them reads as a price page.
    """
    pages: list[SeenPage] = []
    lines: dict[Product, LineRuns] = {}
    events: dict[Product, list[Event]] = {}
    repeats = []
    for number, step in enumerate(replay(revisions)):
        pages.append(step.page)
        if progress:
            progress(number, step.page)
        if step.repeats:
            repeats.append(number)
        for product, line in step.lines.items():
            lines.setdefault(product, LineRuns()).add(number, line.book)
            if not step.repeats:
                event = Event(number, line.changes, line.renamed)
                events.setdefault(product, []).append(event)
    if not lines:
        raise _none_readable(pages)
    history = PriceHistory(
        tuple(pages),
        tuple(placed(_name(line, pages), line, pages) for line in lines.values()),
    )
    return Timeline(history, tuple(tuple(events[product]) for product in lines), tuple(repeats))


def _name(line: LineRuns, pages: Sequence[SeenPage]) -> str:
    """The last dated document that gave the line's prices, else the last of all."""
    dated = [number for number in line.pages if pages[number].date]
    return PurePosixPath(pages[(dated or line.pages)[-1]].path).stem


def _none_readable(pages: Sequence[SeenPage]) -> PageUnreadable:
    if not pages:
        text = say("there is no revision")
        return PageUnreadable("no-revision", text, expected=say("a document with a history"))
    lines = [say("  {page}: {text}", page=one.commit, text=one.refused) for one in pages[:_SHOWN]]
    if len(pages) > _SHOWN:
        lines.append(say_as("revisions", "  and {count} more", count=len(pages) - _SHOWN))
    text = say(
        "none of {count} revisions reads as a price page:\n{pages}",
        count=len(pages),
        pages=listed(lines, "\n"),
    )
    return PageUnreadable("no-revision-readable", text, expected=say("a price page among them"))
