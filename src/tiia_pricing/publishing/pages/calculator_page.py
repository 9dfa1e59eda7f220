"""What the calculator's page shows, and the calculator in a frame of another page."""

from __future__ import annotations

from msgspec import Struct

from tiia_pricebook import Interface, PriceBook, Reading
from tiia_pricing.publishing.site_data.as_read import AsRead, as_read
from tiia_pricing.publishing.site_data.site import Site

FRAME = "embed.html"
HTML_NAMES = {"en": "en", "zh": "zh-Hans"}


class CalculatorPage(Struct, frozen=True):
    """What the calculator's page shows: interfaces, each whether it has a price now, and doubts.

    ``address`` is where the site is published, with a slash at its end; without one the page
    shows an example's in the line that embeds it.
    """

    asked: list[tuple[Interface, bool]]
    open_readings: list[Reading]
    address: str | None


class EmbeddedPage(Struct, frozen=True):
    """What the calculator shows in a frame of another page, in ``language`` as HTML names it."""

    asked: list[tuple[Interface, bool]]
    open_readings: list[Reading]
    as_read: AsRead
    language: str


def calculator_page(site: Site) -> CalculatorPage:
    """Return what the page shows."""
    return CalculatorPage(*_form(site), site.address)


def embedded_page(site: Site, language: str) -> EmbeddedPage:
    """Return what the frame shows."""
    return EmbeddedPage(*_form(site), as_read(site), HTML_NAMES[language])


def _form(site: Site) -> tuple[list[tuple[Interface, bool]], list[Reading]]:
    open_readings = [reading for reading in site.newest.readings if len(reading.values) > 1]
    return asked(site.dated, site.newest), open_readings


def asked(dated: PriceBook, book: PriceBook) -> list[tuple[Interface, bool]]:
    """Return every interface that has or had a price, and whether the newest page names it."""
    current = {interface.name for interface in book.interfaces}
    priced = {table.interface for table in dated.pay_as_you_go}
    for edition in getattr(dated, "editions", ()):
        priced |= {table.interface for table in edition.pay_as_you_go}
    return [(one, one.name in current) for one in dated.interfaces if one.name in priced]
