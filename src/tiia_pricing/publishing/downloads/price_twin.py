"""``prices.md``: the prices of a day, the rules and the open questions as plain Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from tiia_pricebook import Clause, PriceBook, Reading
from tiia_pricebook.cell_places import CellNames, in_words
from tiia_pricebook.messages import Message, Tell, say, say_as
from tiia_pricebook.table_headings import heading_of
from tiia_pricebook.untrusted_text import marked
from tiia_pricing.price_list.fact_rows import FactRow
from tiia_pricing.price_list.page_sources import source_in_words
from tiia_pricing.publishing.downloads.dated_rows import CitedPage

_HEADINGS = {
    "tier": say("Pay-as-you-go prices"),
    "free-quota": say("Free calls a month"),
    "pack": say("Packs"),
}
_COLUMNS = (
    say_as("column", "interface"),
    say_as("column", "API action"),
    say_as("column", "calls a month"),
    say_as("column", "yuan"),
    say_as("column", "in force since"),
    say_as("column", "read from"),
)


def price_twin(
    rows: Sequence[FactRow], book: PriceBook, page: CitedPage, day: dt.date, tell: Tell = str
) -> str:
    """Write what holds on ``day``; ``tell`` tells messages, and clauses, in a language."""
    return "\n".join(_lines(rows, book, page, day, tell)) + "\n"


def _lines(
    rows: Sequence[FactRow], book: PriceBook, page: CitedPage, day: dt.date, tell: Tell
) -> Iterator[str]:
    title = say("Prices of {day}", day=day)
    yield from (f"# {tell(title)}", "")
    read = say(
        "Read on {day} from {page}, {source}.",
        day=page.read_on,
        page=page.name,
        source=source_in_words(page.source),
    )
    yield from (marked(tell(read)), "", f"SHA-256: `{page.sha256}`")
    for kind, heading in _HEADINGS.items():
        own = [row for row in rows if row.kind == kind]
        if own:
            yield from _headed(heading, tell)
            yield from _table([_COLUMNS, *(_cells(row, book, tell) for row in own)], tell)
    if any(row.from_is == "told" for row in rows):
        yield from ("", tell(say("≤: that day or before; the page states no first day")))
    yield from _headed(say("Rules"), tell)
    yield from (_clause(one, tell) for one in book.clauses if one.informative is None)
    yield from _headed(say("Open questions"), tell)
    yield from (_question(one, tell) for one in book.readings)


def _headed(heading: Message, tell: Tell) -> tuple[str, str, str]:
    return "", f"## {tell(heading)}", ""


def _question(reading: Reading, tell: Tell) -> str:
    default = tell(say("Default:"))
    return f"- `{reading.name}`: {marked(tell(reading.question))} {default} `{reading.default}`"


def _table(rows: Iterable[Sequence[str]], tell: Tell) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield f"| {' | '.join(marked(tell(one)) for one in row)} |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _cells(row: FactRow, book: PriceBook, tell: Tell) -> tuple[str, ...]:
    since = f"≤ {row.from_}" if row.from_is == "told" else row.from_
    if row.not_before:
        since = f"{row.not_before} – {row.from_}"
    told = tell(row.interface)
    name = row.interface if told == row.interface else f"{row.interface} ({told})"
    return name, row.action or "–", _calls(row), _price(row), since, _place(row, book)


def _calls(row: FactRow) -> str:
    if row.kind != "tier":
        shared = row.shared_with
        if shared:
            return say("{calls:,}, shared with {names}", calls=int(row.calls), names=shared)
        return f"{int(row.calls):,}"
    if not row.to_calls:
        return say("from {first:,} on", first=int(row.from_calls))
    return f"{int(row.from_calls):,} – {int(row.to_calls) - 1:,}"


def _price(row: FactRow) -> str:
    if row.kind == "tier":
        return say("{price} per {calls:,}", price=row.price, calls=int(row.per_calls))
    return row.price or "0"


def _place(row: FactRow, book: PriceBook) -> str:
    """The text that was read, and its cell or clause."""
    if row.table == "":
        return say("{text}, clause {clause}", text=row.text, clause=row.clause)
    cell = {"table": int(row.table), "row": int(row.row), "column": int(row.column)}
    place = in_words(cell, CellNames(heading_of(book, row.clause)))
    return say("{text}, {place}", text=row.text, place=place)


def _clause(clause: Clause, tell: Tell) -> str:
    told = tell(clause.text)
    text = clause.text if told == clause.text else f"{clause.text} ({told})"
    return f"- `{clause.id}`: {marked(text)}"
