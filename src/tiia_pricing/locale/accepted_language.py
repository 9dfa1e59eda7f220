"""The language that the client of a web server reads, as its header ``Accept-Language`` says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiia_pricing.locale import LANGUAGES

_ONE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q=([01](?:\.[0-9]{0,3})?)\s*)?")


def of_header(header: str) -> str | None:
    """Return the one of ``LANGUAGES`` that is wanted most, the first of several; ``None`` if none.

    The region does not count: ``zh-TW`` is ``zh``.
    """
    wanted = max(_known(header), key=lambda one: one[0], default=(0.0, ""))
    return wanted[1] or None


def _known(header: str) -> Iterator[tuple[float, str]]:
    for one in header.split(","):
        found = _ONE.fullmatch(one)
        if found and found[1].lower() in LANGUAGES and (weight := float(found[2] or 1)):
            yield weight, found[1].lower()
