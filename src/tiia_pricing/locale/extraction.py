"""``make words``: bring the catalogues in line with what the code says.

Every ``say("…")`` of the three packages and every ``_('…')`` of the templates is found by Babel,
which only development needs, every ``say("…")`` of the JavaScript beside it; from the catalogues
are written the wordings that the site's scripts have. What
lost its place in the code goes from a catalogue, what is new waits there without a wording, and
nothing is guessed from a sentence that is alike.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

import tiia_pricebook
import tiia_scraper
from tiia_pricing.locale import (
    CATALOGUES,
    DOMAIN,
    FOLDER,
    javascript_messages,
    javascript_words,
    words_of,
)
from tiia_pricing.locale.site_names import CONTEXT, NAMES
from tiia_pricing.output_files import write

KEYWORDS = {
    "say": None,
    "say_many": (1, 2),
    "say_as": ((1, "c"), 2),
    "phrase": None,
}
TEMPLATES = FOLDER.parent / "publishing" / "templates"
_PACKAGES = (Path(tiia_pricebook.__file__), Path(tiia_scraper.__file__), FOLDER)
_JINJA = {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
_WIDTH = 100
_NO_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # else each run gives another file


def main() -> int:
    """Write the catalogues; tell what has no wording yet, and exit 1 where there is any."""
    missing = 0
    for language in CATALOGUES:
        catalogue = updated(language)
        source(language).parent.mkdir(parents=True, exist_ok=True)
        write(source(language), as_po(catalogue))
        write(CATALOGUES[language], compiled(catalogue))
        for message in unsaid(catalogue):
            missing += 1
            print(f"{language}: no wording of {message.id!r}")
    words_of.cache_clear()
    for file, text in javascript_words.modules().items():
        write(file, text)
    return 1 if missing else 0


def source(language: str) -> Path:
    """Return the file that translators write."""
    return CATALOGUES[language].with_suffix(".po")


def written(language: str) -> Catalog:
    """Return the catalogue of a language as it is committed; a new one where there is none yet."""
    locale = CATALOGUES[language].parts[-3]
    if not source(language).exists():
        return Catalog(locale=locale, domain=DOMAIN, fuzzy=False)
    with source(language).open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with all that the code says and nothing else."""
    catalogue = written(language)
    catalogue.update(said(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    return catalogue


def said() -> Catalog:
    """Return every message of the code; where it is said, by its file alone."""
    catalogue = Catalog(domain=DOMAIN, fuzzy=False)
    for package in _PACKAGES:
        root = package.parent
        found = extract_from_dir(root, [("**.py", "python")], keywords=KEYWORDS)
        for file, line, id, comments, context in sorted(found):
            place = f"{root.name}/{file}"
            catalogue.add(id, locations=[(place, line)], auto_comments=comments, context=context)
    for place, line, id in _of_templates():
        catalogue.add(id, locations=[(place, line)], context=CONTEXT)
    for path in javascript_messages.modules_of():
        place = f"javascript/{path.relative_to(javascript_messages.FOLDER).as_posix()}"
        for one, many, context in javascript_messages.of_module(path):
            catalogue.add((one, many) if many else one, locations=[(place, 0)], context=context)
    return catalogue


def _of_templates() -> Iterator[tuple[str, int, str]]:
    """What the templates of the site say; names of what data have by an id are the code's."""
    for path in sorted(TEMPLATES.rglob("*.*")):
        with path.open("rb") as file:
            for line, _, found, _ in babel_extract(file, ["_"], (), _JINJA):
                text = found[0] if isinstance(found, tuple) else found  # with values: a tuple
                if text and text not in NAMES:
                    yield f"templates/{path.relative_to(TEMPLATES).as_posix()}", line, text


def unsaid(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages that have no wording, or none that anybody stands by."""
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield message


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file.

    Lines and days of the code's are left out, for they change daily.
    """
    out = BytesIO()
    write_po(out, catalogue, width=_WIDTH, omit_header=False, include_lineno=False)
    kept = (line for line in out.getvalue().splitlines(True) if not line.startswith(_DATED))
    return b"".join(kept)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as ``gettext`` reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


_DATED = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Generated-By',
    b'"Last-Translator',
    b'"Report-Msgid',
)


if __name__ == "__main__":
    sys.exit(main())
