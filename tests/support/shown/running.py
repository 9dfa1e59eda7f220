"""The commands of a page, run one after another in a folder that has what they name."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from support.shown import examples
from support.shown.steps import Step
from tiia_pricing.history.snapshot_folder import load_index, page_bytes

ROOT = Path(__file__).parents[3]
SNAPSHOT = Path("scraper/snapshots/tiia-pricing.md")
RECEIPTS = "docs/conformance/receipts"
PROGRAMS = {"tiia-pricing": ("-m", "tiia_pricing"), "python": ()}
COMMANDS = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
ENVIRONMENT = {"PYTHONUTF8": "1", "PATH": COMMANDS, "LC_ALL": "C.UTF-8"}
SHELL = {"|", ">", "<", "&&", ";"}
CODE = "echo $?"
MARK = "\ufeff"  # before CSV, for Excel: a terminal does not show it


class Printed(NamedTuple):
    """What a command prints, and its exit code."""

    text: str
    code: int


class Failed(Exception):
    """A line that cannot be shown, and why; ``step`` is its step's number among the steps."""

    def __init__(self, line: str, why: str, step: int = 0) -> None:
        super().__init__(line, why)
        self.line, self.why, self.step = line, why, step


Run = Callable[[str, Path, str], Printed]
Type = Callable[[str], Printed]


def run(command: str, folder: Path, language: str) -> Printed:
    """Run a command, which may read a file; raises ``Failed`` for one that is not to be run."""
    typed, _, file = command.partition(" < ")
    program, *words = shlex.split(typed)
    if program not in PROGRAMS or SHELL & set(words):
        raise Failed(command, f"expected {' or '.join(PROGRAMS)}, and nothing that wants a shell")
    if file and not (folder / file).is_file():
        raise Failed(command, f"no block of the page gives {file}, and no command before wrote it")
    given = (folder / file).read_text("utf-8") if file else None
    done = _python([*PROGRAMS[program], *words], folder, given, language)
    if done.stdout and done.stderr:
        raise Failed(command, f"writes to both outputs:\n{done.stdout}{done.stderr}")
    return Printed(done.stdout.removeprefix(MARK) + done.stderr, done.returncode)


def printed(
    steps: Sequence[Step], language: str = "en", run: Run = run, *, slow: bool = True
) -> tuple[str | None, ...]:
    """Do the steps in a new folder, and give each as it looks today; None: nothing to compare.

    Without ``slow`` no report is made. Raises ``Failed``.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        furnish(folder)
        pythons = iter(_pythons(steps, folder))

        def typed(command: str) -> Printed:
            return run(command, folder, language)

        texts = []
        for number, step in enumerate(steps):
            try:
                python = step.kind == "pycon"
                texts.append(next(pythons) if python else _text(step, folder, typed, slow=slow))
            except Failed as error:
                error.step = number
                raise
    return tuple(texts)


def _text(step: Step, folder: Path, run: Type, *, slow: bool) -> str | None:
    if step.kind == "console":
        return "".join(_replayed(step.lines, run))
    if step.kind == "excerpt":
        return _report(step.lines[0], run) if slow else None
    if step.kind == "file":
        (folder / step.name).write_text(step.lines[0], "utf-8")
    if step.kind == "typed":
        for _ in _replayed(step.lines, run):
            pass
    return None


def _replayed(lines: Sequence[str], run: Type) -> Iterator[str]:
    """Type the lines; one that fails has ``echo $?`` after it, or raises ``Failed``."""
    code = 0
    for line, after in zip_longest(lines, lines[1:]):
        yield f"$ {line}\n"
        if line == CODE:
            yield f"{code}\n"
            code = 0
            continue
        text, code = run(line)
        if code and after != CODE:
            raise Failed(line, f"exit code {code}, and no `$ {CODE}` after it:\n{text}")
        yield text


def _report(command: str, run: Type) -> str:
    """Run a command whose report says what differs: with exit code 1 it has done its work."""
    text, code = run(command)
    if code > 1:
        raise Failed(command, f"exit code {code}:\n{text}")
    return text


def _pythons(steps: Sequence[Step], folder: Path) -> list[str]:
    """Run all the Python of a page as one session."""
    numbers = [number for number, step in enumerate(steps) if step.kind == "pycon"]
    if not numbers:
        return []
    blocks = json.dumps([steps[number].lines for number in numbers])
    done = _python(["-P", examples.__file__], folder, blocks, "en")
    answer = json.loads(done.stdout or json.dumps({"broken": [0, ">>>", done.stderr]}))
    if "broken" in answer:
        block, line, why = answer["broken"]
        raise Failed(line, why, numbers[block])
    texts: list[str] = answer["texts"]
    return texts


def _python(
    words: Sequence[str], folder: Path, given: str | None, language: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - what our own pages show
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | ENVIRONMENT | {"LANGUAGE": language},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def furnish(folder: Path) -> None:
    """Put into the folder what the commands of the documentation name."""
    (folder / SNAPSHOT.parent).mkdir(parents=True)
    (folder / "src/tiia_pricing").mkdir(parents=True)
    shutil.copy(ROOT / SNAPSHOT, folder / SNAPSHOT)
    pages = ROOT / SNAPSHOT.parent
    newest = page_bytes(pages, load_index(pages).pages[-1])
    (folder / "page.md").write_bytes(newest)
    shutil.copytree(ROOT / RECEIPTS, folder / RECEIPTS)
    shutil.copy(ROOT / "docs/conformance/example_adapter.py", folder)
    page = newest.decode()
    for name, price in (("dearer.md", "2.6"), ("tenfold.md", "26")):
        (folder / name).write_text(page.replace("2.5元/千次", f"{price}元/千次", 1), "utf-8")
