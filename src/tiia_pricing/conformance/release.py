"""``python -m tiia_pricing.conformance.release``: the next version of the suite, written.

Where the suite only got rows of examples for new facts since its version was set, it is a patch;
for anything else a person says which part goes up with ``--part``. Writes the version and the
hash, the first row of the tables of versions, and the version into the examples of the protocol.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import ndiff
from pathlib import Path

from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import listed, say
from tiia_pricing.conformance.protocol.messages import PROTOCOL
from tiia_pricing.conformance.version import fingerprint_of
from tiia_pricing.git_command import git
from tiia_pricing.locale import of_environment, tell_in
from tiia_pricing.output_files import write_together

VERSION = "src/tiia_pricing/conformance/version.py"
TABLES = ("docs/conformance/versions.md", "docs/zh/conformance/versions.md")
EXAMPLES = ("docs/conformance/protocol.md", "docs/zh/conformance/protocol.md")
NAMES = "src/tiia_pricing/conformance/chinese/names.toml"
PARTS = ("major", "minor", "patch")
_SUITE = re.compile(r'SUITE = Suite\("(?P<version>\d+\.\d+\.\d+)", "(?P<sha256>[0-9a-f]{64})"\)')
_START = re.compile(r'("cmd": "start", "protocol": \d+, "suite": ")[^"]+(")')
_FIRST = re.compile(r"\| \d+\.\d+\.\d+ \|")
_SCENARIO = re.compile(r"Scenario(?: Outline)?: (.+)")
_EXAMPLES = re.compile(r"Examples: *(.*)")


def main(argv: list[str] | None = None) -> int:
    """Set the version of the suite that is here; 0 where it is set, 2 where a person must say."""
    parser = argparse.ArgumentParser(prog="python -m tiia_pricing.conformance.release")
    parser.add_argument("--part", choices=PARTS, help="what goes up; rows alone are a patch")
    parser.add_argument("--what", default="", help="what is new, for the table of versions")
    parser.add_argument("--what-zh", default="", help="the same in Chinese")
    options = parser.parse_args(argv)
    tell = tell_in(of_environment(os.environ))
    try:
        print(tell(release(Path.cwd(), options.part, (options.what, options.what_zh))))
    except PricingError as error:
        print(tell(say("error: {text}", text=error.told(tell))), file=sys.stderr)
        return error.exit_code
    return 0


def release(root: Path, part: str | None, what: tuple[str, str] = ("", "")) -> str:
    """Write the next version into the checkout at ``root``; what was done.

    Raises ``InputError`` where more than rows changed and no ``part`` is given.
    """
    sha256 = fingerprint_of(root / "features", root / "tests/conformance")
    here = _suite_of(_text(root / VERSION))
    if sha256 == here["sha256"]:
        return say("suite {version} is the suite that is here", version=here["version"])
    commit = _git(root, "log", "-1", "--format=%H", "--", VERSION).strip()
    before = {file: _git(root, "show", f"{commit}:{file}") for file in _files(root, commit)}
    rows, others = _compared(before, {file: _text(root / file) for file in _suite(root)})
    if part is None and others:
        text = say("the suite changed by more than rows: {files}", files=listed(others))
        raise InputError("part-unsaid", text, expected=say("--part major, minor or patch"))
    old = _suite_of(_git(root, "show", f"{commit}:{VERSION}"))["version"]
    version = _raised(old, part or "patch")
    said = tuple(
        given or found for given, found in zip(what, _said(root, rows, others), strict=True)
    )
    _write(root, version, sha256, said)
    return say(
        "suite {old} becomes {new} ({part}): {what}",
        old=old,
        new=version,
        part=part or "patch",
        what=said[0],
    )


def _suite_of(text: str) -> re.Match[str]:
    """The version and the hash that the module of the version names."""
    found = _SUITE.search(text)
    if found is None:
        raise _no_version(VERSION, say("the file names no version"))
    return found


def _said(root: Path, rows: list[str], others: list[str]) -> tuple[str, str]:
    """What is new, in English and in Chinese, for the table of versions."""
    if others:
        files = ", ".join(others)
        return f"changes of {files}", f"更改：{files}"
    names = tomllib.loads(_text(root / NAMES))
    chinese = {title: said for own in names.values() for title, said in own.items()}
    wordings = "；".join(chinese.get(title, title) for title in rows)
    return f"rows for {'; '.join(rows)}", f"新增行：{wordings}"


def _raised(version: str, part: str) -> str:
    numbers = [int(number) for number in version.split(".")]
    index = PARTS.index(part)
    return ".".join(map(str, [*numbers[:index], numbers[index] + 1, *[0] * (2 - index)]))


def _suite(root: Path) -> Iterator[str]:
    """The files that the suite consists of."""
    for pattern in ("features/*.feature", "tests/conformance/*.py"):
        yield from (path.relative_to(root).as_posix() for path in sorted(root.glob(pattern)))


def _files(root: Path, commit: str) -> list[str]:
    listed = _git(root, "ls-tree", "-r", "--name-only", commit, "features", "tests/conformance")
    return [file for file in listed.splitlines() if file.endswith((".feature", ".py"))]


def _compared(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The titles of the rows that came, and the files in which anything else changed."""
    titles: list[str] = []
    others = sorted(before.keys() ^ now.keys())
    for file in before.keys() & now.keys():
        if before[file] != now[file]:
            found = _only_rows(before[file], now[file]) if file.endswith(".feature") else None
            if found is None:
                others.append(file)
            else:
                titles += found
    return titles, sorted(others)


def _only_rows(before: str, now: str) -> list[str] | None:
    """The titles of the examples that got rows; ``None`` where anything else changed."""
    titles: list[str] = []
    scenario = head = ""
    for line in ndiff(before.split("\n"), now.split("\n")):
        sign, text = line[:2], line[2:].strip()
        if sign == "- ":
            return None
        if sign == "? " or not text:
            continue
        if not text.startswith("|"):
            head = text
            scenario = found[1] if (found := _SCENARIO.fullmatch(text)) else scenario
        if sign == "+ ":
            examples = _EXAMPLES.fullmatch(head)
            if examples is None:
                return None
            titles.append(examples[1] or scenario)
    return list(dict.fromkeys(titles))


def _write(root: Path, version: str, sha256: str, what: Iterable[str]) -> None:
    """Write all files or none."""
    suite = _replaced(root / VERSION, _SUITE, f'SUITE = Suite("{version}", "{sha256}")')
    files = {root / VERSION: suite}
    for file, said in zip(TABLES, what, strict=True):
        row = f"| {version} | {PROTOCOL} | {said.replace('|', '&#124;')} |"
        lines = _text(root / file).split("\n")
        lines = [line for line in lines if not line.startswith(f"| {version} |")]
        newest = next(n for n, line in enumerate(lines) if _FIRST.match(line))
        lines.insert(newest, row)
        files[root / file] = "\n".join(lines)
    for file in EXAMPLES:
        files[root / file] = _replaced(root / file, _START, rf"\g<1>{version}\g<2>")
    write_together({path: text.encode() for path, text in files.items()})


def _replaced(path: Path, pattern: re.Pattern[str], text: str) -> str:
    found, count = pattern.subn(text, _text(path))
    if not count:
        raise _no_version(str(path), say("the file has no version to replace"))
    return found


def _no_version(file: str, text: str) -> InputError:
    expected = say("the file as the last release has it")
    return InputError("version-unreadable", text, where={"file": file}, expected=expected)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _git(root: Path, *words: str) -> str:
    return git(root, *words).decode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
