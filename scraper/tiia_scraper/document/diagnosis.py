"""Why a page has no price, where that can be told from its markup or its encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import listed, say
from tiia_scraper.document.decoding import Decoded
from tiia_scraper.document.html_tree import CONTENT_BOX, build
from tiia_scraper.document.visible_text import UNSEEN
from tiia_scraper.document.whitespace import collapse

_WAITING = re.compile(r"(?:loading|please wait|正在加载|加载中|请稍[候后等])?[\s.…。,，!！]*", re.I)
_NOTICE = re.compile(
    r"(?:enabl|requir|need|turn on|activat|启用|开启|打开|允许|支持|需要)[^.。]{0,60}"
    r"(?:java ?script|脚本)|(?:java ?script|脚本)[^.。]{0,60}"
    r"(?:enabl|requir|disabl|turned|启用|开启|打开|禁用|支持)",
    re.I,
)
# A notice is all that such a page says; one among other text is none of ours.
_LONGEST_NOTICE = 400


@contextmanager
def told_apart(page: Decoded) -> Iterator[None]:
    """What is raised within says so where a script or the encoding may be to blame.

    A page whose content a script is to write raises ``page-needs-script`` for ``no-price``;
    where the encoding was not found by itself, the message names it, and by whose word.
    """
    try:
        yield
    except PageUnreadable as error:
        if page.encoding != "utf-8":
            told = say(
                "the page was read as {encoding}: {word}", encoding=page.encoding, word=page.word
            )
            error.message = listed((error.message, told), "; ")
        if error.id == "no-price" and needs_script(page.text):
            text = say(
                "a script writes the page's content, and none is run: {message}",
                message=error.message,
            )
            raise PageUnreadable("page-needs-script", text, expected=error.expected) from error
        raise


def needs_script(text: str) -> bool:
    """Return whether HTML has scripts and no content but for a request to wait or to run them."""
    soup = build(text).soup
    if not soup.find("script"):
        return False
    asked = any(_NOTICE.search(tag.get_text()) for tag in soup.find_all("noscript"))
    for tag in soup.find_all(UNSEEN):
        tag.extract()
    seen = collapse((soup.find(id=CONTENT_BOX) or soup).get_text())
    if _WAITING.fullmatch(seen):
        return True
    asked = asked or _NOTICE.search(seen) is not None
    return asked and len(seen) <= _LONGEST_NOTICE and not soup.find("table")
