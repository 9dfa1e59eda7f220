"""JSON with one thing wrong in it: a value, a key, a list, a text, at any place."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Path = tuple[Any, ...]

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 2.5, 1e5, 10**30, "", " ", "x", "1", "-1", "2_5", "5."),
    *(".5", "+5", "２.５", "0x10", "1e3", "NaN", "Infinity", "2024-01-01", "2024-13-01"),
    *("2024-1-1", "20240101", "2024-01-01T00:00:00", "２０２４-01-01", "2024-01-01 "),
    *([], {}, [[]], [{}], [1], ["x"], {"x": 1}, {"from": None}),
)
_TEXTS: tuple[Callable[[str], str], ...] = (
    lambda text: text + " ",
    lambda text: " " + text,
    lambda text: text + "\n",
    lambda text: text + ".",
    lambda text: text[:1] + "_" + text[1:],
    lambda text: text.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}),
    lambda text: text.upper(),
    lambda text: "-" + text,
    lambda text: text + "e0",
    lambda text: text[1:],
    lambda text: text.translate({ord("0"): "٠", ord("5"): "٥"}),
)


def damaged(content: Any, chance: random.Random) -> tuple[Any, Path]:
    """A copy of ``content`` that is changed at one place, and the place."""
    found = copy.deepcopy(content)
    path = chance.choice(list(_paths(found)))
    holder = found
    for step in path[:-1]:
        holder = holder[step]
    chance.choice((_replace, _replace, _reword, _reword, _drop, _add, _repeat))(
        holder, path[-1], chance
    )
    return found, path


def _paths(content: Any, path: Path = ()) -> Iterator[Path]:
    pairs = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in pairs:
        yield (*path, key)
        if isinstance(value, (dict, list)):
            yield from _paths(value, (*path, key))


def _replace(holder: Any, key: Any, chance: random.Random) -> None:
    holder[key] = copy.deepcopy(chance.choice(_VALUES))


def _reword(holder: Any, key: Any, chance: random.Random) -> None:
    value = holder[key]
    if isinstance(value, str):
        holder[key] = chance.choice(_TEXTS)(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        holder[key] = chance.choice((float(value), str(value), -value, value + 1, value + 0.5))
    else:
        _replace(holder, key, chance)


def _drop(holder: Any, key: Any, _: random.Random) -> None:
    del holder[key]


def _add(holder: Any, key: Any, chance: random.Random) -> None:
    value = copy.deepcopy(chance.choice(_VALUES))
    if isinstance(holder, dict):
        holder[chance.choice(("x", "page", "price", "from_", "known_since", "months"))] = value
    else:
        holder.insert(key, value)


def _repeat(holder: Any, key: Any, chance: random.Random) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    else:
        _add(holder, key, chance)
