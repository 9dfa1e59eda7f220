"""Interfaces of which a sentence says that no packs are sold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tiia_pricebook import NoPacks, Pack, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.page_parts import NamesOf, Page

_NO_PACKS = re.compile("目前仅支持(?:按使用量计费的)?后付费")


def read_no_packs(page: Page, names_of: NamesOf) -> tuple[NoPacks, ...]:
    """Return interfaces of which sentences say that only pay-as-you-go is supported."""
    said: Iterable[NoPacks] = (
        NoPacks(names, said.clause)
        for said in page.stated
        if _NO_PACKS.search(said.plain) and (names := names_of(said.sentence))
    )
    return tuple(said)


def check_no_packs(page: Page, no_packs: Sequence[NoPacks], packs: Sequence[Pack]) -> None:
    """Compare what is said to have no packs with the packs that are sold."""
    sold = {pack.interface for pack in packs}
    for said in no_packs:
        if names := [name for name in said.interfaces if name in sold]:
            text = say(
                "packs of {names} are sold; the clause says that there are none",
                names="、".join(names),
            )
            page.find("no-packs-contradicted", Where(clause=said.clause), text, say("both kept"))
