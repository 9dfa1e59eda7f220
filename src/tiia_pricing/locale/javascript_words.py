"""The words of the JavaScript that the command line says too, made from the catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from textwrap import wrap

from tiia_pricing.locale import CATALOGUES, words_of

CAUSES = Path(str(files("tiia_pricing"))) / "javascript" / "reconciliation" / "cause-words.mjs"
_NAMES = {"en": "ENGLISH", "zh": "CHINESE"}
_WIDTH = 88


def cause_words() -> str:
    """What each cause of a difference is in words, as a module with a constant a language.

    A sentence for a cause with a further figure has the key of both, such as ``discount discount``.
    """
    english = dict(_causes())
    said = {"en": english} | {
        language: {key: words_of(language).gettext(text) for key, text in english.items()}
        for language in CATALOGUES
    }
    constants = (_constant(_NAMES[language], words) for language, words in said.items())
    return "/** What each cause is in words; `make words` writes it. */\n" + "".join(constants)


def _causes() -> Iterator[tuple[str, str]]:
    from tiia_pricing.reconciliation.report.words import CAUSES, CAUSES_WITH  # noqa: PLC0415

    yield from CAUSES.items()
    for id, (figure, text) in CAUSES_WITH.items():
        yield f"{id} {figure}", text


def _constant(name: str, words: Mapping[str, str]) -> str:
    lines = (f"  {json.dumps(key)}:\n    {_text(text)},\n" for key, text in words.items())
    typed = "/** @type {Record<string, string>} */"
    return f"\n{typed}\nexport const {name} = {{\n{''.join(lines)}}};\n"


def _text(text: str) -> str:
    """A text as JavaScript, on several lines where it is long."""
    lines = wrap(text, _WIDTH, drop_whitespace=False)
    return "\n    + ".join(json.dumps(line, ensure_ascii=False) for line in lines)
