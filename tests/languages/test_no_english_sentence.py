"""Nothing that a command prints for a Chinese reader is an English sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from frozen import PAGE
from tiia_pricing.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
RECEIPT = ROOT / "docs/conformance/receipts/reference.json"
# Three words of letters in a row: a name, an id, a path or an option has fewer.
SENTENCE = re.compile(r"[A-Za-z][a-z']+,? [a-z']{2,},? [a-z']{2,}")
# What is English in any language, each for its reason.
KEPT = {
    r"^用法：.*(\n +\S.*)*": "what is typed",
    r"tiia-pricing( \S+)+": "a command",
    r"make \w+(、make \w+)*( 和 make \w+)?": "a command",
    r"--[a-z-]+( [A-Z]+)?": "an option",
    r"^应为：[a-z]+(, [a-z]+)+$": "the names that may be typed",
    r"(?<=：)(Object|JSON|Expected) .*": "the words of msgspec, which reads JSON",
    r"(?<=：)cannot change to .*": "the words of git",
    r"https?://\S+|/\S+": "an address or a path",
}
USAGE = "date,interface,calls\n2023-05,商品识别,1000000\n2023-05,车辆识别（增强版）,1050000\n"
PACKS = "purchased_on,interface,calls\n2023-05-01,车辆识别（增强版）,100000\n"
FORECAST = "month,interface,calls\n2026-12,商品识别,100000\n"
RATED = "account,interface,date,calls\nA,商品识别,2023-05,1000\n"
EDITS: dict[str, tuple[str, str]] = {
    "dearer.md": ("2.5元/千次", "2.6元/千次"),
    "held.md": ("2.5元/千次", "30元/千次"),
    "bad.md": ("2.5元/千次", "许多"),
    "announced.md": ("## ", "自2027年1月1日起，商品识别的价格有所上调。\n\n## "),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the runs name."""
    page = PAGE.decode()
    files = {"page.md": page, "login.html": "<title>登录</title><p>请先登录</p>", "book.json": "{}"}
    files |= {name: page.replace(*edit, 1) for name, edit in EDITS.items()}
    files |= {"usage.csv": USAGE, "packs.csv": PACKS, "forecast.csv": FORECAST, "rated.csv": RATED}
    files |= {"bad.csv": "date,interface,calls\n2023-05,商品识,-1\n2023-13,商品识别,x\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


RUNS: Sequence[str] = (
    *("", "nothing", "--lang", "scrape page.md", "scrape bad.md", "scrape none.md"),
    *("scrape login.html", "scrape announced.md", "scrape ftp://x/y", "scrape git:x"),
    "quote 商品识别=1000000 --month 2023-05",
    "quote 车辆识别（增强版）=1050000 --month 2023-05 --pack 10万次@2023-05-01",
    "quote 商品识别=1 --month 2023-05 --reading tier-basis=none",
    "quote 商品识别=1 --month 2019-01",
    "quote 商品识=1 --month 2023-05",
    "quote 商品识别=1000 --month 2023-05 --book book.json",
    "quote 商品识别=1 --month 2023-05 --known-on soon",
    "bill usage.csv --packs packs.csv",
    "bill usage.csv --activated 2023-05-03",
    "bill bad.csv",
    "bill none.csv",
    "bill usage.csv --format xlsx",
    "plan forecast.csv --packs packs.csv",
    "plan bad.csv",
    "template usage --format xlsx",
    "reconcile usage.csv usage.csv",
    "rate rated.csv --out bills.parquet --rejects rejects.csv",
    "rate bad.csv --out bills.parquet",
    "diff page.md dearer.md",
    "diff page.md announced.md --format markdown",
    "diff page.md held.md --format github",
    "diff page.md dearer.md --usage usage.csv --packs packs.csv --reading tier-basis=gross",
    "diff page.md book.json",
    "diff page.md page.md --alarm 5",
    "history page.md",
    "history git:none//page.md",
    "propose page.md",
    "conformance",
    f"conformance verify {RECEIPT}",
    "conformance verify book.json",
    "conformance --implementation no-such-program",
    "conformance --implementation false",
)
WATCHED: Sequence[Sequence[str]] = (
    ("page.md", "dearer.md", "announced.md", "page.md"),
    ("page.md", "held.md", "bad.md", "none.md", "login.html"),
)


def said(capsys: pytest.CaptureFixture[str], run: str) -> str:
    """Everything that a command prints for people."""
    with suppress(SystemExit):
        main([*run.split(), "--lang", "zh"])
    out, err = capsys.readouterr()
    return out + err


def english(text: str) -> list[str]:
    """The lines of a text in which an English sentence is left."""
    for kept in KEPT:
        text = re.sub(kept, "", text, flags=re.M)
    return [line for line in text.splitlines() if SENTENCE.search(line)]


@pytest.mark.parametrize("run", RUNS)
def test_a_run_says_no_english_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], run: str
) -> None:
    text = said(capsys, run)
    assert text
    assert english(text) == []


@pytest.mark.parametrize("pages", WATCHED, ids=len)
@pytest.mark.parametrize("form", ["text", "markdown", "github"])
def test_checks_in_turn_say_no_english_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], pages: Sequence[str], form: str
) -> None:
    for page in pages:
        (folder / "watched.md").unlink(missing_ok=True)
        if (folder / page).exists():
            (folder / "watched.md").write_bytes((folder / page).read_bytes())
        text = said(capsys, f"watch watched.md --archive archive --format {form}")
        assert english(text) == [], page


def test_a_broken_archive_is_told_in_chinese(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "watch page.md --archive archive")
    log = folder / "archive/checks.jsonl"
    for broken in (b"{}\n", log.read_bytes() * 2, b""):
        log.write_bytes(broken)
        text = said(capsys, "watch page.md --archive archive")
        assert "存档" in text
        assert english(text) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: str(one.__name__))
def test_no_help_has_an_english_sentence(
    command: ModuleType, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = str(command.__name__).rpartition(".")[2]
    name = "template" if module == "templates" else module
    text = said(capsys, f"{name} --help")
    assert "选项" in text
    assert english(text) == []


def test_an_english_sentence_is_found() -> None:
    assert english("错误：it cannot be read") == ["错误：it cannot be read"]
    assert english("先作更正：tiia-pricing propose PAGE --correct WHY") == []
