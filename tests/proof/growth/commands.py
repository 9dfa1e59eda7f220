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
from proof.growth import pages

PRO = "车辆识别（增强版）"
_DAY = dt.date(2022, 11, 1)
# What a process inherits of its parent counts in its ru_maxrss, and not in VmHWM.
_MEASURE = """
import re, resource, sys
from tiia_pricing.cli import main
main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status") as status:
    peak = re.search(r"VmHWM:\\s+([0-9]+)", status.read())[1]
print(used.ru_utime + used.ru_stime, peak, file=open(3, "w"))
"""


Words = list[str]


class Cost(NamedTuple):
    """Seconds of processor time and kilobytes of memory at their peak."""

    seconds: float
    kilobytes: int


def quote(count: int, _: Path) -> Words:
    """Packs of a quote, each of another day."""
    packs = (f"--pack=1万次@{_DAY + dt.timedelta(days=number)}" for number in range(count))
    return ["quote", f"{PRO}=1050000", "--month", "2023-05", *packs]


def bill(count: int, folder: Path) -> Words:
    """Days with calls and packs bought, of each day 30."""
    days = [_DAY + dt.timedelta(days=number) for number in range(30 * count)]
    usage = _file(
        folder / "usage.csv", ["date,interface,calls", *(f"{d},{PRO},9999" for d in days)]
    )
    rows = (f"{day},{PRO},10000,{1 + number % 9}" for number, day in enumerate(days))
    packs = _file(folder / "packs.csv", ["purchased_on,interface,calls,quantity", *rows])
    return ["bill", usage, "--packs", packs, "--format", "json"]


def faulty_bill(count: int, folder: Path) -> Words:
    """Rows of a usage file of which none can be read."""
    rows = (f"2023-13-{number},{PRO},x" for number in range(300 * count))
    return ["bill", _file(folder / "usage.csv", ["date,interface,calls", *rows])]


def scrape(count: int, folder: Path) -> Words:
    """A page with ever more rows of prices and sentences."""
    _, page = pages.numbers(6 * count)
    return ["scrape", _file(folder / "page.md", [page])]


def diff(count: int, folder: Path) -> Words:
    """Two pages that differ in ever more rows and sentences."""
    old, new = pages.numbers(6 * count)
    return ["diff", _file(folder / "old.md", [old]), _file(folder / "new.md", [new])]


def watch(count: int, folder: Path) -> Words:
    """The same change, seen by a check of an archive that has the old page."""
    words = ["watch", "--archive", str(folder / f"archive-{count}")]
    _, old, new = diff(count, folder)
    subprocess.run([sys.executable, "-m", "tiia_pricing", *words, old], capture_output=True)  # noqa: S603, PLW1510
    return [*words, new]


def history(count: int, folder: Path) -> Words:
    """A folder of ever more revisions of a page."""
    entries = []
    for number in range(count):
        text = frozen.TEXT.replace("2.5元", f"2.5{number % 7}元")
        _file(folder / f"{number}.md", [text])
        day = f"{_DAY + dt.timedelta(days=number)}T00:00:00+08:00"
        entries.append({"file": f"{number}.md", "path": "page.md", "commit": "0" * 40, "date": day})
    _file(folder / "index.json", [json.dumps(entries)])
    return ["history", str(folder)]


COMMANDS: dict[str, Callable[[int, Path], Words]] = {
    "quote": quote,
    "bill": bill,
    "bill, rows with faults": faulty_bill,
    "scrape": scrape,
    "diff": diff,
    "watch": watch,
    "history": history,
}


def cost(words: Words) -> Cost:
    """What a command takes, less what one takes that does nothing."""
    nothing, whole = _measured(["--version"]), _measured(words)
    return Cost(
        max(whole.seconds - nothing.seconds, 0.0), max(whole.kilobytes - nothing.kilobytes, 0)
    )


def _measured(words: Words) -> Cost:
    reader, writer = os.pipe()
    script = f"import os; os.dup2({writer}, 3)\n{_MEASURE}"
    subprocess.run(  # noqa: S603, PLW1510 - an exit code says what was found
        [sys.executable, "-c", script, *words],
        pass_fds=[writer],
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
