"""Usage and packs files: every form that is read, and every one that is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.billing.usage.usage_files import read_packs, read_usage
from tiia_pricing.tables.counts import parse_count

HEAD = "date,interface,calls\n"
ROW = Usage(dt.date(2023, 5, 1), "车辆识别", 7)


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + "2023-05-01,车辆识别,7\n").encode(),
        (HEAD + "2023-05-01,车辆识别,7").encode(),
        (HEAD + " 2023-05-01 , 车辆识别 , 7 \n\n").encode(),
        (HEAD + '"2023-05-01","车辆识别","7"\r\n').encode(),
        "calls,date,interface\n7,2023-05-01,车辆识别\n".encode(),
        (HEAD + "2023-05-01,车辆识别,7\n").encode("utf-8-sig"),
        (HEAD + "2023-05-01,车辆识别,7\n").encode("utf-16"),
        (HEAD + "2023-05-01,车辆识别,7\n").encode("gbk"),
    ],
    ids=["plain", "no-last-newline", "blanks", "quotes", "columns", "bom", "utf-16", "gbk"],
)
def test_a_usage_row_is_read_in_every_form(data: bytes) -> None:
    assert read_usage(data) == [ROW]


def test_a_month_counts_on_its_last_day() -> None:
    rows = read_usage((HEAD + "2024-02,车辆识别,7\n").encode())
    assert rows == [Usage(dt.date(2024, 2, 29), "车辆识别", 7, whole_month=True)]


@pytest.mark.parametrize(
    ("body", "id"),
    [
        ("", "file-empty"),
        (HEAD, "file-empty"),
        ("\n\n", "file-empty"),
        ("date,interface\n2023-05-01,a\n", "column-missing"),
        ("date,interface,calls,calls\n2023-05-01,a,1,1\n", "column-duplicate"),
        ("date,interface,calls,interfaces\n2023-05-01,a,1,x\n", "column-unknown"),
        (HEAD + "2023-05-01,a\n", "row-width"),
        (HEAD + "2023-05-01,a,1,2\n", "row-width"),
        (HEAD + "2023-02-30,a,1\n", "date-unreadable"),
        (HEAD + "2023-13,a,1\n", "date-unreadable"),
        (HEAD + "5 2023,a,1\n", "date-unreadable"),
        (HEAD + "1/2/2023,a,1\n", "date-ambiguous"),
        (HEAD + "0000-01-01,a,1\n", "date-unreadable"),
        (HEAD + "9999-12,a,1\n", "date-unreadable"),
        (HEAD + "9999-12-01,a,1\n", "date-unreadable"),
        (HEAD + "2023-05-01,a,-1\n", "calls-negative"),
        (HEAD + "2023-05-01,a,1.5\n", "calls-not-whole"),
        (HEAD + "2023-05-01,a,1e6\n", "calls-unreadable"),
        (HEAD + "2023-05-01,a,\n", "calls-unreadable"),
        (HEAD + "2023-05-01,a,١٢\n", "calls-unreadable"),
        (HEAD + "2023-05-01,a,1000000000000001\n", "calls-too-large"),
        (HEAD + f"2023-05-01,a,{'9' * 6000}\n", "calls-too-large"),
        (HEAD + '2023-05-01,"a,1\n', "file-not-csv"),
    ],
)
def test_a_usage_file_that_says_something_else_is_refused(body: str, id: str) -> None:
    with pytest.raises(InputError) as refused:
        read_usage(body.encode(), "usage.csv")
    assert refused.value.id == id
    assert refused.value.where["file"] == "usage.csv"
    assert refused.value.expected or id == "file-not-csv"


@pytest.mark.parametrize("data", [b"\xff\xff\xff", b"date,interface,calls\n2023-05-01,\0,1\n"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read_usage(data)
    assert refused.value.id == "file-undecodable"


def test_an_error_names_its_line_and_column_and_tells_the_others() -> None:
    body = HEAD + "2023-05-01,a,1\n" + "2023-05-02,a,-1\n" * 8
    with pytest.raises(InputError) as refused:
        read_usage(body.encode(), "usage.csv")
    assert refused.value.where == {"file": "usage.csv", "line": 3, "column": "calls"}
    assert "7 more row(s)" in refused.value.message
    assert "line 8" in refused.value.message
    assert "and 2 more" in refused.value.message
    assert [one.where["line"] for one in refused.value.problems] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert refused.value.more == 0


def test_every_fault_of_a_row_is_told() -> None:
    with pytest.raises(InputError) as refused:
        read_usage((HEAD + "2023-13,a,x\n2023-05-01,a,1,2\n").encode(), "usage.csv")
    assert str(refused.value).splitlines()[:4] == [
        "3 problems in the input",
        "usage.csv:2: column date: '2023-13' is not in the calendar",
        "usage.csv:2: column calls: 'x' is not a number of calls",
        "usage.csv:3: 4 cells where the head has 3",
    ]


def test_twenty_faults_are_listed_and_the_rest_counted() -> None:
    with pytest.raises(InputError) as refused:
        read_usage((HEAD + "2023-05-02,a,-1\n" * 23).encode(), "usage.csv")
    assert (len(refused.value.problems), refused.value.more) == (20, 3)
    assert "and 3 more" in str(refused.value).splitlines()


def test_every_wrong_column_is_told() -> None:
    with pytest.raises(InputError) as refused:
        read_packs(b"purchased_on,calls,calls,quantiti\n", "packs.csv")
    assert [(one.id, one.where["column"]) for one in refused.value.problems] == [
        ("column-duplicate", "calls"),
        ("column-unknown", "quantiti"),
        ("column-missing", "interface"),
    ]


def test_packs_are_read_with_their_quantity() -> None:
    body = "purchased_on,interface,calls,quantity\n2023-05-01,a,10000,2\n2023-05-02,a,5,\n"
    assert read_packs(body.encode()) == [
        Purchase(dt.date(2023, 5, 1), "a", 10000, quantity=2),
        Purchase(dt.date(2023, 5, 2), "a", 5),
    ]


@pytest.mark.parametrize(
    ("row", "id"),
    [
        ("2023-05,a,1,1", "date-unreadable"),
        ("2023-05-01,a,1,0", "quantity-unreadable"),
        ("2023-05-01,a,1,1.5", "quantity-unreadable"),
        ("2023-05-01,a,1,10001", "quantity-unreadable"),
    ],
)
def test_a_pack_that_cannot_be_is_refused(row: str, id: str) -> None:
    with pytest.raises(InputError) as refused:
        read_packs(f"purchased_on,interface,calls,quantity\n{row}\n".encode())
    assert refused.value.id == id


def test_the_largest_count_is_read() -> None:
    assert parse_count("1000000000000000") == 10**15
