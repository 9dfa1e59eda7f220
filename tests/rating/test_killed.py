"""A killed run leaves the older bills as they were; the next one is as if it had not been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

OUTPUTS = ("bills.csv", "left.csv", "rejects.csv")
# Killed before a statement of the engine, or in the middle of writing an output.
KILLED = """
import os, signal, sys
from pathlib import Path
from tiia_pricing.cli import main
from tiia_pricing.rating.engine import DuckDb

left, execute = [int(sys.argv[1])], DuckDb._execute

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def dying(self, sql):
    if left[0] == 0:
        die()
    left[0] -= 1
    return execute(self, sql)

def torn(self, sql, form, path):
    Path(path).write_text("half a li")
    die()

DuckDb._execute = dying
if left[0] < 0:
    DuckDb.copy = torn
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def words(tmp_path: Path) -> list[str]:
    usage, packs = tmp_path / "usage.csv", tmp_path / "packs.csv"
    usage.write_text("account,date,interface,calls\na,2023-05-10,DetectPet,25000\na,no,x,1\n")
    packs.write_text("account,purchased_on,interface,calls\nb,2023-05-01,RecognizeCarPro,10000\n")
    bills, left, rejects = (str(tmp_path / name) for name in OUTPUTS)
    return [
        *("rate", str(usage), "--packs", str(packs), "--out", bills),
        *("--packs-out", left, "--rejects", rejects),
    ]


def run(number: int, words: Sequence[str]) -> int:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, str(number), *words],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    return done.returncode


@pytest.mark.parametrize("number", [-1, 0, 20, 40])
def test_older_files_stay_and_nothing_half_is_there(
    number: int, words: list[str], tmp_path: Path
) -> None:
    for name in OUTPUTS:
        (tmp_path / name).write_text("older")
    assert run(number, words) == -signal.SIGKILL
    assert [(tmp_path / name).read_text() for name in OUTPUTS] == ["older"] * 3
    assert run(10_000, words) == 1  # one reject
    bills = (tmp_path / "bills.csv").read_text("utf-8")
    assert "a,2023-05,宠物识别图片版,25000,1000,0,24000,18" in bills
    assert {path.name for path in tmp_path.iterdir()} == {*OUTPUTS, "usage.csv", "packs.csv"}
