"""Numbers that stand in the page's text and in nothing that the reader saw of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tiia_pricing.proof.layout import texts
from tiia_scraper.document import Document
from tiia_scraper.markdown import to_html
from tiia_scraper.tree import CONTENT_BOX, build

_DIGITS = re.compile("[0-9]+")


def unseen(text: str, document: Document) -> Iterator[tuple[str, str, str]]:
    """Place, digits and reason of each number that the reader dropped, such as a caption's.

    Counts the digits of the whole content anew, with nothing of the reader but its parser.
    """
    shown = _numbers(part for _, part in texts(document))
    there = _numbers(_strings(text))
    if Counter("".join(shown.elements())) == Counter("".join(there.elements())):
        return  # at most a number that markup divides, such as 10<b>00</b>
    for digits, times in (there - shown).items():
        lost = there[digits] - shown[digits]
        why = f"{times} in the page's text, {lost} of them in nothing that the reader saw"
        yield "the page", digits, why


def _numbers(lines: Iterable[str]) -> Counter[str]:
    return Counter(digits for line in lines for digits in _DIGITS.findall(line))


def _strings(text: str) -> Iterator[str]:
    html = CONTENT_BOX in text or text.lstrip()[:1] == "<"
    soup = build(text if html else to_html(text)).soup
    box = soup.find(id=CONTENT_BOX) or soup.find("article") or soup.find("main") or soup
    yield from box.stripped_strings
