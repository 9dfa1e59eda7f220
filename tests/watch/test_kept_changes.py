"""A change in the log that no comparison tells is no check: nothing that tells of it fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.watch.archive import Archive

Line = dict[str, Any]

DEARER = {
    "id": "price-increased",
    "level": "breaking",
    "key": {"interfaces": ["车辆识别"], "from_calls": 0},
    "old": "3",
    "new": "4",
    "fingerprint": "0123456789abcdef",
}


def kept(folder: Path, change: Line) -> Archive:
    """An archive whose one check kept a change."""
    check = {"at": "2026-11-24T04:00:00Z", "source": "page.md", "outcome": "changed", "tool": "t"}
    (folder / "checks.jsonl").write_text(json.dumps({**check, "changes": [change]}) + "\n", "utf-8")
    return Archive(folder)


def key(**fields: Any) -> Callable[[Line], Line]:
    return lambda change: {**change, "key": fields}


def of(id: str, old: Any, new: Any) -> Callable[[Line], Line]:
    return lambda change: {**change, "id": id, "old": old, "new": new}


WRONG: dict[str, tuple[Callable[[Line], Line], str]] = {
    "no interfaces": (key(from_calls=0), "the key 'interfaces' is missing"),
    "one text": (key(interfaces="车辆识别"), "expected an array, found a string"),
    "numbers": (key(interfaces=[1]), "expected a string, found a whole number"),
    "lists": (key(interfaces=[["车辆识别"]]), "expected a string, found an array"),
    "a tier of text": (
        key(interfaces=[], from_calls="x"),
        "expected a whole number, found a string",
    ),
    "no tier": (key(interfaces=[], from_calls=None), "expected a whole number, found null"),
    "a pack of text": (key(interfaces=[], calls="x"), "expected a whole number, found a string"),
    "no day": (key(interfaces=[], to="soon"), "expected a day"),
    "no clause": (of("clause-changed", "a", "b"), ": its key names no clause"),
    "a quota of text": (
        of("free-quota-increased", 1, "2"),
        "expected a whole number or an object, found a string",
    ),
    "a quota's day": (of("quota-date-changed", None, "3"), "expected a day"),
    "pools": (of("quota-sharing-changed", [["a"]], "b"), "expected an array, found a string"),
    "a fraction": (of("price-increased", "3", 3.5), "found a number with a fraction"),
    "a list of numbers": (
        of("price-increased", "3", [1]),
        "expected a string or an array, found a whole number",
    ),
    "a number within": (of("label-changed", {"a": {"b": [1]}}, ""), "found a whole number"),
    "announced for no text": (
        of("change-announced", "3", {"value": "4", "from": 1}),
        "expected a string, found a whole number",
    ),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("follows", [False, True])
def test_a_change_that_no_comparison_tells_is_refused(
    name: str, follows: bool, tmp_path: Path
) -> None:
    change, why = WRONG[name]
    wrong = change(DEARER)
    line = {**DEARER, "consequences": [wrong]} if follows else wrong
    with pytest.raises(InputError) as caught:
        kept(tmp_path, line).checks()
    assert (caught.value.id, caught.value.where["line"]) == ("archive-corrupt", 1)
    assert f"line 1 is not a check: of a change {wrong['id']}: " in caught.value.message
    assert why in caught.value.message


@pytest.mark.parametrize(
    "change",
    [
        DEARER,
        of("nothing-known", {"a": "1", "b": None}, [["a"], "b"])(DEARER),
        of("free-quota-decreased", {"a": 2, "b": 3}, 1)(DEARER),
        of("quota-date-changed", None, "2023-01-01")(DEARER),
        of("change-announced", "3", {"a": {"value": None, "from": "2023-01-01"}})(DEARER),
    ],
)
def test_what_a_comparison_may_tell_is_read(change: Line, tmp_path: Path) -> None:
    (check,) = kept(tmp_path, change).checks()
    assert check.changes[0].id == change["id"]
