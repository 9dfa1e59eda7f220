"""Words that stand in the page's text and in nothing that the reader saw of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bs4.element import PageElement, PreformattedString

from tiia_pricing.proof.page_layout import texts
from tiia_scraper.document.document import Document
from tiia_scraper.document.html_tree import CONTENT_BOX, build
from tiia_scraper.document.markdown import to_html

# A number, a Latin word, or one character of Chinese: what no two readers divide differently.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|[^\W\d_]")
_NO_WORDS = frozenset({"script", "style", "template", "noscript", "title", "head"})


def words_of(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def words_there(text: str) -> Counter[str]:
    """Return the words of a page's whole content, shown or not, and how often each stands there.

    Counted anew, with nothing of the reader but its parser.
    """
    return Counter(word for line in _strings(text) for word in _WORD.findall(line))


def unseen(text: str, document: Document) -> Iterator[tuple[str, str, str]]:
    """Place, word and reason of each word that the reader dropped, such as a caption's."""
    there, shown = words_there(text), Counter(_words(_accounted(document)))
    for word, times in (there - shown).items():
        why = f"{there[word]} in the page's text, {times} of them in nothing that the reader saw"
        yield "the page", word, why


def _accounted(document: Document) -> Iterator[str]:
    yield from (text for _, text in texts(document))
    yield from (beside.text for beside in document.besides)
    for table in document.tables:
        yield table.caption
        yield from (aside.text for aside in table.grid.asides)


def _words(lines: Iterable[str]) -> Iterator[str]:
    return (word for line in lines for word in _WORD.findall(line))


def _strings(text: str) -> Iterator[str]:
    html = CONTENT_BOX in text or text.lstrip()[:1] == "<"
    soup = build(text if html else to_html(text)).soup
    box = soup.find(id=CONTENT_BOX) or soup.find("article") or soup.find("main") or soup
    for string in box.find_all(string=True):
        if not isinstance(string, PreformattedString) and not _inside(string):
            yield str(string)


def _inside(string: PageElement) -> bool:
    return any(parent.name in _NO_WORDS for parent in string.parents)
