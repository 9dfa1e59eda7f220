"""All that ``propose`` refuses, and what it says where there is nothing to propose."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_pricing import proposing
from tiia_pricing.cli import main
from tiia_pricing.proposing import Checkout, Particulars

from .conftest import Run, new
from .trees import BOOK, PAGE, SNAPSHOTS, edited, git

DEARER = edited(("2.5元/千次", "2.6元/千次"))
TENFOLD = edited(("6元/千次</td></tr>", "60元/千次</td></tr>"))
NOTHING = "nothing to propose: the page says what the price book says\n"


def clean(tree: Checkout) -> bool:
    return git(tree.root, "status", "--porcelain") == ""


def test_an_implausible_change_is_held(tree: Checkout, run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, TENFOLD), "--format", "json")
    error = json.loads(ran.err)
    assert (ran.code, ran.out) == (103, "")
    assert (error["error"], error["exit_code"]) == ("price-tenfold", 103)
    assert "图像清晰度增强" in error["message"]
    assert clean(tree)


def test_an_implausible_change_is_written_once_it_is_accepted(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    assert run(new(tmp_path, TENFOLD), "--accept").code == 1
    assert tree.read(f"{SNAPSHOTS}/tiia-pricing-2026-11-27.md") == TENFOLD.encode()


@pytest.mark.parametrize("page", [PAGE, PAGE.replace("<td >", "<td>")])
def test_the_same_page_and_another_layout_are_nothing_to_propose(
    tree: Checkout, run: Run, tmp_path: Path, page: str
) -> None:
    ran = run(new(tmp_path, page))
    assert (ran.code, ran.out, ran.err) == (0, NOTHING, "")
    assert clean(tree)


def test_nothing_to_propose_in_json(run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, PAGE), "--format", "json")
    assert (ran.code, json.loads(ran.out)) == (0, {"written": False, "changes": []})


@pytest.mark.parametrize(
    ("page", "code", "id"),
    [(b"", 102, "page-empty"), (b"# 404", 102, "no-price"), (None, 101, "source-unreachable")],
)
def test_a_page_that_cannot_be_read_is_refused(
    tree: Checkout, run: Run, tmp_path: Path, page: bytes | None, code: int, id: str
) -> None:
    name = "missing.md" if page is None else new(tmp_path, page)
    ran = run(name, "--format", "json")
    assert (ran.code, ran.out, json.loads(ran.err)["error"]) == (code, "", id)
    assert name in ran.err
    assert clean(tree)


def test_an_invalid_book_is_refused(tree: Checkout, run: Run, tmp_path: Path) -> None:
    book = tree.read(BOOK).replace(b'"from_calls": 1000000,', b'"from_calls": 0,')
    (tree.root / BOOK).write_bytes(book)
    git(tree.root, "commit", "--quiet", "--all", "--message", "A broken book")
    ran = run(new(tmp_path, DEARER))
    assert (ran.code, ran.out) == (104, "")
    assert "tiers-rise" in ran.err
    assert clean(tree)


def test_a_book_that_is_not_that_of_its_pages_is_refused(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    (tree.root / BOOK).write_bytes(tree.read(BOOK).replace(b'"price": "2.5"', b'"price": "2.4"'))
    git(tree.root, "commit", "--quiet", "--all", "--message", "Another book")
    ran = run(new(tmp_path, DEARER))
    assert (ran.code, ran.out) == (2, "")
    assert "the accepted pages read otherwise than the committed price book says" in ran.err
    assert "--correct" in ran.err
    assert clean(tree)


def test_a_dirty_tree_is_refused(tree: Checkout, run: Run, tmp_path: Path) -> None:
    (tree.root / "README.md").write_text("changed")
    ran = run(new(tmp_path, DEARER), "--dry-run")
    assert (ran.code, ran.out) == (2, "")
    assert "not committed: README.md" in ran.err
    assert git(tree.root, "status", "--porcelain") == " M README.md\n"


def test_outside_a_checkout_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["propose", "new.md"]) == 2
    assert "is not a checkout of the project" in capsys.readouterr().err


def test_standard_input_is_a_page(
    tree: Checkout, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DEARER.encode())))
    ran = run("-", "--dry-run")
    assert ran.code == 1
    assert "price-increased" in ran.out
    assert clean(tree)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("new.md", "--effective", "tomorrow"),
        ("new.md", "--effective", "2026-11-31"),
        ("a", "b"),
    ],
)
def test_usage(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")


def test_a_page_that_needs_what_its_source_declared_is_refused(tree: Checkout) -> None:
    """As UTF-16 without a mark it reads as no page, though its source said what it is."""
    given = Particulars(source="the vendor", today=dt.date(2026, 11, 27), charset="utf-8")
    assert proposing.propose(tree, DEARER.encode(), given) is not None
    given = Particulars(source="the vendor", today=dt.date(2026, 11, 27), charset="utf-16le")
    with pytest.raises(PageUnreadable) as refused:
        proposing.propose(tree, DEARER.encode("utf-16-le"), given)
    assert refused.value.id == "charset-not-in-page"
