"""The commands, each with an input of a given size, run as processes of their own."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import frozen
from kit.receipts import recorded, resealed
from proof.growth import pages
from proposing.trees import lay
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.short_session import session

NEEDED = ("产品名称", "组件名称", "组件用量", "组件用量单位", "优惠后总价", "账单归属月")
PRO = "车辆识别（增强版）"
_DAY = dt.date(2022, 11, 1)
# What a process inherits of its parent counts in its ru_maxrss, and not in VmHWM.
_MEASURE = """
import re, resource, sys
from tiia_pricing.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as status:
    peak = re.search(r"VmHWM:\\s+([0-9]+)", status.read())[1]
print(used.ru_utime + used.ru_stime, peak, file=open(3, "w"))
"""


Words = list[str]


class Command(NamedTuple):
    """A command line, the folder to run it in, and the file that it reads as standard input."""

    words: Words
    folder: Path | None = None
    stdin: str = os.devnull


class Cost(NamedTuple):
    """Seconds of processor time and kilobytes of memory at their peak."""

    seconds: float
    kilobytes: int


def quote(count: int, _: Path) -> Command:
    """Packs of a quote, each of another day."""
    packs = (f"--pack=1万次@{_DAY + dt.timedelta(days=number)}" for number in range(count))
    return Command(["quote", f"{PRO}=1050000", "--month", "2023-05", *packs])


def bill(count: int, folder: Path) -> Command:
    """Days with calls and packs bought, of each day 30."""
    days = [_DAY + dt.timedelta(days=number) for number in range(30 * count)]
    usage = _file(
        folder / "usage.csv", ["date,interface,calls", *(f"{d},{PRO},9999" for d in days)]
    )
    rows = (f"{day},{PRO},10000,{1 + number % 9}" for number, day in enumerate(days))
    packs = _file(folder / "packs.csv", ["purchased_on,interface,calls,quantity", *rows])
    return Command(["bill", usage, "--packs", packs, "--format", "json"])


def faulty_bill(count: int, folder: Path) -> Command:
    """Rows of a usage file of which none can be read."""
    rows = (f"2023-13-{number},{PRO},x" for number in range(300 * count))
    return Command(["bill", _file(folder / "usage.csv", ["date,interface,calls", *rows])])


def plan(count: int, folder: Path) -> Command:
    """Packs that are owned, each bought on another day, for a forecast of a year."""
    months = (f"2027-{1 + at:02}" for at in range(12))
    rows = ["month,interface,calls", *(f"{month},{PRO},1050000" for month in months)]
    bought = (dt.date(2026, 2, 1) + dt.timedelta(days=at % 300) for at in range(30 * count))
    packs = ["purchased_on,interface,calls", *(f"{day},{PRO},10000" for day in bought)]
    owned = _file(folder / "owned.csv", packs)
    return Command(["plan", _file(folder / "forecast.csv", rows), "--packs", owned])


def reconcile(count: int, folder: Path) -> Command:
    """A bill with ever more rows of a month that differs, and the days of its usage."""
    days = [_DAY + dt.timedelta(days=at % 30) for at in range(300 * count)]
    usage = _file(folder / "usage.csv", ["date,interface,calls", *(f"{d},{PRO},99" for d in days)])
    rows = (f"图像分析,{PRO},99,次,7.42{at % 9},{day:%Y-%m}" for at, day in enumerate(days))
    bill = _file(folder / "export.csv", [",".join(NEEDED), *rows])
    return Command(["reconcile", bill, usage])


def scrape(count: int, folder: Path) -> Command:
    """A page with ever more rows of prices and sentences."""
    _, page = pages.numbers(6 * count)
    return Command(["scrape", _file(folder / "page.md", [page])])


def diff(count: int, folder: Path) -> Command:
    """Two pages that differ in ever more rows and sentences."""
    old, new = pages.numbers(6 * count)
    return Command(["diff", _file(folder / "old.md", [old]), _file(folder / "new.md", [new])])


def watch(count: int, folder: Path) -> Command:
    """The same change, seen by a check of an archive that has the old page."""
    words = ["watch", "--archive", str(folder / f"archive-{count}")]
    (_, old, new), *_ = diff(count, folder)
    subprocess.run([sys.executable, "-m", "tiia_pricing", *words, old], capture_output=True)  # noqa: S603, PLW1510
    return Command([*words, new])


def history(count: int, folder: Path) -> Command:
    """A folder of ever more revisions of a page."""
    entries = []
    for number in range(count):
        text = frozen.TEXT.replace("2.5元", f"2.5{number % 7}元")
        _file(folder / f"{number}.md", [text])
        day = f"{_DAY + dt.timedelta(days=number)}T00:00:00+08:00"
        entries.append({"file": f"{number}.md", "path": "page.md", "commit": "0" * 40, "date": day})
    _file(folder / "index.json", [json.dumps(entries)])
    return Command(["history", str(folder)])


def propose(count: int, folder: Path) -> Command:
    """A page with ever more rows of prices and sentences, proposed to a checkout."""
    tree = folder / f"tree-{count}"
    tree.mkdir()
    lay(tree)
    _, page = pages.numbers(count)
    words = ["propose", _file(folder / "new.md", [page]), "--effective", "2027-01-01", "--dry-run"]
    return Command(words, tree)


def verify(count: int, folder: Path) -> Command:
    """A receipt of a program that broke the protocol ever more often."""
    faults = tuple(
        FaultTrace("crash", "it ended", f"run {number}") for number in range(600 * count)
    )
    broken = resealed(recorded(), faults=faults, conclusion="broken")
    (folder / "receipt.json").write_bytes(broken)
    return Command(["conformance", "verify", str(folder / "receipt.json")])


def adapter(count: int, folder: Path) -> Command:
    """Ever more bills to compute, one after another."""
    start, *runs, stop = session().splitlines()
    lines = [start, *runs * (10 * count), stop]
    return Command(["adapter"], None, _file(folder / "requests", [one.decode() for one in lines]))


COMMANDS: dict[str, Callable[[int, Path], Command]] = {
    "quote": quote,
    "bill": bill,
    "bill, rows with faults": faulty_bill,
    "plan": plan,
    "reconcile": reconcile,
    "scrape": scrape,
    "diff": diff,
    "watch": watch,
    "history": history,
    "propose": propose,
    "conformance verify": verify,
    "adapter": adapter,
}


def cost(command: Command) -> Cost:
    """What a command takes, less what one takes that does nothing."""
    nothing, whole = _measured(Command(["--version"])), _measured(command)
    return Cost(
        max(whole.seconds - nothing.seconds, 0.0), max(whole.kilobytes - nothing.kilobytes, 0)
    )


def _measured(command: Command) -> Cost:
    reader, writer = os.pipe()
    script = f"import os; os.dup2({writer}, 3)\n{_MEASURE}"
    with open(command.stdin, "rb") as stdin:
        subprocess.run(  # noqa: S603, PLW1510 - an exit code says what was found
            [sys.executable, "-c", script, *command.words],
            cwd=command.folder,
            pass_fds=[writer],
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    os.close(writer)
    with open(reader, encoding="ascii") as told:
        seconds, kilobytes = told.read().split()
    return Cost(float(seconds), int(kilobytes))


def _file(path: Path, lines: Words) -> str:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)
