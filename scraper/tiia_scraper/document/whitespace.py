"""White space as a reader of Chinese sees it, and phrases with anything between their words."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef"
_INVISIBLE = re.compile("[\u200b-\u200e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad]")
_LINE_JOIN = re.compile(rf"(?<=[{_CJK}])[^\S\n]*\n\s*(?=[{_CJK}])")
# The stand-in for an object: no text of ours holds it, so that nobody mistakes it for one.
_OBJECT = "\ufffc"
_BOX = "□"
_SPACE = re.compile(r"\s+")
_SHOWN = "[^\\s\u200b-\u200e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad\ufffc]++"
_PLAIN = re.compile(f"(?:{_SHOWN}(?: {_SHOWN})*)?")


def collapse(text: str) -> str:
    """Return ``text`` on one line: a line break between Chinese characters is nothing at all.

    Any other run of white space is one blank; invisible characters are dropped.
    """
    if _PLAIN.fullmatch(text):
        return text
    return (
        _SPACE.sub(" ", _LINE_JOIN.sub("", _INVISIBLE.sub("", text))).strip().replace(_OBJECT, _BOX)
    )


def squeeze(text: str) -> str:
    """Return ``text`` without any white space: what two spellings of a sentence have in common."""
    return "".join(_INVISIBLE.sub("", text).split())


class Phrase:
    """Words in their order with anything between them: ``控制台.*查看.*资源包``.

    A regular expression would try every pair of places; the first place of each word is enough.
    """

    def __init__(self, pattern: str) -> None:
        self._words = tuple(map(re.compile, pattern.split(".*")))

    def found_in(self, text: str) -> bool:
        """Return whether ``text``, which is one line, has the words in their order."""
        end = 0
        for word in self._words:
            match = word.search(text, end)
            if match is None:
                return False
            end = match.end()
        return True
