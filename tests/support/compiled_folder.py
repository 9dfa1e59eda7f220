"""The price book that all pages of a folder give."""

from __future__ import annotations

from pathlib import Path

from tiia_pricebook.editions.compilation import compiled
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricing.history.snapshot_folder import Reader, read_folder
from tiia_scraper import read_page


def compile_folder(folder: Path, read: Reader = read_page) -> DatedBook:
    """The price book of all pages of a folder; raises as ``read_folder`` does."""
    found = read_folder(folder, read)
    return compiled(found.accepted, found.older, found.corrections)
