"""An accepted page that was misread: the past changes, the record keeps both readings.

The checkout is one in which the reader made 2.4 of a cell that says 2.5, and the price book was
committed so; the reader of these tests reads it right.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import frozen
from support.compiled_folder import compile_folder
from tiia_pricebook import PriceBook, committed, load
from tiia_pricebook.editions.knowledge import known_on
from tiia_pricing import Usage, bill
from tiia_pricing.proposing import Checkout, checkout
from tiia_pricing.publishing.build import committed_book
from tiia_scraper import read_page

from .conftest import Ran, Run, new
from .trees import BOOK, INDEX, PAGE, ROOT, SNAPSHOTS, edited, git

READER = "src/tiia_pricing/__main__.py"
FILE = f"{SNAPSHOTS}/tiia-pricing.md"
BEFORE = f"{SNAPSHOTS}/misread/tiia-pricing-until-2026-11-27.json"
WHY = "2.5 was read as 2.4"
# What runs in the place of the older commit's reader: ours, with the cell as it was misread.
OLD_READER = f"""\
import sys
sys.path[:0] = [{str(ROOT / "src")!r}, {str(ROOT / "scraper")!r}]
del sys.modules["tiia_pricing"]
from tiia_pricebook import dumps
from tiia_scraper import read_page
command, file, *options = sys.argv[1:]
assert (command, options) == ("scrape", ["--format", "json"])
page = open(file, "rb").read().replace("2.5元/千次".encode(), "2.4元/千次".encode(), 1)
sys.stdout.buffer.write(dumps(read_page(page, file)))
"""


def misreading(data: bytes, name: str) -> PriceBook:
    """The first of the cells with 2.5 yuan as 2.4."""
    return read_page(data.replace("2.5元/千次".encode(), "2.4元/千次".encode(), 1), name)


@pytest.fixture
def tree(tree: Checkout) -> Checkout:
    """A checkout whose price book was made by the reader that misreads."""
    (tree.root / BOOK).write_bytes(committed(compile_folder(tree.root / SNAPSHOTS, misreading)))
    (tree.root / "scraper").mkdir(exist_ok=True)
    (tree.root / READER).write_text(OLD_READER)
    (tree.root / READER).with_name("__init__.py").write_text("")
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "A misreading")
    return checkout(tree.root)


def corrected(run: Run, *words: str) -> Ran:
    return run(FILE, "--correct", WHY, *words)


def cents(book: PriceBook, day: str = "2023-05-01") -> int:
    """What 2,000 calls of 商品识别 come to on a day, 1,000 of them free."""
    return bill(book, [Usage(dt.date.fromisoformat(day), "商品识别", 2_000)]).cents


def test_the_past_changes_and_the_earlier_answer_is_kept(tree: Checkout, run: Run) -> None:
    assert cents(load(tree.root / BOOK)) == 240
    assert corrected(run).code == 1
    book = load(tree.root / BOOK)
    assert (cents(book), cents(book, "2026-11-26")) == (250, 250)
    assert cents(known_on(book, dt.date(2026, 11, 26))) == 240
    assert cents(known_on(book, dt.date(2026, 11, 27))) == 250


def test_what_is_written(tree: Checkout, run: Run) -> None:
    corrected(run)
    assert git(tree.root, "status", "--porcelain", "--untracked-files=all").splitlines() == [
        f" M {INDEX}",
        f" M {BOOK}",
        f"?? {BEFORE}",
    ]
    assert json.loads(tree.read(INDEX))["corrections"] == [
        {
            "on": "2026-11-27",
            "file": "tiia-pricing.md",
            "why": WHY,
            "before": "misread/tiia-pricing-until-2026-11-27.json",
        }
    ]
    before = load(tree.root / BEFORE)
    assert (before, str(before.pay_as_you_go[0].tiers[0].price)) == (
        misreading(frozen.PAGE, FILE),
        "2.4",
    )
    assert tree.read(BOOK) == committed(compile_folder(tree.root / SNAPSHOTS))


def test_it_is_told_as_a_correction(run: Run) -> None:
    ran = corrected(run)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        f"tiia-pricing.md was misread until 2026-11-27: {WHY}\n"
        "breaking  price-increased  商品识别, tier from 0 calls: 2.4 → 2.5 yuan\n"
        "\n"
        "3 files written:\n"
        f"  {BEFORE}\n"
        f"  {INDEX}\n"
        f"  {BOOK}\n"
        "--known-on with a day before 2026-11-27 answers as it did\n"
        "\n"
        "Correct the rows that rest on the misreading by hand, run make suite PART=major, make "
        "docs, make test and make proof, review with git diff --patience, and commit it with the "
        "reader.\n"
    )


def test_in_json(tree: Checkout, run: Run) -> None:
    told = json.loads(corrected(run, "--format", "json", "--dry-run").out)
    assert git(tree.root, "status", "--porcelain") == ""
    assert (told["on"], told["why"], told["written"], told["beyond"]) == (
        *("2026-11-27", WHY, False),
        False,
    )
    [one] = told["corrections"]
    assert (one["file"], [change["id"] for change in one["changes"]]) == (
        "tiia-pricing.md",
        ["price-increased"],
    )
    assert f'+   "why": "{WHY}",\n' in told["diff"]


def test_twice_is_nothing_to_correct(tree: Checkout, run: Run) -> None:
    """Once it is committed with a reader that reads as today's does."""
    corrected(run)
    reader = (tree.root / READER).read_text().replace('"2.4元', '"2.5元')
    (tree.root / READER).write_text(reader)
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "The correction")
    ran = corrected(run)
    assert (ran.code, ran.out) == (0, "nothing to correct: every accepted page reads as it did\n")
    told = json.loads(corrected(run, "--format", "json").out)
    assert told == {"written": False, "corrections": []}


def test_a_page_comes_after_it_as_ever(tree: Checkout, run: Run, tmp_path: Path) -> None:
    corrected(run)
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "The correction")
    assert run(new(tmp_path, edited(("2.5元/千次", "2.6元/千次")))).code == 1
    book = load(tree.root / BOOK)
    assert (cents(book), cents(known_on(book, dt.date(2026, 11, 26)))) == (250, 240)


def test_until_it_is_recorded_no_page_is_accepted(run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, edited(("730元", "740元"))))
    assert (ran.code, ran.out) == (2, "")
    assert "tiia-pricing propose PAGE --correct WHY" in ran.err


def test_a_reader_that_changed_elsewhere_than_on_accepted_pages_is_told(
    tree: Checkout, run: Run
) -> None:
    """What no accepted page accounts for: here a note of the price book that somebody edited."""
    (tree.root / BOOK).write_bytes(tree.read(BOOK).replace(b'"price": "7"', b'"price": "8"', 1))
    git(tree.root, "commit", "--quiet", "--all", "--message", "Edited by hand")
    assert "the price book changes by more than these pages" in corrected(run).out


@pytest.mark.parametrize("file", [BOOK, INDEX])
def test_what_it_writes_has_to_be_as_committed(tree: Checkout, run: Run, file: str) -> None:
    (tree.root / "README.md").write_text("the reader is being corrected")
    (tree.root / file).write_bytes(tree.read(file) + b"\n")
    ran = corrected(run)
    assert (ran.code, ran.out) == (2, "")
    assert f"not committed: {file}" in ran.err


def test_a_page_that_was_never_accepted_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, f"{PAGE}\n"), "--correct", WHY)
    assert (ran.code, ran.out) == (2, "")
    assert "the page is not one that was accepted" in ran.err


@pytest.mark.parametrize(
    "words", [("--correct", " "), ("--correct", WHY, "--effective", "2026-11-24")]
)
def test_usage(run: Run, words: tuple[str, ...]) -> None:
    ran = run(FILE, *words)
    assert (ran.code, ran.out) == (2, "")


def test_the_reader_of_then_that_fails_is_an_error(tree: Checkout, run: Run) -> None:
    (tree.root / READER).write_text('import sys\nsys.exit("it is broken")\n')
    (tree.root / BOOK).write_bytes(tree.read(BOOK).replace(b'"price": "7"', b'"price": "8"', 1))
    git(tree.root, "commit", "--quiet", "--all", "--message", "A broken reader")
    ran = corrected(run)
    assert (ran.code, ran.out) == (2, "")
    assert "it is broken" in ran.err


def test_the_reader_of_then_is_found_in_a_folder_of_any_name(
    tree: Checkout, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a colon in a path of PYTHONPATH today's reader was asked, and agreed with itself."""
    monkeypatch.chdir(tree.root.rename(tree.root.with_name("co:lon")))
    assert corrected(run).code == 1


def test_a_shallow_clone_has_forgotten_the_reader_of_then(tree: Checkout, run: Run) -> None:
    head = git(tree.root, "rev-parse", "HEAD")
    (tree.root / ".git/shallow").write_text(head)
    ran = corrected(run)
    assert (ran.code, ran.out) == (2, "")
    assert "the repository is a shallow clone" in ran.err


def test_the_check_of_the_committed_book_names_the_command(
    tree: Checkout, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert committed_book.main(["--root", str(tree.root)]) == 1
    assert (
        "the reader reads an accepted page otherwise than when the book was made, and no "
        "correction says so. Record what was misread: tiia-pricing propose PAGE --correct WHY"
    ) in capsys.readouterr().err
    corrected(run)
    assert committed_book.main(["--root", str(tree.root)]) == 0
    assert f"tiia-pricing.md: corrected 2026-11-27, {WHY}" in capsys.readouterr().out
