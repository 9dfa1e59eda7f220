"""``python -m tiia_pricing.publishing``: the pages of the site, before MkDocs builds it.

Renders the hand-written pages of ``docs/`` and the generated ones, in both languages, into
``build/docs``. Exits 1 where the results are missing, partial, outdated or red.
"""

from __future__ import annotations

import argparse
import codecs
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from tiia_pricebook import dated_schema, schema
from tiia_pricebook.editions.dated_book import SNAPSHOTS
from tiia_pricebook.editions.price_history import history_schema
from tiia_pricebook.errors import PricingError
from tiia_pricebook.table_headings import names_on
from tiia_pricing.billing.usage.templates import template
from tiia_pricing.cli.output import complain
from tiia_pricing.conformance.chinese.wording import names
from tiia_pricing.locale import of_environment, tell_in
from tiia_pricing.output_files import write
from tiia_pricing.publishing.build.card import CARD, card
from tiia_pricing.publishing.build.data_block import data_block
from tiia_pricing.publishing.build.render import Places, environment, rendered
from tiia_pricing.publishing.build.translator import Translator
from tiia_pricing.publishing.chinese.book_facts import facts_in_chinese
from tiia_pricing.publishing.chinese.descriptions import CHINESE_TYPES
from tiia_pricing.publishing.chinese.findings import findings_in_chinese
from tiia_pricing.publishing.chinese.scenarios import feature_files
from tiia_pricing.publishing.chinese.translations import (
    CHINESE_DECISIONS,
    ENGLISH_CLAUSES,
    ENGLISH_NAMES,
)
from tiia_pricing.publishing.downloads.data_files import FOLDER as DATA
from tiia_pricing.publishing.downloads.data_files import DataFile, data_files, newest_page
from tiia_pricing.publishing.downloads.faq import PATH as QUESTIONS
from tiia_pricing.publishing.downloads.faq import faq_page
from tiia_pricing.publishing.downloads.llms import PATH as LLMS
from tiia_pricing.publishing.downloads.llms import llms, twins_of
from tiia_pricing.publishing.pages.all_pages import Nothing, SitePage, pages
from tiia_pricing.publishing.pages.calculator_page import FRAME, embedded_page
from tiia_pricing.publishing.pages.calculator_scripts import (
    bill_check_script,
    calculator_scripts,
    embedded_script,
)
from tiia_pricing.publishing.pages.conformance_page import write_kit
from tiia_pricing.publishing.pages.embedded_style import embedded_style
from tiia_pricing.publishing.pages.history_page import older_pages
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import cells
from tiia_pricing.publishing.site_data.as_read import web_address
from tiia_pricing.publishing.site_data.page_checks import FEED, feed
from tiia_pricing.publishing.site_data.site import Site, load_site
from tiia_pricing.tables.csv_tables import csv_text

SAYINGS = CHINESE_DECISIONS | CHINESE_TYPES | dict(names())
LANGUAGES = {
    "en": Translator("en", ENGLISH_CLAUSES | ENGLISH_NAMES),
    "zh": Translator("zh", SAYINGS),
}

TWINS = "build/markdown"  # beside the pages once they are built: MkDocs would make pages of them
TEMPLATES = ("usage", "packs", "forecast")
SCHEMAS = {
    "price-book": schema,
    "price-book-with-past": dated_schema,
    "price-history": history_schema,
}


def main(argv: list[str] | None = None) -> int:
    """Write the pages; print where they are."""
    options = _options(argv)
    try:
        vendor_page = web_address(options.vendor_page) if options.vendor_page else None
        count = publish(
            options.root,
            options.archive,
            vendor_page,
            web_address(options.address).rstrip("/") + "/" if options.address else None,
            allow_failures=options.allow_failures,
        )
    except PricingError as error:
        complain(error, tell_in(of_environment(os.environ)), as_json=False)
        return error.exit_code
    print(f"{count} pages in {options.root / 'build/docs'}")
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tiia_pricing.publishing")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    parser.add_argument("--archive", type=Path, help="the archive of `tiia-pricing watch`")
    parser.add_argument("--vendor-page", metavar="URL", help="its address, to be linked")
    parser.add_argument("--address", metavar="URL", help="where the site will be published")
    parser.add_argument("--allow-failures", action="store_true", help="publish red results")
    return parser.parse_args(argv)


def publish(
    root: Path,
    archive: Path | None = None,
    vendor_page: str | None = None,
    address: str | None = None,
    *,
    allow_failures: bool = False,
) -> int:
    """Write every page of every language; raises ``PricingError`` where it cannot.

    Nothing is written before all of it is rendered.
    """
    site = load_site(root, archive, vendor_page, address, allow_failures=allow_failures)
    made, data = pages(site), data_files(site)
    shared = dict(_files(site, data))
    features = feature_files(root, site.results)
    words = {language: _words(root, language, site) for language in LANGUAGES}
    spoken = {language: _environment(root, words[language], site) for language in LANGUAGES}
    texts = {language: _rendered(root, env, language, made) for language, env in spoken.items()}
    frames = {language: dict(_frame(root, env, language, site)) for language, env in spoken.items()}
    twins = {name: twins_of(site, own, words[name].said) for name, own in texts.items()}
    for folder in ("build/docs", TWINS):
        shutil.rmtree(root / folder, ignore_errors=True)
    for language, own in texts.items():
        target = root / "build/docs" / language
        shutil.copytree(root / "docs/assets", target / "assets")
        listed = llms(twins[language], data, newest_page(site), words[language].said)
        _write_all(target, own | features[language] | shared | frames[language] | {LLMS: listed})
        _write_all(root / TWINS / ("" if language == "en" else language), twins[language])
        write_kit(root / "docs", target, site.shipped)
    return sum(len(own) for own in texts.values())


def _write_all(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write(folder / path, text, durable=False)


def _words(root: Path, language: str, site: Site) -> Translator:
    """The words of a language, those for what this site's pages say among them."""
    said = {}
    if language == "zh":
        said = findings_in_chinese(root / SNAPSHOTS) | facts_in_chinese(site.dated)
    return LANGUAGES[language].knowing(said)


def _files(site: Site, data: Iterable[DataFile]) -> Iterator[tuple[str, str | bytes]]:
    """What the pages of both languages lead to, by its place on the site."""
    yield CARD, card(site.newest, site.results)
    yield FEED, feed(site.archive, site.taken, site.built)
    yield from calculator_scripts(site).items()
    yield "assets/bill-check.js", bill_check_script(site)
    for kind in TEMPLATES:
        rows = template(kind, site.dated, site.day)
        yield f"assets/templates/{kind}.csv", codecs.BOM_UTF8 + csv_text(rows).encode()
    for name, body in SCHEMAS.items():
        text = json.dumps(body(), indent=2, ensure_ascii=False)
        yield f"assets/{name}.schema.json", text + "\n"
    yield from ((f"{DATA}/{one.path}", one.data) for one in data)


def _environment(root: Path, words: Translator, site: Site) -> Environment:
    docs = root / "docs" if words.language == "en" else root / "docs" / words.language
    places = Places(
        cells(site.accepted),
        older_pages(site.history),
        root / "docs",
        {
            **{one.page.file: names_on(one.book) for one in site.accepted},
            None: names_on(site.newest),
        },
    )
    return environment(docs, words, places)


def _rendered(
    root: Path, env: Environment, language: str, made: Iterable[SitePage]
) -> dict[str, str]:
    """Every page of one language by its place on the site."""
    docs = root / "docs" if language == "en" else root / "docs" / language
    written = {path: SitePage(path, path, Nothing()) for path in hand_written(docs, language)}
    every = written | {page.path: page for page in made}
    texts = {path: rendered(env, page.template, page.context, path) for path, page in every.items()}
    if asked := texts.get(QUESTIONS):
        texts[QUESTIONS] = f"{asked}\n{data_block(faq_page(asked))}\n"
    return texts


def _frame(root: Path, env: Environment, language: str, site: Site) -> Iterator[tuple[str, str]]:
    """The calculator for other pages: no page of MkDocs, it has its own head and style."""
    yield FRAME, rendered(env, FRAME, embedded_page(site, language), FRAME)
    yield "assets/embed.js", embedded_script(site, language)
    yield "assets/embed.css", embedded_style(root / "docs")


def hand_written(docs: Path, language: str) -> list[str]:
    """Return the pages that people wrote in one language.

    ``_name.md`` is a part of another page.
    """
    paths = (path.relative_to(docs) for path in docs.rglob("*.md"))
    return sorted(
        path.as_posix()
        for path in paths
        if not path.name.startswith("_") and (language != "en" or path.parts[0] != "zh")
    )


if __name__ == "__main__":
    sys.exit(main())
