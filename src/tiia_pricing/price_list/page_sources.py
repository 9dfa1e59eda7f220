"""Where an accepted page came from, as its index has it, in the reader's language."""

from __future__ import annotations

from tiia_pricebook.messages import listed, say

_DOCUMENTATION = "the vendor's documentation of "


def source_in_words(source: str) -> str:
    """Return a source as a message where it names the vendor's documentation, else as it is.

    What a person typed, an address for instance, is no message.
    """
    if not source.startswith(_DOCUMENTATION):
        return source
    names = source.removeprefix(_DOCUMENTATION).split(", ")
    return say("the vendor's documentation of {names}", names=listed(names))
