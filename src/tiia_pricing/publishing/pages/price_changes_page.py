"""The page of price changes: what the checks told, what was accepted, what was corrected."""

from __future__ import annotations

from msgspec import Struct

from tiia_pricing.history.snapshot_folder import Corrected
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import Outdated, Taken, outdated
from tiia_pricing.publishing.site_data.page_checks import PageChecks, watched
from tiia_pricing.publishing.site_data.site import Site


class PriceChangesPage(Struct, frozen=True):
    """What the page of price changes shows; corrections and ``outdated`` the newest first."""

    watched: PageChecks | None
    accepted_pages: tuple[Taken, ...]
    corrections: list[Corrected]
    outdated: list[Outdated]


def price_changes_page(site: Site) -> PriceChangesPage:
    """Return what the page of price changes shows."""
    return PriceChangesPage(
        watched(site.archive, site.built),
        site.taken,
        sorted(site.corrections, key=lambda one: one.on, reverse=True),
        outdated(site.dated, site.taken, site.corrections),
    )
