"""The languages that people are spoken to, and which of them a reader wants.

English is what the code says; each other language has a catalogue of ``gettext``, kept by
``make words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gettext import GNUTranslations
from itertools import pairwise
from pathlib import Path

from tiia_pricebook.messages import Tell, telling

DOMAIN = "tiia_pricing"
FOLDER = Path(__file__).parent
CATALOGUES = {"zh": FOLDER / "zh_Hans" / "LC_MESSAGES" / f"{DOMAIN}.mo"}
LANGUAGES = ("en", *CATALOGUES)
OPTION = "--lang"
_LETTERS = re.compile("^[a-z]*")
_CATEGORIES = ("LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = {"C", "POSIX"}


@cache
def words_of(language: str) -> GNUTranslations:
    """Return the sentences of a language other than English."""
    with CATALOGUES[language].open("rb") as file:
        return GNUTranslations(file)


@cache
def tell_in(language: str) -> Tell:
    """Return how messages are told in one of ``LANGUAGES``; what is no message stays as it is."""
    if language not in CATALOGUES:
        return str
    return telling(words_of(language))


def wanted(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language that a command line asks for, or else the environment.

    It is known before the command line is parsed, so that its errors and its help are in it.
    """
    known = [language for language in _asked(arguments) if language in LANGUAGES]
    return known[-1] if known else of_environment(environment)


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    for one, after in pairwise([*arguments, ""]):
        if one == OPTION:
            yield after
        elif one.startswith(f"{OPTION}="):
            yield one.partition("=")[2]


def of_environment(environment: Mapping[str, str]) -> str:
    """Return the language of the first locale that has one, as ``gettext`` reads the variables.

    ``LANGUAGE`` lists several, and counts unless the locale is ``C``. No locale needs to be
    installed; without any of ours it is English.
    """
    for name in _locales(environment):
        language: str = _LETTERS.findall(name.lower())[0]
        if language in LANGUAGES:
            return language
        if name in _NO_LANGUAGE:
            break
    return "en"


def _locales(environment: Mapping[str, str]) -> Iterator[str]:
    found = (value for one in _CATEGORIES if (value := environment.get(one)))
    locale = next(found, "")
    if locale not in _NO_LANGUAGE:
        yield from (one for one in environment.get("LANGUAGE", "").split(":") if one)
    yield locale
