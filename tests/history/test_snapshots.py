"""The folder of accepted pages: its index, what is refused, and the book that it gives."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import frozen
from support.compiled_folder import compile_folder
from tiia_pricebook import PriceBook, committed
from tiia_pricebook.editions.knowledge import known_on
from tiia_pricebook.errors import InputError
from tiia_pricing.history.snapshot_folder import load_index, read_folder

DEARER = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1).encode()
FIRST: dict[str, Any] = {"first_seen": "2026-11-23", "accepted": "2026-11-23", "from": None}
SECOND: dict[str, Any] = {
    "first_seen": "2026-12-24",
    "accepted": "2026-12-25",
    "from": "2026-12-24",
    "dated": "seen",
    "not_before": "2026-12-20",
}


def entry(file: str, data: bytes, **words: Any) -> dict[str, Any]:
    own = {"file": file, "sha256": hashlib.sha256(data).hexdigest(), "source": "a web server"}
    return {"dated": "stated", "evidence": "", "not_before": None, **own, **words}


def folder(path: Path, *pages: tuple[bytes, dict[str, Any]], **more: Any) -> Path:
    entries = []
    for number, (data, words) in enumerate(pages, start=1):
        (path / f"{number}.md").write_bytes(data)
        entries.append(entry(f"{number}.md", data, **words))
    index = {"older": None, "pages": entries, "corrections": [], **more}
    (path / "index.json").write_text(json.dumps(index), "utf-8")
    return path


def prices(book: PriceBook, name: str) -> list[tuple[str, dt.date | None, dt.date | None]]:
    own = [table for table in book.pay_as_you_go if table.interface == name]
    return [(str(table.tiers[0].price), table.from_, table.to) for table in own]


def test_each_page_speaks_from_its_day_on(tmp_path: Path) -> None:
    book = compile_folder(folder(tmp_path, (frozen.PAGE, FIRST), (DEARER, SECOND)))
    day = dt.date(2026, 12, 24)
    assert prices(book, "商品识别") == [("2.5", None, day), ("2.6", day, None)]
    assert prices(book, "车辆识别") == [("3", None, None)]
    [seen] = book.only_seen
    assert (seen.day, seen.not_before) == (day, dt.date(2026, 12, 20))
    assert seen.interfaces == ("商品识别",)


def test_a_source_names_its_page_unless_it_is_the_last_one(tmp_path: Path) -> None:
    book = compile_folder(folder(tmp_path, (frozen.PAGE, FIRST), (DEARER, SECOND)))
    old, new = [table for table in book.pay_as_you_go if table.interface == "商品识别"]
    assert (old.tiers[0].source.page, new.tiers[0].source.page or None) == ("1.md", None)
    assert committed(book).count(b'"page": "2.md"') > 0


def test_before_its_acceptance_a_page_is_not_known(tmp_path: Path) -> None:
    first = folder(tmp_path, (frozen.PAGE, FIRST))
    alone = compile_folder(first)
    both = compile_folder(folder(tmp_path, (frozen.PAGE, FIRST), (DEARER, SECOND)))
    assert known_on(both, dt.date(2026, 12, 24)) == alone
    assert known_on(both, dt.date(2026, 12, 25)) == both
    with pytest.raises(InputError, match="knew nothing on 2026-11-22") as error:
        known_on(both, dt.date(2026, 11, 22))
    assert error.value.expected == "a day from 2026-11-23 on"


def test_what_reads_the_same_is_known_once(tmp_path: Path) -> None:
    again = frozen.PAGE + b"\n"
    book = compile_folder(folder(tmp_path, (frozen.PAGE, FIRST), (again, SECOND)))
    assert book.superseded == ()
    assert {table.known_since for table in book.pay_as_you_go} == {dt.date(2026, 11, 23)}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda index: index.update(pages=[]), "it lists no page"),
        (lambda index: index["pages"][1].update({"from": None}), "2.md has no first day"),
        (lambda index: index["pages"][1].update(accepted="2026-11-01"), "before the page above"),
        (lambda index: index["pages"][1].update(file="../2.md"), "not a plain file name"),
        (lambda index: index["pages"][1].update(file="1.md"), "one file twice"),
        (lambda index: index["pages"][1].update(sha256="0" * 64), "its sha256 is"),
        (lambda index: index["pages"][1].update(file="3.md"), "cannot read it"),
        (lambda index: index["pages"][1].update(dated="guessed"), "not one of the values allowed"),
        (lambda index: index.update(more=1), "unknown key"),
    ],
)
def test_an_index_that_cannot_be_is_refused(tmp_path: Path, change: Any, says: str) -> None:
    folder(tmp_path, (frozen.PAGE, FIRST), (DEARER, SECOND))
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    change(index)
    (tmp_path / "index.json").write_text(json.dumps(index), "utf-8")
    with pytest.raises(InputError, match=says) as error:
        read_folder(tmp_path)
    assert error.value.id == "snapshots-unreadable"


def test_no_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read it"):
        load_index(tmp_path)
