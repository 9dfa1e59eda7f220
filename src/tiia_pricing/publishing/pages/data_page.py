"""The page of the files for programs: what there is, and questions that ``curl`` answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricebook.messages import Message, say
from tiia_pricing.publishing.downloads.csv_columns import COLUMNS
from tiia_pricing.publishing.downloads.data_files import (
    FOLDER,
    DataFile,
    data_files,
    fact_rows,
    newest_page,
)
from tiia_pricing.publishing.downloads.dated_rows import CitedPage
from tiia_pricing.publishing.downloads.linked_data import dataset
from tiia_pricing.publishing.site_data.site import Site

HERE = "http://127.0.0.1:8000/"  # where `make serve` shows the site


class Question(Struct, frozen=True):
    """What somebody asks, the command that answers it, and what that prints."""

    asks: Message
    command: str
    prints: str


class DataPage(Struct, frozen=True):
    """What the page of the files shows."""

    day: dt.date
    read_page: CitedPage
    files: tuple[DataFile, ...]
    columns: Mapping[str, tuple[str, Message]]
    questions: tuple[Question, ...]
    dataset: dict[str, object]


def data_page(site: Site) -> DataPage:
    """Return what the page of the files shows."""
    files = data_files(site)
    return DataPage(
        site.day,
        newest_page(site),
        files,
        COLUMNS,
        tuple(_questions(files)),
        dataset(site, files, fact_rows(site)),
    )


def _questions(files: tuple[DataFile, ...]) -> Iterator[Question]:
    texts = {one.path: one.text for one in files}
    asked = (
        (
            say("What does a call of RecognizeCarPro cost in the tier from 1,000,000 calls on?"),
            "history.csv",
            ",RecognizeCarPro,tier,1000000,",
        ),
        (
            say("When did the free quota of RecognizeCarPro change?"),
            "history.csv",
            ",RecognizeCarPro,free-quota,",
        ),
        (say("Which packs are sold?"), "prices.csv", ",pack,"),
        (
            say("Which questions does the page leave open, and what is the default?"),
            "readings.json",
            '^   "(name|default)":',
        ),
        (
            say("Which page was read, and when?"),
            "index.json",
            '^  "(name|read_on|source|sha256": .*,$)',
        ),
    )
    for asks, path, pattern in asked:
        command = f"curl -s {HERE}{FOLDER}/{path} | grep -E '{pattern}'"
        yield Question(asks, command, _grep(pattern, texts[path]))


def _grep(pattern: str, text: str) -> str:
    """The lines that ``grep -E`` finds."""
    return "\n".join(line for line in text.split("\n") if re.search(pattern, line))
