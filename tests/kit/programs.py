"""Programs to put to the kit: commands of the faulty adapter, and small cases to ask."""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

from msgspec import Struct

from conformance.sheets import case
from tiia_pricing.conformance.protocol.case import Book, Case
from tiia_pricing.conformance.run.program import ProgramLimits

ROOT = Path(__file__).parents[2]
ADAPTERS = Path(__file__).parent / "adapters"
PATIENT = ProgramLimits(start=30, answer=30, stop=30)
HASTY = ProgramLimits(start=30, answer=0.3, stop=0.3)


class Done(Struct, frozen=True):
    """What a command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


def faulty(way: str, at: int = 0, *words: str) -> str:
    """The command of a program that breaks the protocol so, at this answer.

    It starts without the packages of its Python, so at once, unless it is to tell the truth.
    """
    options = [] if words else ["-S", "-E"]
    script = str(ADAPTERS / "faulty.py")
    return shlex.join([sys.executable, *options, script, way, str(at), *words])


def small(book: Book | None = None) -> Case:
    """A case of one row."""
    return case(book, [{"date": "2023-05", "interface": "商品识别", "calls": "1000"}])


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(pid: int) -> bool:
    """Whether a process that was ended is gone soon: the system takes its time."""
    for _ in range(500):
        if not alive(pid):
            return True
        time.sleep(0.01)
    return False


def partial(*words: str) -> str:
    """The command of the reference with fewer claims."""
    return shlex.join([sys.executable, str(ADAPTERS / "partial.py"), *words])


def conformance(*words: str) -> Done:
    """Run ``tiia-pricing conformance`` in a process of its own."""
    return run(sys.executable, "-m", "tiia_pricing", "conformance", *words)


def suite(*words: str) -> Done:
    """Run ``pytest`` in the checkout, by the suite alone."""
    plain = ("-p", "no:cacheprovider", "-q")
    return run(sys.executable, "-m", "pytest", *plain, *words, "tests/conformance")


def run(*words: str) -> Done:
    """Run a command in the checkout."""
    done = subprocess.run(  # noqa: S603
        words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)
