"""White space as a reader of Chinese sees it."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef"
_INVISIBLE = re.compile("[\u200b-\u200e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad]")
_LINE_JOIN = re.compile(rf"(?<=[{_CJK}])[^\S\n]*\n\s*(?=[{_CJK}])")
# The stand-in for an object: no text of ours holds it, so that nobody mistakes it for one.
_OBJECT = "\ufffc"
_BOX = "□"
_SPACE = re.compile(r"\s+")


def collapse(text: str) -> str:
    """``text`` on one line: a line break between Chinese characters is nothing at all.

    Any other run of white space is one blank; invisible characters are dropped.
    """
    return (
        _SPACE.sub(" ", _LINE_JOIN.sub("", _INVISIBLE.sub("", text))).strip().replace(_OBJECT, _BOX)
    )


def squeeze(text: str) -> str:
    """``text`` without any white space: what two spellings of a sentence have in common."""
    return _SPACE.sub("", _INVISIBLE.sub("", text))
