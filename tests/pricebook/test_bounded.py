"""Inputs without an end, and long, wide and deep ones: refused before they cost much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import frozen
from tiia_pricebook.bounded_reading import read_bounded, read_up_to
from tiia_pricing.cli import main
from tiia_pricing.conformance.receipts.verify import ReceiptRefused, load

ENDLESS = Path("/dev/zero")
PAGE = str(frozen.PATH)
USAGE = "date,interface,calls\n2023-05-01,商品识别,5\n"

pytestmark = pytest.mark.skipif(not ENDLESS.exists(), reason="has no device without an end")


def test_a_file_is_read_to_its_limit_and_one_byte_on(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_bounded(file, 5) == read_up_to(file, 5) == read_up_to(file, 6) == b"12345"
    assert read_up_to(file, 3) == b"1234"
    with pytest.raises(OSError, match="more than 4 bytes"):
        read_bounded(file, 4)
    with pytest.raises(OSError, match="more than 1000 bytes"):
        read_bounded(ENDLESS, 1000)


@pytest.mark.parametrize(
    ("words", "code", "id"),
    [
        ("bill ENDLESS", 2, "file-unreadable"),
        ("bill USAGE --packs ENDLESS", 2, "file-unreadable"),
        ("bill USAGE --book ENDLESS", 104, "book-too-large"),
        ("quote 商品识别=1 --month 2023-05 --book ENDLESS", 104, "book-too-large"),
        ("scrape ENDLESS", 102, "page-too-large"),
        ("diff ENDLESS PAGE", 102, "page-too-large"),
        ("diff PAGE PAGE --acknowledged ENDLESS", 2, "file-unreadable"),
    ],
)
def test_every_input_has_a_limit(
    words: str, code: int, id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = tmp_path / "usage.csv"
    usage.write_text(USAGE, "utf-8")
    names = {"ENDLESS": str(ENDLESS), "USAGE": str(usage), "PAGE": PAGE}
    given = [names.get(word, word) for word in words.split()]

    assert main([*given, "--format", "json"]) == code
    assert json.loads(capsys.readouterr().err)["error"] == id


def test_a_receipt_has_a_limit() -> None:
    with pytest.raises(ReceiptRefused) as refused:
        load(ENDLESS)
    assert refused.value.id == "receipt-too-large"


@pytest.mark.parametrize(
    ("body", "id"),
    [
        ("x," * 2_000_000, "columns-too-many"),
        (f"{USAGE}2023-05-01,{'a' * 8_000_000},1\n", "file-not-csv"),
        (f"{USAGE}2023-05-01,a,{'9' * 100_000}\n", "calls-too-large"),
        (f"{USAGE}{'x,' * 2_000_000}\n", "row-width"),
    ],
    ids=["columns", "field", "number", "row"],
)
def test_a_wide_file_and_a_long_field_are_refused(
    body: str, id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = tmp_path / "usage.csv"
    usage.write_text(body, "utf-8")

    assert main(["bill", str(usage), "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().err)["error"] == id


def test_a_key_of_many_parts_is_refused_before_it_is_taken_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "acknowledged.toml"
    file.write_text("a." * 50_000 + "b = 1\n", "utf-8")

    assert main(["diff", PAGE, PAGE, "--acknowledged", str(file), "--format", "json"]) == 2
    error = json.loads(capsys.readouterr().err)
    assert error["error"] == "acknowledgements-not-toml"
    assert "a line of more than 1000 characters" in error["message"]
