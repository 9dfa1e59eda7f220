"""Rooms whose sentences are messages keep them so: no error is put together of plain text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tiia_pricebook
import tiia_pricing
import tiia_scraper

PACKAGES = [Path(str(one.__file__)).parent for one in (tiia_pricebook, tiia_scraper, tiia_pricing)]
PRICING = PACKAGES[-1]
ROOMS = (
    *PACKAGES[:2],
    *(PRICING / room for room in ("billing", "changes", "cli", "conformance", "feature_files")),
    *(PRICING / room for room in ("history", "output_files", "planning", "python_api")),
    *(
        PRICING / room
        for room in ("proposing", "rating", "reconciliation", "results", "tables", "watch")
    ),
)
SAYING = {"say", "say_many", "say_as", "phrase"}
RAISED = {
    *("InputError", "PageUnreadable", "BookInvalid", "SourceUnreachable", "ArgumentTypeError"),
    *("Problem", "Warning", "Reason", "Note", "Unreadable", "LadderError", "unreachable"),
    *("refuse", "refuse_at", "refuse_cell", "find", "repair"),
}
# A sentence has a blank between letters; an id, a format or a head has none.
SENTENCE = re.compile(r"[a-z{}!r]+ [a-z{}]+")


# What stands in them is no message, for a reason.
ELSEWHERE = {
    "codec.py": "it speaks as msgspec does, whose words are not ours",
    "unknown_months.py": "it makes the data of the price book, which are English",
}


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _plain(path: Path) -> Iterator[str]:
    """The sentences that a module gives to an error, a warning or a finding as plain text."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _name(node) in RAISED:
            given = [*node.args, *(one.value for one in node.keywords if one.arg == "expected")]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"text", "expected"}:
            given = [node.value]
        else:
            continue
        yield from (ast.unparse(one) for one in given if _is_sentence(one))


def _is_sentence(given: ast.expr) -> bool:
    if isinstance(given, ast.JoinedStr):
        return bool(SENTENCE.search(ast.unparse(given)[2:-1]))
    return isinstance(given, ast.Constant) and bool(SENTENCE.search(str(given.value)))


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_error_is_put_together_of_plain_text(room: Path) -> None:
    found = {
        str(path.relative_to(room)): plain
        for path in sorted(room.rglob("*.py"))
        if path.name not in ELSEWHERE and (plain := list(_plain(path)))
    }
    assert found == {}


def _said_within_a_text(path: Path) -> Iterator[str]:
    """The messages within f-strings of a module, which Babel does not find."""
    for text in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(text, ast.JoinedStr):
            calls = (one for one in ast.walk(text) if isinstance(one, ast.Call))
            yield from (ast.unparse(one) for one in calls if _name(one) in SAYING)


def test_no_message_stands_in_an_f_string() -> None:
    modules = (path for package in PACKAGES for path in sorted(package.rglob("*.py")))
    assert [said for path in modules for said in _said_within_a_text(path)] == []


def test_a_message_in_an_f_string_is_found(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("text = f\"## {tell(say('a title'))}\"\n", "utf-8")
    assert [*_said_within_a_text(file)] == ["say('a title')"]


def test_plain_text_is_found(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text(
        'raise InputError("an-id", f"there is no {day}", expected="a day of the calendar")\n'
        'text = "the file is empty"\n'
        'raise InputError("an-id", say("there is no {day}", day=day), expected="csv,xlsx")\n',
        "utf-8",
    )
    assert sorted(_plain(file)) == [
        "'a day of the calendar'",
        "'the file is empty'",
        "f'there is no {day}'",
    ]
