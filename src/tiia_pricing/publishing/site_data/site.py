"""What the site is made of: the price books, the pages, the results, the proof, each read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tiia_pricebook import PriceBook, load
from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.calendar import in_beijing
from tiia_pricebook.codec import in_own_words
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import SNAPSHOTS, DatedBook
from tiia_pricebook.editions.price_history import PriceHistory, load_history
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricing.history.snapshot_folder import Corrected, load_index
from tiia_pricing.proof.coverage import Coverage, coverage
from tiia_pricing.publishing.build.committed_book import ACCEPTED, OLDER
from tiia_pricing.publishing.pages.conformance_page import Shipped, load_receipts
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import Taken, taken
from tiia_pricing.publishing.pages.vendor_pages.verdicts_on_page import (
    PageUncovered,
    ensure_covered,
)
from tiia_pricing.publishing.site_data.facts_today import todays
from tiia_pricing.publishing.site_data.links import Linked, linked
from tiia_pricing.publishing.site_data.prices_as_of import Days, all_days
from tiia_pricing.results.inputs import BOOK
from tiia_pricing.results.proof_results import Strength, load_strength
from tiia_pricing.results.scenario_results import Results, ensure_publishable, load_results
from tiia_pricing.results.scorecard_results import Scorecard, load_scorecard

EXPECTED = "what step 1 of make spec writes"


@dataclass(frozen=True)
class Site:
    """All that pages are made from. ``dated`` is the whole price book.

    ``texts`` are the accepted pages as they were found, the oldest first, and ``covered`` says of
    each what its book states. ``archive`` is where the checks of the page are kept, if anywhere,
    ``vendor_page`` the page's address on the web, where it is known, and ``address`` that under
    which the site is published, with a slash at its end.
    """

    results: Results
    dated: DatedBook
    accepted: Sequence[Accepted]
    texts: Sequence[bytes]
    covered: Sequence[Coverage]
    corrections: Sequence[Corrected]
    history: PriceHistory
    strength: Strength
    scorecard: Scorecard
    shipped: Sequence[Shipped]
    archive: Path | None
    vendor_page: str | None = None
    address: str | None = None

    @property
    def newest(self) -> PriceBook:
        """The book of the newest page."""
        return self.accepted[-1].book

    @property
    def built(self) -> dt.datetime:
        """When the scenarios ran: the moment of which the site speaks."""
        return dt.datetime.fromisoformat(self.results.created)

    @property
    def day(self) -> dt.date:
        """The day of which the site speaks, in Beijing."""
        return in_beijing(self.built)

    @cached_property
    def today(self) -> PriceBook:
        """The newest book with the facts in force on that day alone."""
        return todays(self.dated, self.newest, self.day)

    @cached_property
    def clauses(self) -> dict[str, Linked]:
        """Every clause of the newest page with what hangs on it."""
        return linked(self.newest, self.results)

    @cached_property
    def days(self) -> tuple[Days, ...]:
        """Every day from the beginning to the end of time, with what is in force on it."""
        return all_days(self.dated)

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """Every accepted page with what it changed, the oldest first."""
        return taken(self.accepted, self.days)


def load_site(
    root: Path,
    archive: Path | None,
    vendor_page: str | None = None,
    address: str | None = None,
    *,
    allow_failures: bool = False,
) -> Site:
    """Return all of a project that its site is made of.

    Raises ``PricingError`` where a part is missing, broken, outdated or, without
    ``allow_failures``, red.
    """
    results = load_results(root / "build/results.json")
    ensure_publishable(results, root, allow_failures=allow_failures)
    dated, accepted = load_dated(root / BOOK), load_accepted(root / ACCEPTED)
    texts = [_bytes(root / SNAPSHOTS / one.page.file) for one in accepted]
    pairs = zip(texts, accepted, strict=True)
    covered = [coverage(data, one.book, results.features) for data, one in pairs]
    if not allow_failures:
        for one in covered:
            ensure_covered(one)
    return Site(
        results,
        dated,
        accepted,
        texts,
        covered,
        load_index(root / SNAPSHOTS).corrections,
        load_history(root / OLDER),
        load_strength(root / "build/proof/mutants.json", root),
        load_scorecard(root / "build/proof/scorecard.json", root),
        load_receipts(root),
        archive,
        vendor_page,
        address,
    )


def load_dated(path: Path) -> DatedBook:
    """Return the whole price book; raises ``InputError`` where a file has that of one page."""
    book = in_own_words(load(path))
    if not isinstance(book, DatedBook):
        text = "the price book is that of one page"
        where = {"file": str(path)}
        raise InputError("book-of-one-page", text, where=where, expected=EXPECTED)
    return book


def load_accepted(path: Path) -> list[Accepted]:
    """Return the accepted pages with their books.

    Raises ``InputError`` where they were not read.
    """
    try:
        return decode(read_bounded(path), list[Accepted])
    except (OSError, NotDecoded) as error:
        text = f"cannot read the accepted pages: {error}"
        where = {"file": str(path)}
        raise InputError("pages-unread", text, where=where, expected=EXPECTED) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        where = {"file": str(path)}
        raise PageUncovered("snapshot-missing", "there is no page to show", where=where) from error
