"""One hostile text after another in each field of each input, through each command and format."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from proof.attack.obeyed import TEXTS, faults
from tiia_pricing.cli import main

FORMS = {
    "prices": ("text", "json", "csv"),
    "interfaces": ("text", "json"),
    "readings": ("text", "json"),
    "scrape": ("text", "json"),
    "quote": ("text", "json", "csv"),
    "bill": ("text", "json", "csv"),
    "plan": ("text", "json", "csv"),
    "reconcile": ("text", "json", "markdown", "csv"),
    "diff": ("text", "json", "markdown", "github"),
    "watch": ("text", "json", "markdown", "github"),
    "history": ("text", "json"),
    "propose": ("text", "json"),
    "conformance": ("text", "json"),
}
WRITTEN = ("--letter", "--feed")


@dataclass(frozen=True)
class Field:
    """A place in an input for a text; ``put`` writes the input and gives the commands to run."""

    name: str
    put: Callable[[str, Path], Sequence[Sequence[str]]]


Forms = Callable[[Sequence[str]], Iterable[str]]


@dataclass
class Found:
    """How many outputs were looked at, of which command, and what was obeyed in them."""

    outputs: Counter[str] = field(default_factory=Counter)
    obeyed: list[str] = field(default_factory=list)

    def look(self, what: str, command: Sequence[str], forms: Forms) -> None:
        """Run a command in formats of its own and look at what it prints and writes."""
        for form in forms(FORMS.get(command[0], ("text",))):
            given = [*command, "--format", form] if command[0] in FORMS else list(command)
            code, out, err = told(given)
            self.outputs[command[0]] += 1
            if form == "csv":
                out = out.removeprefix("\ufeff")  # our own, by which Excel knows UTF-8
            judged = [("stdout", out, form), ("stderr", err, "json" if form == "json" else "text")]
            judged += [(name, text, "text") for name, text in _files(given)]
            if command[0] == "propose":
                judged[0] = ("stdout", out.replace("\t", " "), form)  # a patch keeps its tabs
            for name, printed, shape in judged:
                shaped = "text" if shape == "json" and not printed.startswith(("{", "[")) else shape
                for fault in dict.fromkeys(faults(printed, shaped)):
                    self.obeyed.append(f"{what}: {' '.join(given[:2])} {form}, {name}: {fault}")
            if code == 70:
                self.obeyed.append(f"{what}: {' '.join(given[:2])} {form}: {err}")


def told(words: Sequence[str]) -> tuple[int, str, str]:
    """A command's exit code, and all that it prints, byte by byte."""
    raw = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(one, "utf-8", "surrogatepass", newline="") for one in raw)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([one.replace("\0", "") for one in words])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 2
    out.flush()
    err.flush()
    printed = [one.getvalue().decode("utf-8", "surrogatepass") for one in raw]
    return code, printed[0], printed[1]


def _files(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a command wrote into the files that its words name for it."""
    for option, name in pairwise(words):
        if option in WRITTEN and Path(name).is_file():
            yield name, Path(name).read_text("utf-8", "surrogatepass")


def attack(
    fields: Iterable[Field],
    texts: Callable[[int], Iterable[str]] | None = None,
    forms: Forms = iter,
) -> Found:
    """Put texts into each field: all, or those that ``texts`` gives for the field's number.

    ``forms`` chooses from the formats of each command; all by default.
    """
    found = Found()
    for number, one in enumerate(fields):
        for name in texts(number) if texts else TEXTS:
            with TemporaryDirectory() as folder, chdir(folder):
                for command in one.put(TEXTS[name], Path(folder)):
                    found.look(f"{name} in {one.name}", command, forms)
    return found


def sample(number: int, several: int = 1) -> list[str]:
    """All in one, and some of the others in their turn."""
    others = [name for name in TEXTS if name != "all"]
    return ["all", *(others[(number * several + at) % len(others)] for at in range(several))]


def leaves(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The path of each text in JSON; of alike things in lists, those of the first."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value[:2]):
            yield from leaves(one, (*path, index))
    elif isinstance(value, str):
        yield path


def at(value: Any, path: Sequence[object]) -> str:
    """The text at a path."""
    for key in path:
        value = value[key]
    return str(value)


def everywhere(value: object, old: str, new: str) -> object:
    """JSON with each text ``old`` made ``new``, keys too, so that names stay one name."""
    if isinstance(value, dict):
        return {new if k == old else k: everywhere(v, old, new) for k, v in value.items()}
    if isinstance(value, list):
        return [everywhere(one, old, new) for one in value]
    return new if value == old else value


def written(path: Path, value: object) -> str:
    """JSON in a file; its name."""
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8", "surrogatepass")
    return os.fspath(path)
