"""The vendor's page as it once stood, and the older pages' history of that day, kept for ever.

``tiia-pricing.md`` is the page whose sha256 is ``SHA256``, byte for byte; ``pricehistory.json``
is what the package shipped of older pages beside it. The vendor may change a price and the
package follow: neither file does. So a test of behaviour stands on these and types what it
expects of them; what may read today's page instead is listed in ``tests/test_todays_page.py``.
"""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from tiia_pricebook import PriceBook, default_book, dumps, validated
from tiia_pricebook.editions.compilation import Accepted, Older, compiled
from tiia_pricebook.editions.dated_book import AcceptedPage, DatedBook
from tiia_pricebook.editions.price_history import PriceHistory, load_history
from tiia_pricing.history.snapshot_folder import Index
from tiia_pricing.proof.patching import everywhere
from tiia_scraper import read_page

SHA256 = "0c15ca943d6aafd2312e3f36fbf19e4d7f3e03fd2a4302982167e1110a78464c"
PATH = Path(__file__).parent / "tiia-pricing.md"
PAGE = PATH.read_bytes()
TEXT = PAGE.decode()

# Where a checkout has its page and the book.
SNAPSHOT = "scraper/snapshots/tiia-pricing.md"
BOOK = "src/tiia_pricebook/pricebook.json"
FIRST = AcceptedPage(
    file="tiia-pricing.md",
    sha256=SHA256,
    source="the vendor's documentation",
    first_seen=dt.date(2026, 11, 23),
    accepted=dt.date(2026, 11, 23),
    from_=None,
    dated="stated",
    evidence="自2022年10月24日起",
)


@cache
def book() -> PriceBook:
    """The price book of the page."""
    return validated(read_page(PAGE, SNAPSHOT))


@cache
def history() -> PriceHistory:
    """What older pages said."""
    return load_history(PATH.with_name("pricehistory.json"))


@cache
def dated() -> DatedBook:
    """The book as the package ships it: of the page, accepted first, and the older ones."""
    older = Older(dt.date(2026, 11, 24), history())
    return compiled([Accepted(FIRST, book())], older)


@cache
def file() -> str:
    """The book as a file for ``--book``, one for the process."""
    return _written("book.json", book())


@cache
def dated_file() -> str:
    """The book with its past as a file for ``--book``, one for the process."""
    return _written("dated.json", dated())


def shipped(book: Callable[[], PriceBook] = dated) -> AbstractContextManager[None]:
    """As if the package shipped this book, or another, for as long as a block lasts."""
    return everywhere("default_book", default_book, book)


def lay(root: Path) -> None:
    """Put the page, as the only accepted one, into a checkout under ``root``."""
    (root / SNAPSHOT).parent.mkdir(parents=True, exist_ok=True)
    (root / SNAPSHOT).write_bytes(PAGE)
    index = dumps(Index(None, (FIRST,)))
    (root / SNAPSHOT).with_name("index.json").write_bytes(index)


def _written(name: str, content: PriceBook) -> str:
    path = _folder() / name
    path.write_bytes(dumps(content))
    return str(path)


@cache
def _folder() -> Path:
    atexit.register(discard)  # where no test runs
    return Path(tempfile.mkdtemp(prefix="frozen-"))


def discard() -> None:
    """Remove the files that were written; they are written anew where somebody asks again."""
    if _folder.cache_info().currsize:
        shutil.rmtree(_folder(), ignore_errors=True)
    for written in (file, dated_file, _folder):
        written.cache_clear()
