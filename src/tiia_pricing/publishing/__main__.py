"""``python -m tiia_pricing.publishing``: the pages of the site, before MkDocs builds it.

Renders the hand-written pages of ``docs/`` and the generated ones, in both languages, into
``build/docs``. Exits 1 where the results are missing, partial, outdated or red.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tiia_pricebook import dated_schema, schema
from tiia_pricebook.calendar import in_beijing
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.price_history import history_schema, load_history
from tiia_pricebook.errors import PricingError
from tiia_pricebook.unread_words import WHY
from tiia_pricing.conformance.chinese.wording import names
from tiia_pricing.history.snapshot_folder import load_index
from tiia_pricing.output_files import write
from tiia_pricing.proof.coverage import coverage
from tiia_pricing.publishing.build.card import CARD, card
from tiia_pricing.publishing.build.committed_book import ACCEPTED, BOOK, FOLDER, OLDER
from tiia_pricing.publishing.build.render import Translator, environment
from tiia_pricing.publishing.chinese.descriptions import CHINESE_LAWS, CHINESE_TYPES
from tiia_pricing.publishing.chinese.scenarios import feature_files
from tiia_pricing.publishing.chinese.translations import CHINESE_DECISIONS, ENGLISH_CLAUSES
from tiia_pricing.publishing.chinese.words import CHINESE, ENGLISH
from tiia_pricing.publishing.pages import accepted_changes
from tiia_pricing.publishing.pages.all_pages import Page, context, pages
from tiia_pricing.publishing.pages.announced_page import announced_context
from tiia_pricing.publishing.pages.calculator_page import calculator
from tiia_pricing.publishing.pages.charts_page import charts_context
from tiia_pricing.publishing.pages.conformance_page import kit_context, load_receipts, write_kit
from tiia_pricing.publishing.pages.facts_today import todays
from tiia_pricing.publishing.pages.history_page import page_context
from tiia_pricing.publishing.pages.prices_as_of import prices_context
from tiia_pricing.publishing.pages.proof_pages import proved
from tiia_pricing.publishing.pages.site_books import load_accepted, load_dated
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import (
    accepted_context,
    felt,
    page_views,
)
from tiia_pricing.publishing.pages.vendor_pages.annotated_page import annotate
from tiia_pricing.publishing.pages.vendor_pages.number_trails import following
from tiia_pricing.publishing.pages.vendor_pages.verdicts_on_page import (
    PageUncovered,
    ensure_covered,
)
from tiia_pricing.publishing.pages.watched_page import FEED, watched
from tiia_pricing.results.proof_results import load_strength
from tiia_pricing.results.scenario_results import Results, ensure_publishable, load_results
from tiia_pricing.results.scorecard_results import load_scorecard, scored

SAYINGS = CHINESE_DECISIONS | CHINESE_TYPES | CHINESE_LAWS | dict(names())
LANGUAGES = {
    "en": Translator("en", ENGLISH, ENGLISH_CLAUSES),
    "zh": Translator("zh", CHINESE, SAYINGS),
}

SCHEMAS = {
    "price-book": schema,
    "price-book-with-past": dated_schema,
    "price-history": history_schema,
}


def main(argv: list[str] | None = None) -> int:
    """Write the pages; print where they are."""
    options = _options(argv)
    try:
        count = publish(options.root, options.archive, allow_failures=options.allow_failures)
    except PricingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{count} pages in {options.root / 'build/docs'}")
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tiia_pricing.publishing")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder")
    parser.add_argument("--archive", type=Path, help="the archive of `tiia-pricing watch`")
    parser.add_argument("--allow-failures", action="store_true", help="publish red results")
    return parser.parse_args(argv)


def publish(root: Path, archive: Path | None = None, *, allow_failures: bool = False) -> int:
    """Write every page of every language; raises ``PricingError`` where it cannot."""
    results = load_results(root / "build/results.json")
    ensure_publishable(results, root, allow_failures=allow_failures)
    dated, accepted = load_dated(root / BOOK), load_accepted(root / ACCEPTED)
    views = _views(root, accepted, results, allow_failures=allow_failures)
    built = dt.datetime.fromisoformat(results.created)
    day = in_beijing(built)
    changes = accepted_changes.entries(accepted)
    shared = _told(root, dated, accepted, results, day) | views[-1]
    shared |= {"price_changes": changes, **watched(archive, changes, built)}
    shared |= _proved(root, accepted[-1], results, day)
    shared |= calculator(dated, accepted[-1].book, shared["clauses"])
    shared["feature_files"] = feature_files(root, results)
    own = page_views(shared["accepted_pages"], views)
    generated = [*pages(accepted[-1].book, results), *own]
    shutil.rmtree(root / "build/docs", ignore_errors=True)
    return sum(_write(root, language, generated, shared) for language in LANGUAGES)


def _told(
    root: Path, dated: DatedBook, accepted: Sequence[Accepted], results: Results, day: dt.date
) -> dict[str, Any]:
    """What the pages show of prices: on the day of the build, before it and after it."""
    today = todays(dated, accepted[-1].book, day)
    corrections = load_index(root / FOLDER).corrections
    return {
        **context(accepted[-1].book, results, today),
        **accepted_context(accepted, dated, corrections),
        **prices_context(dated, day),
        **announced_context(dated, day),
        **page_context(load_history(root / OLDER), dated, day),
        **charts_context(today),
        "card": card(accepted[-1].book, results),
    }


def _proved(root: Path, newest: Accepted, results: Results, day: dt.date) -> dict[str, Any]:
    """What the pages show of the proof: wrong numbers, edited pages, other calculators."""
    strength = load_strength(root / "build/proof/mutants.json", root)
    return {
        **proved(strength, results),
        **following(newest.book, strength, felt(newest, day)),
        **scored(load_scorecard(root / "build/proof/scorecard.json", root)),
        **kit_context(load_receipts(root), results),
    }


def _views(
    root: Path, accepted: Sequence[Accepted], results: Results, *, allow_failures: bool
) -> list[dict[str, Any]]:
    """Every accepted page, annotated.

    Raises ``PageUncovered`` where one and its book disagree.
    """
    views = []
    for one in accepted:
        data = _bytes(root / FOLDER / one.page.file)
        covered = coverage(data, one.book, results.features)
        if not allow_failures:
            ensure_covered(covered)
        shown = annotate(data, one.book, results, covered)
        views.append({"shown": shown, "coverage": covered, "totals": covered.totals(), "why": WHY})
    return views


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        where = {"file": str(path)}
        raise PageUncovered("snapshot-missing", "there is no page to show", where=where) from error


def _write(root: Path, language: str, generated: list[Page], shared: dict[str, Any]) -> int:
    """Write the pages of one language; how many they are."""
    docs = root / "docs" if language == "en" else root / "docs" / language
    target = root / "build/docs" / language
    env = environment(docs, LANGUAGES[language], verbatim=root / "docs")
    written: list[Page] = [(path, path, {}) for path in hand_written(docs, language)]
    for path, template, own in written + generated:
        page = env.get_template(template).render(shared | own, up="../" * path.count("/"))
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        write(target / path, page, durable=False)
    shutil.copytree(root / "docs/assets", target / "assets")
    write_kit(root / "docs", target, shared["shipped"])
    for path, text in _files(shared, language):
        write(target / path, text, durable=False)
    return len(written) + len(generated)


def _files(shared: dict[str, Any], language: str) -> Iterator[tuple[str, str | bytes]]:
    """What the pages of one language lead to."""
    yield CARD, shared["card"]
    yield FEED, shared["feed"]
    yield "assets/calculator.js", shared["script"]
    yield from shared["feature_files"][language].items()
    for name, body in SCHEMAS.items():
        text = json.dumps(body(), indent=2, ensure_ascii=False)
        yield f"assets/{name}.schema.json", text + "\n"


def hand_written(docs: Path, language: str) -> list[str]:
    """The pages that people wrote in one language; ``_name.md`` is a part of another page."""
    paths = (path.relative_to(docs) for path in docs.rglob("*.md"))
    return sorted(
        path.as_posix()
        for path in paths
        if not path.name.startswith("_") and (language != "en" or path.parts[0] != "zh")
    )


if __name__ == "__main__":
    sys.exit(main())
