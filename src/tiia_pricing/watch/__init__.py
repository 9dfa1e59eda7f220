"""A check of the vendor's page and all that is told of it: report and notices."""

from tiia_pricing.watch.addresses import NoticeAddress, addresses_of
from tiia_pricing.watch.archive_feed import TITLE, costs_of, feed_of
from tiia_pricing.watch.baseline import last_book, removed_interfaces
from tiia_pricing.watch.delivery import deliver, deliverable
from tiia_pricing.watch.exit_codes import exit_code
from tiia_pricing.watch.notices import Notice, due
from tiia_pricing.watch.reported import Report
from tiia_pricing.watch.run import Watch

__all__ = [
    "TITLE",
    "Notice",
    "NoticeAddress",
    "Report",
    "Watch",
    "addresses_of",
    "costs_of",
    "deliver",
    "deliverable",
    "due",
    "exit_code",
    "feed_of",
    "last_book",
    "removed_interfaces",
]
