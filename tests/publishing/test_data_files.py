"""The files for programs: five questions that they answer alone, and what they promise."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import jsonschema
import pytest

import frozen
from support.served import served
from support.site_accepted import COMING, SEEN, accept
from support.site_project import HOSTILE, Project, hostile, hostile_results
from tiia_pricebook import PriceBook
from tiia_pricing.price_list.fact_rows import NAMES
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.downloads.csv_columns import COLUMNS
from tiia_pricing.publishing.downloads.data_files import _file_name

PRO = "车辆识别（增强版）"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def address(published: Project) -> Iterator[str]:
    with served(published.root / "build/docs/en") as address:
        yield address


def text(address: str, path: str) -> str:
    with urlopen(f"{address}data/{path}") as answer:  # noqa: S310 - our own server
        data: bytes = answer.read()
    return data.decode()


def table(address: str, path: str) -> Rows:
    return [*csv.DictReader(io.StringIO(text(address, path)))]


def document(address: str, path: str) -> Any:
    return json.loads(text(address, path))


def on(rows: Rows, day: str, **asked: str) -> Rows:
    """The rows that hold on a day, and have these values."""
    return [
        row
        for row in rows
        if row["from"] <= day < (row["to"] or "9999")
        and all(row[name] == value for name, value in asked.items())
    ]


# 车辆识别（增强版）: 75元/千次 below 1000千次, 45元/千次 from there, in table 1, row 4.
def test_what_does_recognize_car_pro_cost_at_a_million_calls_in_may_2023(address: str) -> None:
    rows = table(address, "history.csv")
    tiers = on(rows, "2023-05-01", action="RecognizeCarPro", kind="tier")
    assert [(row["from_calls"], row["to_calls"], row["price"]) for row in tiers] == [
        ("0", "1000000", "75"),
        ("1000000", "3000000", "45"),
        ("3000000", "15000000", "35"),
        ("15000000", "", "30"),
    ]
    reached = next(row for row in tiers if row["from_calls"] == "1000000")
    place = [reached[name] for name in ("interface", "table", "row", "column", "text", "mode")]
    assert place == [PRO, "1", "4", "2", "45元/千次", "reached"]
    assert (reached["per_calls"], reached["currency"]) == ("1000", "CNY")
    assert on(rows, "2023-05-31", action="RecognizeCarPro", kind="tier") == tiers


# 共享10000次/月, with 车辆识别; 2022年10月24日起 … 将调整为各1000次/月.
def test_when_did_the_free_quota_change(address: str) -> None:
    rows = table(address, "history.csv")
    quotas = [
        (row["calls"], row["shared_with"], row["from"], row["from_is"], row["to"], row["to_is"])
        for row in rows
        if (row["action"], row["kind"]) == ("RecognizeCarPro", "free-quota")
    ]
    assert sorted(quotas, key=lambda row: row[2]) == [
        ("10000", "车辆识别", "2022-10-01", "told", "2022-10-24", "stated"),
        ("1000", "", "2022-10-24", "stated", "", ""),
    ]


def test_what_packs_are_sold(address: str) -> None:
    packs = [row for row in table(address, "prices.csv") if row["kind"] == "pack"]
    assert [(row["interface"], row["calls"], row["price"], row["text"]) for row in packs] == [
        (PRO, "10000", "730", "730元/个"),
        (PRO, "100000", "7000", "7000元/个"),
        (PRO, "1000000", "65000", "65000元/个"),
        (PRO, "2500000", "105000", "105000元/个"),
        (PRO, "5000000", "160000", "160000元/个"),
        (PRO, "15000000", "450000", "450000元/个"),
        (PRO, "50000000", "1250000", "1250000元/个"),
    ]


def test_which_readings_are_open_and_what_is_their_default(address: str) -> None:
    readings = document(address, "readings.json")["readings"]
    assert {one["name"]: one["default"] for one in readings} == {
        "tier-basis": "after-deduction",
        "partial-thousand": "pro-rata",
        "rounding": "half-up",
        "tier-mode": "reached",
        "progressive-bound": "by-measure",
        "quota-change": "at-issue",
        "price-change": "by-day",
        "first-month": "from-next-month",
        "shared-pool-order": "as-called",
        "pack-order": "earliest-expiry",
        "pack-validity": "one-year",
        "pack-start": "purchase-day",
    }
    asked = next(one for one in readings if one["name"] == "tier-basis")
    assert asked["values"] == ["after-deduction", "gross"]
    assert asked["question"].endswith("?")


def test_what_page_was_read_and_when(address: str) -> None:
    page = document(address, "index.json")["page"]
    assert page == {
        "name": frozen.FIRST.file,
        "sha256": hashlib.sha256(frozen.PAGE).hexdigest(),
        "read_on": "2026-11-23",
        "source": "the vendor's documentation",
    }
    rows = table(address, "prices.csv")
    assert {(row["page"], row["page_sha256"], row["read_on"]) for row in rows} == {
        (page["name"], page["sha256"], page["read_on"])
    }


# 商品识别 of 2020: 2.5元/千次 from 2020年1月1日 on an older page; no page of June 2021 is kept.
def test_older_months_stand_in_the_history_alone(address: str) -> None:
    asked = {"action": "DetectProduct", "kind": "tier", "from_calls": "0"}
    (old,) = on(table(address, "history.csv"), "2020-06-01", **asked)
    assert (old["price"], old["from"], old["from_is"]) == ("2.5", "2020-01-01", "stated")
    assert (old["to"], old["to_is"], old["read_on"]) == ("2021-06-01", "told", "")
    assert on(table(address, "history.csv"), "2021-06-01", **asked) == []
    assert old not in table(address, "prices.csv")


def test_what_was_only_seen_and_what_is_announced_is_told_apart(three_pages: Project) -> None:
    with served(three_pages.root / "build/docs/en") as address:
        asked = {"action": "DetectProduct", "kind": "tier"}
        rows = table(address, "history.csv")
        (seen,) = on(rows, "2026-12-02", **asked, from_calls="0")
        (coming,) = on(rows, "2027-01-01", **asked, from_calls="1000000")
        assert (seen["price"], seen["from"], seen["not_before"]) == (
            "2.6",
            "2026-12-01",
            "2026-11-24",
        )
        assert (coming["price"], coming["from"], coming["page"]) == (
            "2.3",
            "2027-01-01",
            "coming.md",
        )
        today = table(address, "prices.csv")  # of 2026-12-10
        assert [row["price"] for row in on(today, "2026-12-10", **asked)][:2] == ["2.6", "2.2"]
        feed = document(address, "changes.json")
        assert feed["items"][0]["date_published"] == "2026-12-04T16:00:00Z"  # midnight in Beijing


def test_the_index_lists_every_file_with_its_bytes(published: Project, address: str) -> None:
    index = document(address, "index.json")
    folder = published.root / "build/docs/en/data"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {one["path"] for one in index["files"]} == there - {"index.json"}
    for one in index["files"]:
        data = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert one["says"]


def test_every_json_file_follows_the_schema_that_the_index_names(address: str) -> None:
    index = document(address, "index.json")
    schemas = {one["path"]: one["schema"] for one in index["files"] if "schema" in one}
    schemas["index.json"] = "schema.json#/$defs/IndexFile"
    checked = []
    for path, name in schemas.items():
        file, _, place = name.partition("#")
        if file == "columns.json" or name.startswith("https:"):
            continue
        schema = document(address, file)
        jsonschema.validate(
            document(address, path), schema | ({"$ref": f"#{place}"} if place else {})
        )
        checked.append(place or file)
    assert sorted(checked) == [
        "/$defs/FindingsFile",
        "/$defs/IndexFile",
        "/$defs/ReadingsFile",
        "/$defs/ReceiptsFile",
        "/$defs/ResultsFile",
        "pricebook.schema.json",
    ]


def test_the_feed_is_a_json_feed(address: str) -> None:
    feed = document(address, "changes.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"] == []  # one page alone was accepted
    assert feed["title"].startswith("Price changes of")


def test_the_columns_are_those_of_the_files(address: str) -> None:
    fields = [one["name"] for one in document(address, "columns.json")["fields"]]
    assert fields == list(NAMES) == list(COLUMNS)
    for path in ("prices.csv", "history.csv", "prices/RecognizeCarPro.csv"):
        assert text(address, path).split("\n")[0].split(",") == fields


def test_each_interface_has_its_own_rows(address: str) -> None:
    index = document(address, "index.json")
    own = [one["path"] for one in index["files"] if one["path"].startswith("prices/")]
    assert len(own) == 9
    rows = [row for path in own for row in table(address, path)]
    assert rows == table(address, "prices.csv")
    assert len(rows) == 9 * 4 + 9 + 7  # tiers, free quotas, packs


def test_the_receipts_are_those_of_the_site(published: Project, address: str) -> None:
    for one in document(address, "receipts.json")["receipts"]:
        data = (published.root / "build/docs/en" / one["path"]).read_bytes()
        assert one["sha256"] == hashlib.sha256(data).hexdigest()
        assert one["conclusion"] == "conforms"


def files(project: Project, language: str = "en") -> Mapping[str, bytes]:
    folder = project.root / "build/docs" / language / "data"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_facts_give_the_same_bytes_in_every_language(project: Project) -> None:
    assert main(["--root", str(project.root)]) == 0
    first = files(project)
    assert main(["--root", str(project.root)]) == 0
    assert files(project) == first
    assert files(project, "zh") == first
    assert not [path for path, data in first.items() if str(project.root).encode() in data]


def test_a_changed_page_changes_what_the_files_say(project: Project, published: Project) -> None:
    accept(project, SEEN, COMING)
    assert main(["--root", str(project.root)]) == 0
    new, old = files(project), files(published)
    assert {path for path in old if new[path] != old[path]} >= {
        "index.json",
        "prices.csv",
        "history.csv",
        "prices/DetectProduct.csv",
        "changes.json",
    }


def test_foreign_text_stays_text_in_every_file(tmp_path: Path, book: PriceBook) -> None:
    project = Project(tmp_path, hostile(frozen_with_formula(book)))
    project.results(hostile_results)
    assert main(["--root", str(project.root), "--allow-failures"]) == 0
    for path, data in files(project).items():
        assert re.fullmatch(r"(prices/)?[\w-]+(\.schema)?\.(csv|json)", path), path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", data.decode()), path
        if path.endswith(".json"):
            json.loads(data)
    rows = [*csv.DictReader(io.StringIO(files(project)["prices.csv"].decode()))]
    assert {row["interface"][:2] for row in rows} >= {"'="}
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    assert HOSTILE.partition("\u202e")[0][:20] in rows[0]["text"]


def frozen_with_formula(book: PriceBook) -> PriceBook:
    """The book with an interface whose name a spreadsheet would run."""
    from msgspec.structs import replace  # noqa: PLC0415

    name = book.interfaces[0].name

    def named(one: str) -> str:
        return f"=1+{one}" if one == name else one

    return replace(
        book,
        interfaces=tuple(replace(one, name=named(one.name)) for one in book.interfaces),
        free_quotas=tuple(
            replace(one, interfaces=tuple(map(named, one.interfaces))) for one in book.free_quotas
        ),
        pay_as_you_go=tuple(
            replace(one, interface=named(one.interface)) for one in book.pay_as_you_go
        ),
    )


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_commands_of_the_page_print_what_it_shows(published: Project, address: str) -> None:
    page = published.page("data.md")
    shown = re.findall(r"<code>\$ (.*?)\n(.*?)</code></pre>", page, re.DOTALL)
    assert len(shown) == 5
    for command, prints in shown:
        typed = plain(command).replace("http://127.0.0.1:8000/", address)
        assert typed.startswith(f"curl -s {address}data/")
        done = subprocess.run(  # noqa: S602 - a command of our own page
            typed, shell=True, capture_output=True, text=True, check=True
        )
        assert done.stdout == plain(prints) + "\n"


def plain(html: str) -> str:
    """What a reader sees of escaped text."""
    import html as entities  # noqa: PLC0415

    return entities.unescape(html)


def test_a_name_of_any_length_gives_a_file_that_can_be_written(tmp_path: Path) -> None:
    """Most file systems take names of 255 bytes; two long names alike get files of their own."""
    taken: set[str] = set()
    names = [_file_name((f"{'𠀀' * 300}{end}", ""), taken) for end in "ab"]
    assert len(set(names)) == 2
    for name in names:
        (tmp_path / f"{name}.csv").write_text("", "utf-8")
