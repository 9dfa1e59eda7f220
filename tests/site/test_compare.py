"""The committed book, here the frozen one, is compared with what a page reads as."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import frozen
from tiia_pricing.pricebook import PriceBook, dumps
from tiia_pricing.publishing.compare import main


def written(folder: Path, book: PriceBook) -> str:
    path = folder / "read.json"
    path.write_bytes(dumps(book))
    return str(path)


def test_an_equal_reading_is_summed_up(
    tmp_path: Path, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    with frozen.shipped():
        assert main([written(tmp_path, book)]) == 0
    printed = capsys.readouterr().out
    assert "9 interfaces, 36 tier prices, 7 packs" in printed
    assert "  bound-note-contradicts-range (table 2, row 0, column 1): " in printed


def test_a_reading_that_differs_in_provenance_alone_is_a_difference(
    tmp_path: Path, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    snapshot = msgspec.structs.replace(book.snapshot, sha256="0" * 64)
    other = msgspec.structs.replace(book, snapshot=snapshot)
    assert other == book
    with frozen.shipped():
        assert main([written(tmp_path, other)]) == 1
    assert "the page now reads differently" in capsys.readouterr().err


def test_a_book_that_is_none_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "read.json"
    path.write_text("{}")
    assert main([str(path)]) == 104
    assert capsys.readouterr().out == ""
