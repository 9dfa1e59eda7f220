"""Notices to each address of what it was not told yet, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricing.watch.addresses import VARIABLES, NoticeAddress, prefix_of
from tiia_pricing.watch.archive import Archive, Delivered
from tiia_pricing.watch.notices import Notice

Deliver = Callable[[Notice, NoticeAddress], None]


class News(Struct, frozen=True):
    """What there is to tell: ``due`` gives the notices of the checks after the first so many."""

    recorded: int
    due: Callable[[int], Sequence[Notice]]


def enter(archive: Archive, addresses: Sequence[NoticeAddress]) -> None:
    """Know all channels before a check is made, so that none misses what it finds."""
    recorded = len(archive.checks())
    archive.delivered.enter_report(recorded)
    if addresses:
        for channel in VARIABLES:
            names = [one.name for one in addresses if one.channel == channel]
            archive.delivered.enter(prefix_of(channel), names, recorded)


def tell(
    delivered: Delivered, addresses: Sequence[NoticeAddress], news: News, deliver: Deliver
) -> None:
    """Send each address the notices that it has not taken yet, the oldest first.

    What was taken is remembered at once. Raises one ``InputError`` at the end with what could
    not be sent.
    """
    problems = Problems()
    with delivered.locked():
        for address in addresses:
            try:
                _tell(delivered, address, news, deliver)
            except InputError as error:
                problems.add(error, error.where)
    problems.raise_any()


def _tell(delivered: Delivered, address: NoticeAddress, news: News, deliver: Deliver) -> None:
    """At most one notice of a check goes to a channel, so that a position says which were taken."""
    told = delivered.of(address.name)
    if told is None or told >= news.recorded:
        return  # another run knew of later checks, and told this one's
    for notice in news.due(told):
        if notice.channel == address.channel:
            deliver(notice, address)
            delivered.mark(address.name, notice.told)
    delivered.mark(address.name, news.recorded)
