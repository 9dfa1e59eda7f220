"""Which tests read today's page: these, each for a reason, and no other.

When the vendor changes a price and the change is accepted, the newest page and the shipped
price book change with it. A test of behaviour does not notice: it stands on the frozen page of
``tests/frozen``, or on a page or a book of its own. What is tested *of* today's page and of what
is shipped is listed here, and a file that is not on the list names neither.

A second list has the tests that name neither, but run the whole suite, or what the documentation
shows, as they are shipped. Those are green as long as the features and the documentation are
true of the shipped book: what a month of the past costs, no later page changes.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import frozen

TESTS = Path(__file__).parent

# A file, or a folder with all that is in it, and why it reads what is shipped today.
ALLOWED = {
    "browser/test_calculator.py": "the built site answers as the shipped book does",
    "browser/test_year.py": "the built site plans by the shipped book",
    "kit/test_form.py": "every rule of the features quotes a clause of today's page",
    "proof/plugin.py": "the mutants of the proof are those of the shipped book",
    "proposing": "a proposal goes into a copy of this checkout",
    "scraper/extraction/test_snapshot.py": "the shipped book is the reading of today's page",
    "history/test_history_revisions.py": "the older pages that are kept are the vendor's",
    "history/test_snapshots.py": "the index of accepted pages has the module's name",
    "history/test_replay_accepted.py": "the kept pages are accepted one after another",
    "support/compiled_folder.py": "the index of accepted pages has the module's name",
    "support/shown/running.py": "the commands that the documentation shows are typed here and now",
    "publishing/test_twins.py": "the site translates what today's page says, and nothing else",
    "proof/visiblewords/sources.py": "the older pages that are kept are edited too",
    "rating/points/__main__.py": "the proof asks the points of the shipped book",
    "pricebook/test_dated.py": "the shipped book with its past is a valid book",
}

RUNNING = {
    "kit/test_chinese.py": "every feature passes in Chinese too",
    "kit/test_claims.py": "the suite is put to the reference with fewer claims",
    "kit/test_command.py": "the commands put a part of the suite to the reference",
    "kit/test_release.py": "the version of the suite is set in repositories of the test's own",
    "kit/test_templates.py": "the suite is put to the adapters to begin with",
    "kit/test_wheel.py": "the suite of the installed wheel is put to the calculator in JavaScript",
    "kit/test_whole_way.py": "the suite is put to programs that break",
    "proof/test_gallery.py": "the suite is put to calculators that are wrong",
    "publishing/test_conformance_docs.py": "the suite is put to the example of the documentation",
    "publishing/test_conformance_pages.py": "the shipped receipts are of the shipped suite",
    "publishing/test_python_docs.py": "the examples of the documentation are typed here and now",
    "watch/test_watch_action.py": "the image is made of the checkout, which has the suite in it",
}

# The suite that the wheel carries judges the shipped book; what is frozen stands for itself.
APART = ("conformance", "frozen", Path(__file__).name)

TODAYS = re.compile(
    r"scraper/snapshots|\bsnapshots\b|\bsnapshot_folder\b|tiia-pricing\.md|pricebook\.json\b"
    r"|\bdefault_book\b|from tiia_pricing\.proof\.coverage import .*\b[A-Z]{4,}"
)
RUNS = re.compile(
    r"programs import .*\b(?:conformance|suite)\b|tests/conformance(?:/test_features\.py)?\""
    r"|ROOT / RECEIPTS|(?:tiia_pricing\"|\.command), \"conformance\"|DocTestRunner"
)


def test_only_what_is_listed_names_what_is_shipped_today() -> None:
    others = {path for path in matching(TODAYS) if not allowed(path)}
    assert others == set(), "stand on tests/frozen, or be listed above with a reason"


def test_only_what_is_listed_runs_the_suite_or_the_documentation() -> None:
    tests = {path for path in matching(RUNS) if Path(path).name.startswith("test_")}
    assert {path for path in tests if not allowed(path)} == RUNNING.keys()


@pytest.mark.parametrize("listed", ALLOWED)
def test_what_is_listed_still_needs_it(listed: str) -> None:
    assert any(within(path, listed) for path in matching(TODAYS))


def test_the_list_is_short() -> None:
    assert len(ALLOWED) < 16
    assert all({**ALLOWED, **RUNNING}.values())


def test_the_frozen_page_is_the_one_that_was_frozen() -> None:
    assert hashlib.sha256(frozen.PAGE).hexdigest() == frozen.SHA256
    assert frozen.book().snapshot.sha256 == frozen.SHA256


@pytest.mark.parametrize(
    "line",
    [
        "PAGE = ROOT / 'scraper/snapshots/tiia-pricing.md'",
        "PAGE = ROOT / 'scraper' / 'snapshots' / 'x.md'",
        "BOOK = SRC / 'pricebook.json'",
        "book = default_book()",
        "from tiia_pricing.proof.coverage import SNAPSHOT, main",
    ],
)
def test_what_names_it(line: str) -> None:
    assert TODAYS.search(line)


def matching(what: re.Pattern[str]) -> set[str]:
    """The files under ``tests`` with such a text, but for those that stand apart."""
    sources = [path for path in TESTS.rglob("*") if path.suffix in {".py", ".mjs"}]
    inside = [path.relative_to(TESTS) for path in sources]
    return {
        path.as_posix()
        for path in inside
        if path.parts[0] not in APART and what.search((TESTS / path).read_text("utf-8"))
    }


def allowed(path: str) -> bool:
    """Whether a path is on the list of what reads today's page."""
    return any(within(path, listed) for listed in ALLOWED)


def within(path: str, listed: str) -> bool:
    """Whether a path is what is listed, or in it."""
    return path == listed or path.startswith(f"{listed}/")
