"""What was measured: for each module its functions, their mutants, and the survivors explained."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tiia_pricing.output_files import write

from .modules import GROUPS, functions_of, modules_of

RECORD = Path(__file__).with_name("record.json")


@dataclass
class Measured:
    """One module: ``explained`` are survivors that no input can tell, each with the reason.

    ``functions`` are the hashes of the functions whose mutants were run.
    """

    functions: dict[str, str]
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
    write(RECORD, f"{text}\n")


def sources() -> dict[str, Path]:
    """Every module that is to be measured, with its file."""
    return {name: path for group in GROUPS for name, path in modules_of(group).items()}


def changed(record: dict[str, Measured]) -> list[str]:
    """The modules with a function that is not as it was measured."""
    paths = sources()
    return [name for name in paths if name in record and differs(record[name], paths[name])]


def differs(measured: Measured | None, path: Path) -> bool:
    """Whether the functions of a module are not those that were measured."""
    return measured is None or measured.functions != functions_of(path)


def today() -> str:
    """The day of the measurement."""
    return dt.datetime.now(dt.UTC).date().isoformat()
