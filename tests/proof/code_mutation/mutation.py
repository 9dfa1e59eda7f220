"""A module's source → one file with all its mutants, made by mutmut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir
from difflib import ndiff
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import LineSpan
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents

from .modules import ROOT

# mutmut leaves a decorated function alone, and a cache would outlive the change of a function.
_CACHED = re.compile(r"^@(?:lru_)?cache(?:\(.*\))?\n", re.MULTILINE)


class Mutated(NamedTuple):
    """The code with its mutants, and each mutant's name for the switch and for people."""

    code: str
    described: dict[str, str]


def mutate(module: str, path: Path) -> Mutated:
    """Every mutant of a module: ``module.x_function__mutmut_7`` → ``function: old → new``."""
    source = _CACHED.sub("", path.read_text("utf-8"))
    with chdir(ROOT):
        mutated = mutate_file_contents(str(path.relative_to(ROOT)), source)
    return Mutated(mutated.code, dict(_described(module.removesuffix(".__init__"), mutated)))


def _described(module: str, mutated: MutatedFile) -> Iterator[tuple[str, str]]:
    lines = mutated.code.splitlines()
    spans = mutated.line_span_by_function_name
    seen: Counter[str] = Counter()
    for name in mutated.mutant_names:
        mangled = name.partition("__mutmut_")[0]
        change = _change(_cut(lines, spans[f"{mangled}__mutmut_orig"]), _cut(lines, spans[name]))
        text = f"{_function(mangled)}: {change}"
        seen[text] += 1
        yield f"{module}.{name}", text if seen[text] == 1 else f"{text} ({seen[text]})"


def _cut(lines: list[str], span: LineSpan) -> list[str]:
    body = lines[span.start - 1 : span.end]
    return [line.strip() for line in body if "__mutmut_" not in line]


def _change(old: list[str], new: list[str]) -> str:
    """The lines that differ, on one line: ``day < end → day <= end``."""
    found = list(ndiff(old, new))
    sides = (" ".join(line[2:] for line in found if line[0] == sign) for sign in "-+")
    return " → ".join(side or "nothing" for side in sides)


def _function(mangled: str) -> str:
    """``xǁLadderǁof`` is Ladder.of, ``x_price`` is price."""
    return mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
