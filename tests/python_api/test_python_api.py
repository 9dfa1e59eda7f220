"""Books, comparisons and tables of results, as a program of Python takes them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import frozen
import tiia_pricing
from tiia_pricebook import PriceBook
from tiia_pricebook.errors import BookInvalid, InputError, PageUnreadable, SourceUnreachable
from tiia_pricing import (
    Statement,
    Usage,
    bill,
    compare,
    load_book,
    plan,
    reconcile,
    to_pandas,
    to_polars,
    to_rows,
)
from tiia_pricing.reconciliation import export_of

PRO = "车辆识别（增强版）"
USAGE = [Usage(dt.date(2023, 5, 31), PRO, 1_050_000), Usage(dt.date(2023, 5, 31), "商品识别", 500)]
ROWS = [
    {
        "month": "2023-05",
        "interface": "商品识别",
        "calls": 500,
        "free": 500,
        "pack": 0,
        "pay_as_you_go": 0,
        "unit_price": None,
        "per_calls": 1000,
        "amount": Decimal("0.00"),
    },
    {
        "month": "2023-05",
        "interface": PRO,
        "calls": 1_050_000,
        "free": 1_000,
        "pack": 0,
        "pay_as_you_go": 1_049_000,
        "unit_price": Decimal(45),
        "per_calls": 1000,
        "amount": Decimal("47205.00"),
    },
]
LAZY = ("planning", "reconciliation", "changes", "python_api", "watch", "billing.usage.usage_files")


@pytest.fixture(scope="module")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture(scope="module")
def statement(book: PriceBook) -> Statement:
    return bill(book, USAGE)


def test_a_bill_as_rows(statement: Statement) -> None:
    assert to_rows(statement) == ROWS


def test_a_plan_as_rows(book: PriceBook) -> None:
    """131,000 x 75 / 1,000 = 9,825.00; with 100,000 and three of 10,000 calls 9,265.00."""
    rows = to_rows(plan(book, [Usage(dt.date(2026, 1, 31), PRO, 132_000)]))
    first = {
        "on": "2026-01-01",
        "interface": PRO,
        "calls": 100_000,
        "price": Decimal(7000),
        "saves": Decimal("500.00"),
    }
    assert rows[0] == first
    assert {row["price"] for row in rows[1:]} <= {Decimal(730)}


def test_a_reconciliation_as_rows(book: PriceBook) -> None:
    text = (
        "产品名称,组件名称,组件用量,组件用量单位,优惠后总价,账单归属月\n"
        f"图像分析,{PRO},1049,千次,47205.01,2023-05\n"
    )
    (row,) = to_rows(reconcile(book, export_of(text.encode(), "bill.csv"), USAGE[:1]))
    assert (row["verdict"], row["billed"], row["difference"]) == (
        "differs",
        Decimal("47205.01"),
        Decimal("0.01"),
    )


def test_changes_as_rows(book: PriceBook, tmp_path: Path) -> None:
    dearer = tmp_path / "dearer.md"
    dearer.write_text(frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1), "utf-8")
    changes = compare(load_book(frozen.PATH), load_book(dearer))
    assert to_rows(changes) == [
        {
            "level": "breaking",
            "id": "price-increased",
            "interfaces": "商品识别",
            "change": "商品识别, tier from 0 calls: 2.5 → 2.6 yuan",
            "fingerprint": changes[0].fingerprint,
        }
    ]
    assert to_rows(compare(book, book)) == []


def test_pandas_keeps_counts_whole_and_money_decimal(statement: Statement) -> None:
    pytest.importorskip("pandas")
    table = to_pandas(statement)
    assert list(table.columns) == list(ROWS[0])
    assert [str(table[name].dtype) for name in ("calls", "per_calls")] == ["Int64", "Int64"]
    assert table["amount"].sum() == Decimal("47205.00")
    assert table["unit_price"].tolist() == [None, Decimal(45)]
    assert list(to_pandas(()).columns) == ["level", "id", "interfaces", "change", "fingerprint"]


def test_polars_keeps_counts_whole_and_money_decimal(statement: Statement) -> None:
    polars = pytest.importorskip("polars")
    table = to_polars(statement)
    assert table.to_dicts() == ROWS
    assert table.schema["calls"] == polars.Int64
    assert table["amount"].sum() == Decimal("47205.00")
    assert to_polars(()).columns == ["level", "id", "interfaces", "change", "fingerprint"]


@pytest.mark.parametrize(("name", "convert"), [("pandas", to_pandas), ("polars", to_polars)])
def test_a_package_that_is_missing_is_named(
    name: str, convert: Any, statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=f"needs {name}, which is not installed") as caught:
        convert(statement)
    assert caught.value.id == "extra-missing"
    assert f"pip install {name}" in str(caught.value.expected)


def test_a_book_is_the_shipped_one_a_page_or_a_file(book: PriceBook) -> None:
    with frozen.shipped():
        assert load_book() == frozen.dated()
    assert load_book(frozen.PATH) == book
    assert load_book(frozen.file()) == book
    dated = load_book(frozen.dated_file())
    assert load_book(frozen.dated_file(), known_on=dt.date(2026, 11, 23)) != dated


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("gone.md", None, SourceUnreachable),
        ("login.html", "<h1>登录</h1>", PageUnreadable),
        ("book.json", '{"snapshot": {}}', BookInvalid),
    ],
)
def test_what_is_no_book_is_told(
    tmp_path: Path, name: str, text: str | None, kind: type[Exception]
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(kind):
        load_book(path)


def test_books_with_a_past_are_not_compared(book: PriceBook) -> None:
    with pytest.raises(InputError, match="says what many pages say"):
        compare(frozen.dated(), book)


def test_the_import_loads_nothing_that_few_programs_need() -> None:
    code = "import sys, tiia_pricing; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {*done.stdout.split()}
    assert {f"tiia_pricing.{name}" for name in LAZY} & loaded == set()
    assert {"pandas", "polars", "openpyxl", "html5lib"} & loaded == set()


def test_every_public_name_is_there() -> None:
    assert all(hasattr(tiia_pricing, name) for name in tiia_pricing.__all__)
    assert sorted(tiia_pricing.__all__) == tiia_pricing.__all__
