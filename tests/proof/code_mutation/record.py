"""What was measured: for each module its source, its mutants, and the survivors explained."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from .modules import GROUPS, modules_of, sha256

RECORD = Path(__file__).with_name("record.json")


@dataclass
class Measured:
    """One module: ``explained`` are survivors that no input can tell, each with the reason."""

    sha256: str
    mutants: int
    killed: int
    explained: dict[str, str]
    unexplained: list[str]
    measured: str
    tool: str


def load() -> dict[str, Measured]:
    """The record as committed."""
    entries = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    return {name: Measured(**entry) for name, entry in entries.items()}


def save(record: dict[str, Measured]) -> None:
    """Write the record, in the order of the modules; modules that are no more are dropped."""
    entries = {name: asdict(record[name]) for name in sources() if name in record}
    text = json.dumps(entries, ensure_ascii=False, indent=2)
    RECORD.write_text(f"{text}\n", "utf-8")


def sources() -> dict[str, Path]:
    """Every module that is to be measured, with its file."""
    return {name: path for group in GROUPS for name, path in modules_of(group).items()}


def changed(record: dict[str, Measured]) -> list[str]:
    """The modules whose source is not the one that was measured."""
    paths = sources()
    return [n for n in paths if n in record and record[n].sha256 != sha256(paths[n])]


def today() -> str:
    """The day of the measurement."""
    return dt.datetime.now(dt.UTC).date().isoformat()
