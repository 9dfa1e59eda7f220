"""robots.txt: whether a site lets us read a page (RFC 9309)."""

from __future__ import annotations

from protego import Protego

from tiia_pricebook.errors import SourceUnreachable
from tiia_pricebook.messages import say
from tiia_scraper.sources.source import unreachable
from tiia_scraper.sources.urls import Address

TOKEN = "tiia-pricing"  # noqa: S105 - the name by which robots.txt may speak of us

# RFC 9309 asks for no less; what stands beyond is not read.
MAX_BYTES = 512 * 1024

# The parser keeps each rule once for each agent of its group.
_MOST_RULES = 1_000_000


def refusal(address: Address, status: int, body: bytes) -> SourceUnreachable | None:
    """Return the error where robots.txt, answered so, keeps us from ``address``; else nothing."""
    if 400 <= status < 500:
        return None
    if not 200 <= status < 300:
        return _refusal(
            address, say("robots.txt answers {status}, which forbids everything", status=status)
        )
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    agents = text.lower().count("agent")
    if agents * len(text.splitlines()) > _MOST_RULES:
        return _refusal(address, say("robots.txt is too complex to be followed"))
    if not Protego.parse(text).can_fetch(address.url, TOKEN):
        return _refusal(address, say("robots.txt forbids it to {token}", token=TOKEN))
    return None


def _refusal(address: Address, reason: str) -> SourceUnreachable:
    return unreachable(str(address), reason, "robots-disallow")
