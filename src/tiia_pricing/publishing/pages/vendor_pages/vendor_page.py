"""The vendor's page as the site shows it: today's, and each one that was ever accepted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricing.proof.coverage import Coverage
from tiia_pricing.publishing.pages.home_page import OutOf, proved_clauses
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import TODAY, Taken
from tiia_pricing.publishing.pages.vendor_pages.annotated_page import ShownPart, annotate
from tiia_pricing.publishing.pages.vendor_pages.number_trails import Lead, leads
from tiia_pricing.publishing.site_data.site import Site


class VendorPage(Struct, frozen=True):
    """What a page of the vendor shows: how it came, what it changed, and all of its parts.

    ``before`` and ``after`` are its neighbours. ``proved`` counts the clauses of the newest page;
    ``leads`` has what each cell leads to, there alone; ``finding_kinds`` are those of the newest.
    """

    one: Taken
    before: Taken | None
    after: Taken | None
    shown: list[ShownPart]
    coverage: Coverage
    leads: dict[str, Lead]
    proved: OutOf
    finding_kinds: frozenset[str]


def vendor_pages(site: Site) -> Iterator[tuple[str, VendorPage]]:
    """Yield every accepted page with its path.

    The newest stands at that of today's page as well.
    """
    own = [_shown(site, number) for number in range(len(site.taken))]
    felt = max(site.day, site.accepted[-1].page.from_ or site.day)
    own[-1] = replace(own[-1], leads=leads(site.newest, site.strength, felt))
    yield TODAY.replace(".html", ".md"), own[-1]
    yield from ((page.one.path.replace(".html", ".md"), page) for page in own)


def _shown(site: Site, number: int) -> VendorPage:
    covered, neighbours = site.covered[number], (None, *site.taken, None)
    text, book = site.texts[number], site.accepted[number].book
    return VendorPage(
        site.taken[number],
        neighbours[number],
        neighbours[number + 2],
        annotate(text, book, site.results, covered),
        covered,
        {},
        proved_clauses(site.clauses.values()),
        frozenset(item.id for item in site.newest.findings),
    )
