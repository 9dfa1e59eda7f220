"""The words of the JavaScript that the command line says too, made from the catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from textwrap import wrap

from tiia_pricebook.editions import why_untold
from tiia_pricing.locale import CATALOGUES, words_of

_FOLDER = Path(str(files("tiia_pricing"))) / "javascript" / "words"
CAUSES = _FOLDER / "cause-words.mjs"
UNTOLD = _FOLDER / "untold-words.mjs"
_NAMES = {"en": "ENGLISH", "zh": "CHINESE"}
_WIDTH = 88


def modules() -> Mapping[Path, str]:
    """Return every module of words, by its file."""
    return {CAUSES: cause_words(), UNTOLD: untold_words()}


def cause_words() -> str:
    """Return what each cause of a difference is in words, as a module with a constant a language.

    A sentence for a cause with a further figure has the key of both, such as ``discount discount``.
    """
    english = dict(_causes())
    head = "/** What each cause is in words; `make words` writes it. */\n"
    return head + _constant("en", english) + _translated(english)


def untold_words() -> str:
    """Why a month has no price, in languages other than English, which the price book has."""
    head = "/** Why a month has no price, in words; `make words` writes it. */\n"
    return head + _translated(dict(_untold()), {"or": ", or "})


def _causes() -> Iterator[tuple[str, str]]:
    from tiia_pricing.reconciliation.report.words import CAUSES, CAUSES_WITH  # noqa: PLC0415

    yield from CAUSES.items()
    for id, (figure, text) in CAUSES_WITH.items():
        yield f"{id} {figure}", text


def _untold() -> Iterator[tuple[str, str]]:
    yield from why_untold.SENTENCES.items()
    yield "unknown", why_untold.UNKNOWN
    yield "on-trial", why_untold.ON_TRIAL
    yield "page", why_untold.PAGE
    yield "page-of-no-day", why_untold.PAGE_UNDATED
    yield "usage", why_untold.USAGE
    yield "no-usage", why_untold.NO_USAGE
    yield "from-to", why_untold.FROM_TO
    yield "from-on", why_untold.FROM_ON


def _translated(english: Mapping[str, str], separators: Mapping[str, str] | None = None) -> str:
    """A constant of each other language of the pages: the wordings of sentences and separators."""
    told = []
    for language in (one for one in CATALOGUES if one in _NAMES):
        words = words_of(language)
        wordings = {key: words.gettext(text) for key, text in english.items()}
        between = {key: words.pgettext("list", text) for key, text in (separators or {}).items()}
        told.append(_constant(language, wordings | between))
    return "".join(told)


def _constant(language: str, words: Mapping[str, str]) -> str:
    lines = (f"  {json.dumps(key)}:\n    {_text(text)},\n" for key, text in words.items())
    typed = "/** @type {Record<string, string>} */"
    name = _NAMES[language]
    return f"\n{typed}\nexport const {name} = {{\n{''.join(lines)}}};\n"


def _text(text: str) -> str:
    """A text as JavaScript, on several lines where it is long."""
    lines = wrap(text, _WIDTH, drop_whitespace=False)
    return "\n    + ".join(json.dumps(line, ensure_ascii=False) for line in lines)
