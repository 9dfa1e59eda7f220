"""``tiia-pricing propose``, from an edited page to a green suite; and all that it refuses."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiia_pricing.proposing.rehearsal import FEATURES, Outcome, rehearse

from tiia_pricing.cli import main
from tiia_pricing.errors import PageUnreadable
from tiia_pricing.pricebook import loads
from tiia_pricing.proposing import Checkout, propose

from .trees import PAGE, ROOT, SNAPSHOT, edited, git

BOOK = "src/tiia_pricing/pricebook.json"
PRICE_CHANGES = "src/tiia_pricing/pricechanges.json"
FORM = "tests/kit/test_form.py"
DEARER = edited(("2.5元/千次", "2.6元/千次"))
DEARER_TIER = edited(("7.5元/千次", "7.6元/千次"))
TENFOLD = edited(("6元/千次</td></tr>", "60元/千次</td></tr>"))
Capture = pytest.CaptureFixture[str]
Run = Callable[..., tuple[int, str, str]]

# What 商品识别 comes to at 2.6 yuan per thousand, worked out by hand, by its arithmetic.
BY_HAND = {
    "200 x 2.6 / 1,000": "0.52",
    "400 x 2.6 / 1,000": "1.04",
    "500 x 2.6 / 1,000": "1.30",
    "1,000 x 2.6 / 1,000": "2.60",
    "1,400 x 2.6 / 1,000": "3.64",
    "1,500 x 2.6 / 1,000": "3.90",
    "1,600 x 2.6 / 1,000": "4.16",
    "2,000 x 2.6 / 1,000": "5.20",
    "3,000 x 2.6 / 1,000": "7.80",
    "4,000 x 2.6 / 1,000": "10.40",
    "10,000 x 2.6 / 1,000": "26.00",
    "10,600 x 2.6 / 1,000": "27.56",
    "(998,999 x 2.6 / 1,000, rounded half up)": "2,597.40",  # 2,597.3974
    "999,000 x 2.6 / 1,000": "2,597.40",
    "999,200 x 2.6 / 1,000": "2,597.92",
    "999,500 x 2.6 / 1,000": "2,598.70",
    "(999,999 x 2.6 / 1,000, rounded half up)": "2,600.00",  # 2,599.9974
    "1,000,000 x 2.6 / 1,000": "2,600.00",
    "500 x 2.6 / 1,000 + 500 x 2.6 / 1,000": "2.60",
    "1,500 x 2.6 / 1,000 + 500 x 2.6 / 1,000": "5.20",
    "400 x 2.6 / 1,000 + 400 x 2.6 / 1,000 + 400 x 2.6 / 1,000": "3.12",
    "990,000 x 2.5 / 1,000 + 999,000 x 2.6 / 1,000": "5,072.40",  # 2020 as it was: 2,475.00
    # 1.04 + 3.50 + 0.30 + 15.00 + 14.00 + 1.00
    "400 x 2.6 / 1,000 + 1,000 x 3.5 / 1,000 + 100 x 3 / 1,000 + 200 x 75 / 1,000 "
    "+ 2,000 x 7 / 1,000 + 500 x 2 / 1,000": "34.84",
    # 2.60 + 3.50 + 3.00 + 75.00 + 7.00 + 20.00
    "1,000 x 2.6 / 1,000 + 1,000 x 3.5 / 1,000 + 1,000 x 3 / 1,000 + 1,000 x 75 / 1,000 "
    "+ 1,000 x 7 / 1,000 + 1,000 x 20 / 1,000": "111.10",
}


@pytest.fixture
def run(tree: Checkout, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Run:
    """Run the command in the checkout: exit code, standard output, standard error."""
    monkeypatch.chdir(tree.root)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["propose", *words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def features_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenarios alone: the other tests of the project take three times as long."""
    monkeypatch.setattr("tiia_pricing.proposing.rehearsal.SUITE", (FEATURES,))


@pytest.fixture
def one_quick_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """As good as none, where the list of amounts is not the point."""
    quick = ("tests/kit/test_tables.py",)
    monkeypatch.setattr("tiia_pricing.proposing.rehearsal.SUITE", quick)


def new(tree: Checkout, page: bytes) -> str:
    """A page in the tree that nobody committed."""
    (tree.root / "new.md").write_bytes(page)
    return "new.md"


def changed(tree: Checkout) -> list[str]:
    lines = git(tree.root, "status", "--porcelain").splitlines()
    return [line[3:] for line in lines if line != "?? new.md"]


def type_in(root: Path, place: dict[str, Any], text: str) -> None:
    """Type ``text`` over what stands in a cell, or in a sentence, as a person would."""
    path = root / place["file"]
    lines = path.read_text("utf-8").split("\n")
    index = place["line"] - 1
    if lines[index].lstrip().startswith("|"):
        lines[index] = in_cell(lines, index, place, text)
    elif place["column"] in ("low", "high"):
        before = {"low": "from ", "high": " to "}[place["column"]]
        lines[index] = lines[index].replace(before + place["stands"], before + text, 1)
    else:
        lines[index] = lines[index].replace(place["stands"], text, 1)
    path.write_text("\n".join(lines), "utf-8")


def in_cell(lines: list[str], index: int, place: dict[str, Any], text: str) -> str:
    head = index
    while lines[head - 1].lstrip().startswith("|"):
        head -= 1
    columns = [cell.strip() for cell in lines[head].split("|")]
    cells = lines[index].split("|")
    column = columns.index(place["column"])
    assert cells[column].strip() == place["stands"]
    cells[column] = f" {text} "
    return "|".join(cells)


def test_one_price_from_the_page_to_a_green_suite(tree: Checkout, run: Run) -> None:
    code, out, err = run(new(tree, DEARER), "--date", "2026-11-25", "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert err == "running the scenarios, and the other tests that quote the page ...\n"
    assert [change["id"] for change in told["changes"]] == ["price-increased"]
    assert told["written"]
    assert sorted(told["files"]) == changed(tree)
    assert changed(tree) == [
        "features/free-quota.feature",
        "features/recognition-pay-as-you-go.feature",
        "features/settlement.feature",
        SNAPSHOT,
        BOOK,
        PRICE_CHANGES,
    ]
    assert tree.read(SNAPSHOT) == DEARER
    assert loads(tree.read(BOOK)).snapshot.source == SNAPSHOT
    (entry,) = json.loads(tree.read(PRICE_CHANGES))
    assert (entry["date"], entry["changes"]) == ("2026-11-25", told["changes"])
    for file in ("docs/reference/commands.md", "docs/zh/reference/commands.md"):
        assert any(f"[{file}]" in doubt["file"] for doubt in told["doubts"])

    assert len(told["amounts"]) == 93
    assert {one["arithmetic"] for one in told["amounts"]} == BY_HAND.keys()
    for one in told["amounts"]:
        type_in(tree.root, one, BY_HAND[one["arithmetic"]])
    left = rehearse(tree.root, (FEATURES, FORM))
    assert left.scenarios == ()
    assert [other.test.partition("::")[2] for other in left.others] == [
        "test_amounts_are_what_their_arithmetic_gives"
    ]
    for one in told["stale"]:
        type_in(tree.root, one, one["stands"].replace(one["old"], one["new"]))
    assert rehearse(tree.root, (FEATURES, FORM)) == Outcome()

    (tree.root / "red.json").unlink()
    git(tree.root, "commit", "--quiet", "--all", "--message", "A price")
    assert run("new.md")[:2] == (
        0,
        "nothing to propose: the page says what the price book says\n",
    )


@pytest.mark.usefixtures("features_only")
def test_a_dry_run_shows_the_patch_and_writes_nothing(tree: Checkout, run: Run) -> None:
    code, out, _ = run(new(tree, DEARER_TIER), "--dry-run")
    assert code == 1
    assert changed(tree) == []
    lines = out.splitlines()
    assert "-      <td>7.5元/千次</td>" in lines
    assert "+      <td>7.6元/千次</td>" in lines
    assert "+++ b/features/processing.feature" in lines
    assert "4 files to be written:" in lines
    assert not out.endswith("commit.\n")
    # 1,000,001 x 7.6 / 1,000 = 7,600.0076 and 2,999,999 x 7.6 / 1,000 = 22,799.9924
    for computed in ("7,600.00", "7,600.01", "22,799.99"):
        assert computed not in out


@pytest.mark.usefixtures("features_only")
def test_the_documentation_shows_what_is_printed(tree: Checkout, run: Run) -> None:
    code, out, _ = run(new(tree, DEARER_TIER))
    assert code == 1
    for page in ("docs/reference/commands.md", "docs/zh/reference/commands.md"):
        text = (ROOT / page).read_text("utf-8")
        (shown,) = re.findall(r"^\$ tiia-pricing propose dearer\.md\n(.*?)^```$", text, re.M | re.S)
        assert out.startswith(shown)
    assert out.endswith("review with git diff, and commit.\n")


@pytest.mark.usefixtures("features_only")
def test_an_interface_that_goes_leaves_its_scenarios_to_a_person(tree: Checkout, run: Run) -> None:
    rows = re.findall(r" *<tr ?> *\n *<td ?>智能裁剪</td>.*?</tr>\n", PAGE, re.DOTALL)
    assert len(rows) == 2
    page = edited(*((row, "") for row in rows))
    code, out, _ = run(new(tree, page), "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert told["changes"][0]["id"] == "interface-removed"
    assert told["amounts"] == []
    texts = [(doubt["file"], doubt["text"]) for doubt in told["doubts"]]
    assert len(texts) == 27
    assert (
        "features/processing.feature",
        "The API action names an interface of image processing as well: "
        "unknown-interface: unknown interface 'CropImage'",
    ) in texts


def test_an_implausible_change_is_held(tree: Checkout, run: Run) -> None:
    code, out, err = run(new(tree, TENFOLD), "--format", "json")
    error = json.loads(err)
    assert (code, out, error["error"], error["exit_code"]) == (103, "", "price-tenfold", 103)
    assert "图像清晰度增强" in error["message"]
    assert changed(tree) == []


@pytest.mark.usefixtures("one_quick_test")
def test_an_implausible_change_is_written_once_it_is_accepted(tree: Checkout, run: Run) -> None:
    assert run(new(tree, TENFOLD), "--accept")[0] == 1
    assert tree.read(SNAPSHOT) == TENFOLD
    assert SNAPSHOT in changed(tree)


def test_the_same_page_and_another_layout_are_nothing_to_propose(tree: Checkout, run: Run) -> None:
    for page in (PAGE.encode(), PAGE.replace("<td >", "<td>").encode()):
        code, out, err = run(new(tree, page))
        assert (code, err) == (0, "")
        assert out == "nothing to propose: the page says what the price book says\n"
    assert changed(tree) == []


def test_nothing_to_propose_in_json(tree: Checkout, run: Run) -> None:
    code, out, _ = run(SNAPSHOT, "--format", "json")
    assert (code, json.loads(out)) == (0, {"written": False, "changes": []})


@pytest.mark.parametrize(
    ("page", "code", "id"),
    [(b"", 102, "page-empty"), (b"# 404", 102, "no-price"), (None, 101, "source-unreachable")],
)
def test_a_page_that_cannot_be_read_is_refused(
    tree: Checkout, run: Run, page: bytes | None, code: int, id: str
) -> None:
    name = "missing.md" if page is None else new(tree, page)
    found, out, err = run(name, "--format", "json")
    assert (found, out, json.loads(err)["error"]) == (code, "", id)
    assert name in err
    assert changed(tree) == []


def test_an_invalid_book_is_refused(tree: Checkout, run: Run) -> None:
    book = tree.read(BOOK).replace(b'"from_calls": 1000000,', b'"from_calls": 0,')
    (tree.root / BOOK).write_bytes(book)
    git(tree.root, "commit", "--quiet", "--all", "--message", "A broken book")
    code, out, err = run(new(tree, DEARER))
    assert (code, out) == (104, "")
    assert "tiers-rise" in err
    assert changed(tree) == []


def test_a_dirty_tree_is_refused(tree: Checkout, run: Run) -> None:
    (tree.root / "README.md").write_text("changed")
    code, out, err = run(new(tree, DEARER), "--dry-run")
    assert (code, out) == (2, "")
    assert "not committed: README.md" in err
    assert changed(tree) == ["README.md"]


def test_outside_the_checkout_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["propose", "new.md"]) == 2
    assert "is no checkout of the project" in capsys.readouterr().err


@pytest.mark.usefixtures("one_quick_test")
def test_standard_input_is_a_page(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(edited(("730元", "740元")))))
    code, out, _ = run("-", "--dry-run")
    assert code == 1
    assert "pack-price-increased" in out


@pytest.mark.parametrize("words", [(), ("new.md", "--date", "tomorrow"), ("a.md", "b.md")])
def test_usage(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


def test_tests_that_break_off_are_an_error(
    tree: Checkout, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tiia_pricing.proposing.rehearsal.SUITE", ("--an-option-that-pytest-has-not",)
    )
    code, out, err = run(new(tree, DEARER))
    assert (code, out) == (2, "")
    assert "did not finish" in err
    assert changed(tree) == []


@pytest.mark.usefixtures("one_quick_test")
def test_a_page_that_needs_what_its_source_declared_is_refused(tree: Checkout) -> None:
    """As UTF-16 without a mark it reads as no page, though its source said what it is."""
    page = edited(("730元", "740元"))
    assert propose(tree, page, dt.date(2026, 11, 25), charset="utf-8") is not None
    page = page.decode().encode("utf-16-le")
    with pytest.raises(PageUnreadable) as refused:
        propose(tree, page, dt.date(2026, 11, 25), charset="utf-16le")
    assert refused.value.id == "charset-not-in-page"
