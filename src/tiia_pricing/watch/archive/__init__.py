"""The archive of a watched page: what was found, when, and what it read as.

``objects`` holds pages and price books, each under the SHA-256 of its bytes. ``checks.jsonl``
has a line for every check, unchanged ones too, and only grows; each line names the hash of the
one before, and ``tip`` that of the last. ``delivered`` says how far each channel has been told.
Whatever is written is complete before anything refers to it, so that a crash at any instant
leaves an archive that can be read.
"""

from tiia_pricing.watch.archive.archive import Archive
from tiia_pricing.watch.archive.check_record import FAILURES, GOOD, Check, Failure, Outcome
from tiia_pricing.watch.archive.delivered import REPORT, Delivered
from tiia_pricing.watch.archive.standing import Standing, standing_of, times_of

__all__ = [
    "FAILURES",
    "GOOD",
    "REPORT",
    "Archive",
    "Check",
    "Delivered",
    "Failure",
    "Outcome",
    "Standing",
    "standing_of",
    "times_of",
]
