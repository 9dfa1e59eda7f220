"""The files under ``data/``: what each says, its media type, its schema, its bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from msgspec import Struct

from tiia_pricebook import committed, dated_schema
from tiia_pricebook.messages import Message, say
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.price_list.fact_rows import FactRow, as_csv
from tiia_pricing.publishing.downloads import documents
from tiia_pricing.publishing.downloads.csv_columns import columns
from tiia_pricing.publishing.downloads.dated_rows import (
    CitedPage,
    cited_pages,
    history_rows,
    holding,
)
from tiia_pricing.publishing.downloads.documents import FindingsFile, ReadingsFile, written
from tiia_pricing.publishing.site_data.page_checks import changes_feed
from tiia_pricing.publishing.site_data.site import Site
from tiia_pricing.watch.json_feed import VERSION

FOLDER = "data"
INDEX = "index.json"
CSV, JSON, SCHEMA, FEED = (
    "text/csv",
    "application/json",
    "application/schema+json",
    "application/feed+json",
)


class DataFile(Struct, frozen=True):
    """A file by its place below ``data/``; the index alone does not stand in the index.

    ``schema`` is the place of what describes it, or the address of the standard it follows.
    """

    path: str
    says: Message
    media_type: str
    data: bytes
    schema: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def text(self) -> str:
        """Its text."""
        return self.data.decode()


def data_files(site: Site) -> tuple[DataFile, ...]:
    """Return every file of the site's facts, the index first.

    The same site gives the same bytes.
    """
    page = newest_page(site)
    files = (*_facts(site, fact_rows(site)), *_documents(site, page), *_schemas())
    return (_index(site, page, files), *files)


def fact_rows(site: Site) -> list[FactRow]:
    """Return every number of every day."""
    return history_rows(site.dated, site.days, cited_pages(site.dated, site.history))


def newest_page(site: Site) -> CitedPage:
    """Return the page that the prices were read from."""
    return cited_pages(site.dated, site.history)[None]


def _index(site: Site, page: CitedPage, files: Iterable[DataFile]) -> DataFile:
    entries = tuple(
        documents.IndexEntry(
            one.path, str(one.says), one.media_type, len(one.data), one.sha256, one.schema
        )
        for one in files
    )
    index = documents.IndexFile(site.day, page, site.results.book, SUITE, entries)
    return DataFile(
        INDEX, say("this list, with the hash of every file"), JSON, written(index), _schema(index)
    )


def _facts(site: Site, rows: list[FactRow]) -> Iterator[DataFile]:
    today = holding(rows, site.day)
    yield DataFile(
        "prices.csv",
        say("every price, free quota and pack in force on {day}", day=site.day),
        CSV,
        as_csv(today).encode(),
        "columns.json",
    )
    yield DataFile(
        "history.csv",
        say("the same numbers over time, announced ones too, with the days on which they hold"),
        CSV,
        as_csv(rows).encode(),
        "columns.json",
    )
    taken: set[str] = set()
    for name, own in groupby(today, lambda row: (row.interface, row.action)):
        yield DataFile(
            f"prices/{_file_name(name, taken)}.csv",
            say("prices.csv, the rows of {name} alone", name=name[0]),
            CSV,
            as_csv(own).encode(),
            "columns.json",
        )
    book = json_text(committed(site.dated).decode()).encode()
    text = say("the whole price book: every fact with its days, its place on the page, its clause")
    yield DataFile("pricebook.json", text, JSON, book, "pricebook.schema.json")


_LONGEST = 40  # characters: of four bytes each, a file's name still has room for its ending


def _file_name(name: tuple[str, str], taken: set[str]) -> str:
    """The API action, else the interface, as the name of a file that no other has."""
    words = re.sub(r"[^\w-]+", "-", name[1] or name[0]).strip("-")
    found = words[:_LONGEST] or "interface"
    while found.lower() in taken:
        found += "-"
    taken.add(found.lower())
    return found


def _documents(site: Site, page: CitedPage) -> Iterator[DataFile]:
    told = (
        (
            "readings.json",
            say("the questions that the page leaves open, their answers, the default"),
            ReadingsFile(page, site.newest.readings),
        ),
        (
            "findings.json",
            say("what is wrong with the page, and what was decided"),
            FindingsFile(page, site.newest.findings),
        ),
        (
            "results.json",
            say("every scenario with its clauses, and its result"),
            documents.results_file(site.results),
        ),
        (
            "receipts.json",
            say("the test reports of calculators that the suite was run against"),
            documents.receipts_file(site.shipped),
        ),
    )
    for path, says, document in told:
        yield DataFile(path, says, JSON, written(document), _schema(document))
    text = say("what changed on the page, as JSON Feed; the same as the Atom feed")
    feed = changes_feed(site.archive, site.taken)
    yield DataFile("changes.json", text, FEED, feed, VERSION)


def _schema(document: Struct) -> str:
    return f"schema.json#/$defs/{type(document).__name__}"


def _schemas() -> Iterator[DataFile]:
    schema = "https://json-schema.org/draft/2020-12/schema"
    yield DataFile(
        "columns.json",
        say("the columns of the CSV files: name, type, meaning"),
        JSON,
        _json(columns()),
    )
    yield DataFile(
        "pricebook.schema.json",
        say("the schema of pricebook.json"),
        SCHEMA,
        _json(dated_schema()),
        schema,
    )
    text = say("the schemas of the other JSON files, one definition each")
    yield DataFile("schema.json", text, SCHEMA, _json(documents.schemas()), schema)


def _json(body: dict[str, Any]) -> bytes:
    return (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode()
