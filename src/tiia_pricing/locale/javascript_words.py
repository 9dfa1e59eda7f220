"""The words of the JavaScript in languages other than English, made from the catalogues."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from gettext import GNUTranslations
from pathlib import Path
from textwrap import wrap

from tiia_pricebook.editions import why_untold
from tiia_pricing.locale import CATALOGUES, words_of
from tiia_pricing.locale.javascript_messages import FOLDER, SaidMessage, modules_of, of_module

_FOLDER = FOLDER / "words"
CAUSES = _FOLDER / "cause-words.mjs"
UNTOLD = _FOLDER / "untold-words.mjs"
_NAMES = {"en": "ENGLISH", "zh": "CHINESE"}
_WIDTH = 88
_EVERY_FORM = 201  # numbers below it need every form that a language has
PAGES: Mapping[str, Sequence[str]] = {
    "page": ("sentences", "page-parts", "page"),
    "year": ("year",),
    "bill-page": ("sentences", "tables", "bill-page", "reconciliation"),
}
"""What the script of each page says, by the rooms of its modules."""
SHARED = (SaidMessage("'{text}'", context="quotation"), SaidMessage(", ", context="list"))
"""What `speaking` itself says, in the words of every page."""


def modules() -> Mapping[Path, str]:
    """Return every module of words, by its file."""
    pages = {_FOLDER / f"{page}.zh.mjs": page_words("zh", rooms) for page, rooms in PAGES.items()}
    return {CAUSES: cause_words(), UNTOLD: untold_words(), **pages}


def page_words(language: str, rooms: Sequence[str]) -> str:
    """Return the wordings of what the modules of ``rooms`` say, and the form for a number.

    A key is the English, after its context where it has one; of several forms there is a list.
    """
    words = words_of(language)
    found = (one for room in rooms for path in modules_of(room) for one in of_module(path))
    said = dict.fromkeys((*SHARED, *found))
    wordings = (f"    {_quoted(_key(one))}: {wording_of(one, words)},\n" for one in said)
    form = plural(words.info()["plural-forms"])
    return (
        "/** What the page says in another language; `make words` writes it. */\n"
        '\n/** @import { Language } from "../types.d.ts" */\n\n/** @type {Language} */\n'
        f"export const {_NAMES[language]} = {{\n  form: {form},\n"
        f"  wordings: {{\n{''.join(wordings)}  }},\n}};\n"
    )


def plural(header: str) -> str:
    """Return the ``plural=`` of a catalogue, an expression of C, as a function of JavaScript."""
    found = re.search(r"\bplural=([n\d\s()?:!=<>%&|+*/-]+)(?:;|$)", header)
    if not found:
        raise ValueError(f"no form for a number: {header!r}")
    expression = found[1].strip()
    return f"(n) => Number({expression})" if "n" in expression else f"() => {expression}"


def _key(one: SaidMessage) -> str:
    return f"{one.context}\x04{one.one}" if one.context else one.one


def wording_of(one: SaidMessage, words: GNUTranslations) -> str:
    """Return what a message is in the language, as JavaScript: a text, or a list of its forms."""
    if one.many:
        form = words.plural  # type: ignore[attr-defined]
        forms = {form(n): words.ngettext(one.one, one.many, n) for n in range(_EVERY_FORM)}
        return f"[{', '.join(_quoted(forms[at]) for at in sorted(forms))}]"
    if one.context:
        return _quoted(words.pgettext(one.context, one.one))
    return _quoted(words.gettext(one.one))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


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
