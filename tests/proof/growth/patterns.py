"""Every compiled regular expression of a package, and texts made to be slow for it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import groupby
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

_parser: Any = import_module("re._parser")
_DEEPEST = 4
_TRIES = 60
_ENDS = ("", "!", "1", " ")
_PARTS = (" ", "1", ",", "x", "甲", "-")


def modules(root: ModuleType, without: tuple[str, ...]) -> Iterator[ModuleType]:
    """The modules of a package but for those below the names in ``without``."""
    for found in walk_packages(root.__path__, f"{root.__name__}."):
        if not found.name.startswith(without) and not found.name.endswith("__main__"):
            yield import_module(found.name)


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns in a module's global: alone, in collections, in data."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < _DEEPEST and not isinstance(value, type | ModuleType):
        for part in _parts(value):
            yield from patterns(part, depth + 1)


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (*value, *value.values())
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if type(value).__module__.startswith(("tiia_scraper", "tiia_pricing")):
        return getattr(value, "__dict__", {}).values()
    return ()


def texts(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Texts of a length: the parts of a pattern over and over, then something else."""
    binary = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if binary else pattern.pattern
    flags = pattern.flags & ~re.UNICODE
    parts = sorted({part for part in _samples(_parser.parse(source, flags)) if part})
    for text in _texts((*parts, *_PARTS), length):
        yield text.encode("latin-1", "replace") if binary else text


def _texts(parts: tuple[str, ...], length: int) -> Iterator[str]:
    choose = random.Random(1)  # noqa: S311 - the same texts each time
    for part in parts:
        yield _filled(part, length)
    for _ in range(_TRIES):
        repeated = "".join(choose.choices(parts, k=choose.choice((1, 1, 2, 3))))
        yield choose.choice(parts) + _filled(repeated, length) + choose.choice(_ENDS)
    for _ in range(_TRIES):
        runs = choose.choices(parts, k=choose.choice((2, 3)))
        yield "".join(_filled(part, length // len(runs)) for part in runs)


def _filled(part: str, length: int) -> str:
    return (part * (length // len(part) + 1))[:length]


def _samples(tree: Any) -> Iterator[str]:
    """Each part of a pattern as a text that it matches, or nearly."""
    yield _sample(tree)
    for literal, part in groupby(tree, lambda item: str(item[0]) == "LITERAL"):
        if literal:
            yield _sample(part)
    for operator, argument in tree:
        yield _sample([(operator, argument)])
        for inner in _inner(argument):
            yield from _samples(inner)


def _inner(argument: Any) -> Iterator[Any]:
    """The trees within an argument of an operator."""
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, tuple | list):
        for part in argument:
            yield from _inner(part)


def _sample(tree: Any) -> str:
    return "".join(_shown(str(operator), argument) for operator, argument in tree)


def _shown(operator: str, argument: Any) -> str:
    if operator == "LITERAL":
        return chr(argument)
    if operator == "IN":
        return _one_of(argument)
    if operator == "BRANCH":
        return _sample(argument[1][0])
    if operator.endswith("REPEAT"):
        return _sample(argument[2]) * max(1, min(int(argument[0]), 4))
    if operator in ("AT", "ASSERT", "ASSERT_NOT", "GROUPREF"):
        return ""
    return "".join(map(_sample, _inner(argument))) or "x"


def _one_of(items: Any) -> str:
    for operator, argument in items:
        if str(operator) == "LITERAL":
            return chr(argument)
        if str(operator) == "RANGE":
            return chr(argument[0])
        if str(operator) == "CATEGORY":
            return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(argument), "x")
    return "x"
