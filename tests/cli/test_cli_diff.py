"""``tiia-pricing diff``: sources, formats and exit codes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

import frozen
from support.books import scanner
from support.diffs import CHEAPER, DEARER, FORMATS, REWORDED, Capture, run
from tiia_pricebook import dumps, loads
from tiia_pricing.cli import main

LOGIN = "<html><body><h1>登录</h1></body></html>"
HOSTILE = "猫|<img src=x>@all #1 `x` *b* http://a.b"


def test_a_price_in_text(capsys: Capture, new: Path) -> None:
    new.write_text(DEARER, "utf-8")
    code, out, err = run(capsys, frozen.PATH, new)
    assert (code, err) == (1, "")
    assert out == (
        "breaking  price-increased  商品识别, tier from 0 calls: 2.5 → 2.6 yuan\n"
        "          costs: 商品识别, 1,000,000 calls a month: "
        "2,497.50 → 2,597.40 yuan (+99.90, +4.0 %)\n"
        "          costs: 商品识别, 110,000 calls a month: 272.50 → 283.40 yuan (+10.90, +4.0 %)\n"
        "          costs: 商品识别, 100,000 calls a month: 247.50 → 257.40 yuan (+9.90, +4.0 %)\n"
        "          costs: and 2 more\n"
    )


def test_a_price_in_json(capsys: Capture, new: Path) -> None:
    new.write_text(DEARER, "utf-8")
    code, out, err = run(capsys, frozen.PATH, new, "--format", "json")
    told = json.loads(out)
    (change,) = told["changes"]
    assert (code, err) == (1, "")
    assert re.fullmatch("[0-9a-f]{12,}", change.pop("fingerprint"))
    impact = change.pop("impact")
    assert impact[0] == {
        "interface": "商品识别",
        "beside": [],
        "of": "bill",
        "calls": 1_000_000,
        "pack": None,
        "old": "2497.50",
        "new": "2597.40",
        "difference": "99.90",
        "percent": "4.0",
    }
    assert [effect["calls"] for effect in impact] == [1_000_000, 110_000, 100_000, 11_000, 10_000]
    assert told["together"] == {"impact": impact, "month": "2022-11"}
    assert change == {
        "id": "price-increased",
        "level": "breaking",
        "key": {"interfaces": ["商品识别"], "from_calls": 0},
        "old": "2.5",
        "new": "2.6",
        "consequences": [],
        "month": "2022-11",
    }


def test_a_price_in_markdown(capsys: Capture, new: Path) -> None:
    new.write_text(DEARER, "utf-8")
    head, line, row = run(capsys, frozen.PATH, new, "--format", "markdown")[1].splitlines()
    assert head.count("|") == line.count("|") == row.count("|")
    assert row.startswith("| breaking | price-increased | 商品识别, tier from 0 calls | 2.5 | 2.6")
    assert head.endswith("| what follows | costs |")
    assert (
        "| 商品识别, 1,000,000 calls a month: 2,497.50 → 2,597.40 yuan (+99.90, +4.0 %)<br>" in row
    )


@pytest.mark.parametrize(
    ("page", "command"),
    [
        (DEARER, "::error title=price-increased::"),
        (CHEAPER, "::warning title=pack-price-decreased::"),
        (REWORDED, "::notice title=clause-changed::"),
    ],
)
def test_an_annotation_for_each_level(capsys: Capture, new: Path, page: str, command: str) -> None:
    new.write_text(page, "utf-8")
    code, out, _ = run(capsys, frozen.PATH, new, "--format", "github")
    assert code == 1
    assert out.startswith(command)
    assert out.count("\n") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_no_change_is_said(capsys: Capture, format: str) -> None:
    code, out, err = run(capsys, frozen.PATH, frozen.PATH, "--format", format)
    assert (code, err) == (0, "")
    assert '"changes": []' in out if format == "json" else "no changes" in out.lower()
    assert "::error" not in out


@pytest.mark.parametrize(
    ("page", "codes"), [(DEARER, (1, 1, 1)), (CHEAPER, (1, 1, 0)), (REWORDED, (1, 0, 0))]
)
def test_fail_on_is_the_least_level_that_fails(
    capsys: Capture, new: Path, page: str, codes: tuple[int, ...]
) -> None:
    new.write_text(page, "utf-8")
    assert run(capsys, frozen.PATH, new)[0] == 1
    for level, code in zip(("info", "notable", "breaking"), codes, strict=True):
        found, out, _ = run(capsys, frozen.PATH, new, "--fail-on", level)
        assert found == code
        assert "no changes" not in out


def test_books_and_pages_go_together(capsys: Capture, tmp_path: Path, new: Path) -> None:
    book = tmp_path / "book.json"
    assert main(["scrape", str(frozen.PATH), "--format", "json", "-o", str(book)]) == 0
    assert run(capsys, book, frozen.PATH)[:2] == (0, "no changes\n")
    unnamed = tmp_path / "book"
    unnamed.write_bytes(b"\n " + book.read_bytes())
    new.write_text(DEARER, "utf-8")
    assert run(capsys, unnamed, new)[:2] == run(capsys, frozen.PATH, new)[:2]


def test_standard_input_is_one_of_the_two(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DEARER.encode())))
    assert run(capsys, frozen.PATH, "-")[0] == 1


class Failed(NamedTuple):
    """A source that cannot be read: its name, what is in it, and what is said of it."""

    name: str
    text: str | None
    code: int
    id: str


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("side", ["old", "new"])
@pytest.mark.parametrize(
    "failed",
    [
        Failed("missing.md", None, 101, "source-unreachable"),
        Failed("missing.json", None, 101, "source-unreachable"),
        Failed("empty.md", "", 102, "page-empty"),
        Failed("login.html", LOGIN, 102, "no-price"),
        Failed("book.json", "[]", 104, "book-schema"),
        Failed("book.json", "not a book", 104, "book-not-json"),
        Failed("book.json", "", 104, "book-not-json"),
        Failed("book", "{}", 104, "book-schema"),
    ],
)
def test_a_failed_read_is_no_difference(
    capsys: Capture, tmp_path: Path, failed: Failed, side: str, format: str
) -> None:
    path = tmp_path / failed.name
    if failed.text is not None:
        path.write_text(failed.text, "utf-8")
    sources = (path, frozen.PATH) if side == "old" else (frozen.PATH, path)
    code, out, err = run(capsys, *sources, "--format", format)
    assert (code, out) == (failed.code, "")
    assert failed.name in err
    if format == "json":
        error = json.loads(err)
        assert (error["exit_code"], error["error"]) == (failed.code, failed.id)


def test_an_invalid_book_names_its_rule(capsys: Capture, tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    book.write_bytes(dumps(scanner()).replace(b'"from_calls": 101', b'"from_calls": 0'))
    code, out, err = run(capsys, frozen.PATH, book, "--format", "json")
    assert (code, out) == (104, "")
    assert json.loads(err)["error"] == "tiers-rise"


@pytest.mark.parametrize(
    "words",
    [
        (),
        (frozen.PATH,),
        (frozen.PATH, frozen.PATH, frozen.PATH),
        (frozen.PATH, frozen.PATH, "--format", "csv"),
        (frozen.PATH, frozen.PATH, "--fail-on", "never"),
        ("-", "-"),
        (frozen.PATH, "ftp://example.com/page.md"),
    ],
)
def test_usage(capsys: Capture, words: tuple[object, ...]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


def hostile(tmp_path: Path, name: str) -> Path:
    """A book with an interface of that name beside its own."""
    book = json.loads(dumps(scanner()))
    book["interfaces"].append(book["interfaces"][0] | {"name": name, "action": None})
    path = tmp_path / "hostile.json"
    path.write_text(json.dumps(book), "utf-8")
    assert loads(path.read_bytes())
    return path


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.json"
    path.write_bytes(dumps(scanner()))
    return path


def test_names_are_only_shown_in_markdown(capsys: Capture, tmp_path: Path, ours: Path) -> None:
    out = run(capsys, ours, hostile(tmp_path, HOSTILE), "--format", "markdown")[1]
    head, _, row = out.splitlines()
    assert row.count("|") == head.count("|")
    assert not re.search(r"<img|@all|[^&]#1|`|\*|http://", row)
    assert "猫" in row


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_names_give_no_second_command(
    capsys: Capture, tmp_path: Path, ours: Path, break_: str
) -> None:
    path = hostile(tmp_path, f"猫{break_}::error title=x::y 100%0A")
    out = run(capsys, ours, path, "--format", "github")[1]
    assert len(out.splitlines()) == 1
    assert out.startswith("::warning title=interface-added::猫")
    assert "%0A" not in out.replace("%250A", "")


@pytest.mark.parametrize("format", ["text", "markdown", "github"])
def test_names_command_no_terminal(
    capsys: Capture, tmp_path: Path, ours: Path, format: str
) -> None:
    path = hostile(tmp_path, "猫\x1b[31m\u202e\x07")
    out = run(capsys, ours, path, "--format", format)[1]
    assert not re.search("[\x1b\x07\u202e]", out)
    assert "猫" in out


def test_help_shows_an_example_and_the_exit_codes(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["diff", "--help"])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "example:\n  tiia-pricing diff" in out
    assert out.endswith("\nexit codes and languages: tiia-pricing --help\n")
