"""The fields of every input that others write: page, book, usage, packs, archive, receipt …"""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from kit.receipts import recorded
from proof.attack.foreign import Field, at, everywhere, leaves, told, written
from proof.attack.foreign_files import LETTER, fields_of_files
from proposing.trees import edited, lay
from support import history_pages
from tiia_pricebook import dumps
from tiia_pricing.conformance.receipts import receipt
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.feature_files.features import key
from tiia_scraper import read_page

Commands = Sequence[Sequence[str]]
NAME = "图像标签"
PAGE = f"# 计费概述\n\n## 价格\n\n{history_pages.page().decode()}\n- 欠费后停止服务。\n"
DEARER = PAGE.replace("3元/千次", "4元/千次")
SPOTS = [found.start() for found in re.finditer(r"(?<=[#|>\n-] )(?=\S)|(?=。\n)|\Z", PAGE)]
USAGE = {"date": "2020-05", "interface": NAME, "calls": "1000000"}
VENDOR_BILL = {
    "产品名称": "图像分析",
    "产品编码": "p_tiia",
    "交易类型": "按量计费月结",
    "组件名称": NAME,
    "组件用量": "990",
    "组件用量单位": "千次",
    "折扣率": "1",
    "优惠后总价": "2475.00",
    "账单归属月": "2020-05",
}
PACKS = {"purchased_on": "2020-05-01", "interface": NAME, "calls": "10000", "quantity": "1"}
OPTIONS = ("--reading", "--activated", "--pack", "--month", "--book", "--known-on", "--format")
PROGRAM = str(Path(__file__).with_name("foreign_program.py"))
WAYS = ("name", "version", "language", "error", "skipped", "stderr", "garbage", "total", "claim")


def fields() -> list[Field]:
    """Every field."""
    return [
        *(Field(f"the page at {spot}", partial(_page, spot)) for spot in SPOTS),
        *(Field(f"the book at {_named(path)}", partial(_book, path)) for path in leaves(_json())),
        *(Field(f"{column} of the usage", partial(_usage, column)) for column in USAGE),
        *(Field(f"{column} of the packs", partial(_packs, column)) for column in PACKS),
        *(Field(f"{head} of the bill", partial(_vendor_bill, head)) for head in VENDOR_BILL),
        *fields_of_files(USAGE, VENDOR_BILL, lambda folder: written(folder / "book.json", _json())),
        *(Field(f"the option {name}", partial(_option, name)) for name in OPTIONS),
        Field("an option", _unknown),
        *(Field(f"the source {kind}", partial(_source, kind)) for kind in ("", "git:", "http://")),
        *(Field(f"the log at {_named(path)}", partial(_log, path)) for path in _log_leaves()),
        *(Field(f"the index at {name}", partial(_index, name)) for name in _ENTRY),
        *(Field(f"the note at {name}", partial(_note, name)) for name in _NOTE),
        *(Field(f"the receipt at {_named(path)}", partial(_receipt, path)) for path in _told()),
    ]


def programs() -> list[Field]:
    """Every way in which a program under test can speak, and a page that is proposed."""
    spoken = [Field(f"the {way} of a program", partial(_program, way)) for way in WAYS]
    return [*spoken, Field("a page that is proposed", _proposed)]


def _named(path: Sequence[object]) -> str:
    return ".".join(map(str, path))


@cache
def _json() -> object:
    return json.loads(dumps(read_page(PAGE.encode(), "page.md")))


def _file(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8", "surrogatepass", newline="")
    return name


def _page(spot: int, text: str, folder: Path) -> Commands:
    plain, new = _file(folder, "old.md", PAGE), f"{PAGE[:spot]}{text}计费{text}{PAGE[spot:]}"
    page = _file(folder, "new.md", new)
    book = written(folder / "book.json", _json())
    history_pages.folder(folder, ("2020-01-01", PAGE.encode()), ("2020-02-01", new.encode()))
    return [
        ["scrape", page],
        ["diff", plain, page],
        ["diff", page, plain],
        ["watch", page, "--archive", "archive", "--book", book, "--feed", "feed.xml"],
        ["history", str(folder), "--progress"],
    ]


def _book(path: Sequence[object], text: str, folder: Path) -> Commands:
    old = at(_json(), path)
    changed = everywhere(_json(), old, f"{text}{old}{text}")
    book = written(folder / "book.json", changed)
    name = f"{text}{NAME}{text}" if old == NAME else NAME
    usage = _table(folder, "usage.csv", USAGE | {"interface": name})
    billed = _table(folder, "bill.csv", VENDOR_BILL | {"组件名称": name, "优惠后总价": "2000.00"})
    return [
        ["reconcile", billed, usage, "--book", book, *LETTER],
        ["bill", usage, "--book", book],
        ["plan", usage, "--book", book],
        ["quote", f"{name}=1000000", "--month", "2020-05", "--book", book],
        ["quote", "图像=1", "--month", "2020-05", "--book", book, "--pack", "1万次@2020-05-01"],
        ["diff", _file(folder, "old.md", PAGE), book, "--usage", usage],
        ["watch", _file(folder, "new.md", DEARER), "--archive", "archive", "--book", book],
        ["prices", name, "--on", "2020-05-01", "--book", book],
        ["prices", "--on", "2020-05-01", "--book", book],
        ["interfaces", "--book", book],
        ["readings", text],
    ]


def _table(folder: Path, name: str, *rows: dict[str, str]) -> str:
    with (folder / name).open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return name


def _usage(column: str, text: str, folder: Path) -> Commands:
    book = written(folder / "book.json", _json())
    cell = _table(folder, "cell.csv", USAGE | {column: f"{text}{USAGE[column]}{text}"})
    head = _table(folder, "head.csv", {k if k != column else text: v for k, v in USAGE.items()})
    named = _table(folder, f"{text.replace('/', '')[:40]}.csv", USAGE | {column: text})
    further = _table(folder, "further.csv", USAGE | {text: "x"})
    files = (cell, head, further, f"./{named}")
    page, dearer = _file(folder, "old.md", PAGE), _file(folder, "new.md", DEARER)
    return [
        *([command, name, "--book", book] for command in ("bill", "plan") for name in files),
        *(["diff", page, dearer, "--usage", name] for name in files),
    ]


def _packs(column: str, text: str, folder: Path) -> Commands:
    book = written(folder / "book.json", _json())
    usage = _table(folder, "usage.csv", USAGE)
    cell = _table(folder, "cell.csv", PACKS | {column: f"{text}{PACKS[column]}{text}"})
    return [[command, usage, "--packs", cell, "--book", book] for command in ("bill", "plan")]


def _vendor_bill(head: str, text: str, folder: Path) -> Commands:
    book = written(folder / "book.json", _json())
    usage = _table(folder, "usage.csv", USAGE)
    told = VENDOR_BILL | {head: f"{text}{VENDOR_BILL[head]}{text}"}
    cell = _table(folder, "cell.csv", VENDOR_BILL, told)
    named = _table(
        folder, "head.csv", {k if k != head else f"{text}{k}": v for k, v in VENDOR_BILL.items()}
    )
    return [["reconcile", name, usage, "--book", book] for name in (cell, named)]


def _option(name: str, text: str, folder: Path) -> Commands:
    return [
        ["quote", f"{NAME}=1", "--month", "2023-05", f"{name}={value}"]
        for value in (text, f"{text}=1", f"1万次@{text}", f"tier-basis={text}")
    ]


def _unknown(text: str, folder: Path) -> Commands:
    return [["quote", f"{text}=1", "--month", "2023-05"], ["bill", "x", f"--{text}"], [text]]


def _source(kind: str, text: str, folder: Path) -> Commands:
    source = f"{kind}{text}"
    return [
        ["scrape", source],
        ["diff", source, source],
        ["history", source],
        ["watch", source, "--archive", "archive"],
        ["conformance", "verify", source],
    ]


@cache
def _log_lines() -> tuple[dict[str, object], ...]:
    """The log of two checks, one of which told a change, and a third that failed."""
    with TemporaryDirectory() as place, chdir(place):
        folder = Path(place)
        book = written(folder / "book.json", _json())
        for page in (PAGE, DEARER, "no prices"):
            _file(folder, "page.md", page)
            told(["watch", "page.md", "--archive", "archive", "--book", book])
        log = (folder / "archive/checks.jsonl").read_text("utf-8")
    return tuple(json.loads(line) for line in log.splitlines())


def _log_leaves() -> Iterator[tuple[object, ...]]:
    lines = list(_log_lines())
    return ((number, *path) for number, line in enumerate(lines) for path in leaves(line))


def _log(path: Sequence[object], text: str, folder: Path) -> Commands:
    """The log with a text in it, each line with the hash of the one before."""
    number, *inner = path
    previous, lines = "", list[bytes]()
    for index, line in enumerate(json.loads(json.dumps(_log_lines()))):
        place = line
        if index == number:
            for name in inner[:-1]:
                place = place[name]
            place[inner[-1]] = f"{text}{place[inner[-1]]}{text}"
        if previous:
            line["previous"] = previous
        lines.append(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        previous = sha256(lines[-1]).hexdigest()
    (folder / "archive").mkdir()
    (folder / "archive/checks.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    book = written(folder / "book.json", _json())
    page = _file(folder, "page.md", PAGE)
    return [["watch", page, "--archive", "archive", "--book", book, "--feed", "feed.xml"]]


_ENTRY = ("file", "path", "commit", "date")


def _index(name: str, text: str, folder: Path) -> Commands:
    history_pages.folder(folder, ("2020-01-01", PAGE.encode()), ("2020-02-01", DEARER.encode()))
    entries = json.loads((folder / "index.json").read_text("utf-8"))
    entries[1][name] = f"{text}{entries[1][name]}{text}"
    written(folder / "index.json", entries)
    return [["history", str(folder), "--progress"]]


_NOTE = ("fingerprint", "until", "note", "file")


def _note(name: str, text: str, folder: Path) -> Commands:
    values = {"fingerprint": "0" * 16, "until": "2027-01-31", "note": "a note"}
    values |= {name: f"{text}{values.get(name, '')}{text}"}
    rows = [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in values.items()]
    if name != "until":
        rows[1] = "until = 2027-01-31"
    _file(folder, "known.toml", "\n".join(["[[acknowledged]]", *rows, ""]))
    old, new = _file(folder, "old.md", PAGE), _file(folder, "new.md", DEARER)
    return [["diff", old, new, "--acknowledged", "known.toml"]]


@cache
def _base() -> dict[str, object]:
    """A receipt of a program that did everything wrong that can be told."""
    names = [key(file.file, scenario.name, row) for file, _, scenario, row in places()][:3]
    ends = (Outcome(skipped="why"), Outcome(unanswered="why"), Outcome({"totals": ["it is wrong"]}))
    law = next(iter(LAWS))
    found = recorded(dict(zip(names, ends, strict=True)), {law: Outcome(unanswered="why")})
    faults = (FaultTrace("crash", "ended", "run 1", ("its last words",)),)
    found = msgspec.structs.replace(found, faults=faults, conclusion="broken")
    content: dict[str, object] = msgspec.to_builtins(found)
    return content


def _told() -> Iterator[tuple[object, ...]]:
    """What a receipt says in the words of who made it; the suite's own are compared with it."""
    yield from leaves({k: v for k, v in _base().items() if k != "sha256"})


def _receipt(path: Sequence[object], text: str, folder: Path) -> Commands:
    content = json.loads(json.dumps(_base()))
    place = content
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = f"{text}{place[path[-1]]}{text}"
    try:
        sealed = receipt.sealed(msgspec.convert(content, receipt.Receipt))
        (folder / "receipt.json").write_bytes(receipt.dumps(sealed))
    except (msgspec.ValidationError, UnicodeError):
        written(folder / "receipt.json", content)
    return [["conformance", "verify", "receipt.json"], ["conformance", "badge", "receipt.json"]]


def _program(way: str, text: str, folder: Path) -> Commands:
    script = shlex.join([sys.executable, "-S", "-E", PROGRAM, way, json.dumps(text)])
    return [["conformance", "--implementation", script, "--smoke"]]


def _proposed(text: str, folder: Path) -> Commands:
    lay(folder / "tree")
    page = edited(("2.5元/千次", "2.6元/千次")) + f"\n\n{text}计费{text}\n"
    _file(folder, "page.md", page)
    os.chdir(folder / "tree")
    given = ("--evidence", text.replace("\0", ""), "--dry-run")
    return [["propose", "../page.md", *given], ["propose", f"../{text}", "--dry-run"]]
