"""From the English of the features to their Chinese: names, sentences, headings, places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tiia_pricebook.errors import PricingError
from tiia_pricing.conformance.chinese.headings import EXAMPLES, HEADINGS
from tiia_pricing.conformance.chinese.step_sentences import KINDS, SENTENCES

KEYWORDS = {
    "Feature": "功能",
    "Rule": "规则",
    "Background": "背景",
    "Scenario": "场景",
    "Scenario Outline": "场景大纲",
    "Examples": "例子",
    "Given": "假如",
    "When": "当",
    "Then": "那么",
    "And": "而且",
}

_NAMES = Path(__file__).parent / "names.toml"
_PLACE = re.compile(r"\{(\w+)[^}]*\}")


class NoWording(PricingError):
    """A text of the features that has no Chinese wording (exit 1)."""

    exit_code = 1


@cache
def names_by_chapter() -> dict[str, dict[str, str]]:
    """Names, descriptions and comments in Chinese, by the file that they stand in."""
    chapters: dict[str, dict[str, str]] = tomllib.loads(_NAMES.read_text("utf-8"))
    return chapters


@cache
def names() -> Mapping[str, str]:
    """Return all of them, by their English text."""
    found = {}
    for chapter in names_by_chapter().values():
        found.update(chapter)
    return MappingProxyType(found)


def named(text: str) -> str:
    """Return a name, a paragraph or a comment in Chinese; what has no English word stays as it is.

    Raises ``NoWording``.
    """
    wording = names().get(text)
    if wording is not None:
        return wording
    if re.search("[A-Za-z]", text):
        raise _missing(text, "names.toml")
    return text


def keyword(text: str) -> str:
    """Return a keyword of Gherkin in zh-CN; raises ``NoWording``."""
    return _found(KEYWORDS, text, "wording.py")


def heading(text: str) -> str:
    """Return the name of a column in Chinese; raises ``NoWording``."""
    return _found(HEADINGS | EXAMPLES, text, "headings.py")


def filled(text: str) -> str:
    """Return ``text`` with the columns in angle brackets in Chinese; raises ``NoWording``."""
    return re.sub(r"<([^<>]+)>", lambda match: f"<{heading(match[1])}>", text)


def sentence(text: str) -> str:
    """Return a step in Chinese, with its own values; raises ``NoWording``."""
    for pattern, wording in _patterns().items():
        if match := pattern.fullmatch(text):
            return _spoken(wording, match.groupdict())
    raise _missing(text, "sentences.py")


def _spoken(wording: str, values: dict[str, str]) -> str:
    """A sentence with its places filled; a kind of file has a Chinese word itself."""
    told = {name: filled(value) for name, value in values.items()}
    if "kind" in told:
        told["kind"] = _found(KINDS, told["kind"], "sentences.py")
    return _PLACE.sub(lambda place: told[place[1]], wording)


@cache
def _patterns() -> dict[re.Pattern[str], str]:
    return {_pattern(text): wording.text for text, wording in SENTENCES.items()}


def _pattern(text: str) -> re.Pattern[str]:
    literals = _PLACE.split(text)
    parts = [
        f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(literals)
    ]
    return re.compile("".join(parts))


def _found(words: Mapping[str, str], text: str, file: str) -> str:
    wording = words.get(text)
    if wording is None:
        raise _missing(text, file)
    return wording


def _missing(text: str, file: str) -> NoWording:
    return NoWording(
        "no-wording", f"{text!r} has no Chinese wording", expected=f"an entry in chinese/{file}"
    )
