"""One way to write JSON, and one to read it: whatever is wrong is one error."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tiia_pricebook.json_codec import NotDecoded, decode, dumps

ROOT = Path(__file__).parents[2]
# The book tells what breaks the schema from what is no JSON; results name the file that is missing.
ELSEWHERE = {"src/tiia_pricebook/codec.py"}


class Named(Struct):
    name: str
    anything: Any = None


def test_what_is_written_is_read() -> None:
    assert dumps(Named("车辆识别")) == ('{\n "name": "车辆识别",\n "anything": null\n}\n'.encode())
    assert decode(dumps(Named("a", [1])), Named) == Named("a", [1])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"name": 1}',
        b'{"name": "\xff"}',
        b'{"name": "a", "anything": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=["empty", "broken off", "a list", "a type", "not UTF-8", "too deep"],
)
def test_whatever_is_wrong_is_one_error(data: bytes) -> None:
    with pytest.raises(NotDecoded):
        decode(data, Named)


def test_nothing_else_catches_the_errors_of_a_decoder() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("src", "scraper")
        for path in (ROOT / folder).rglob("*.py")
        if "DecodeError" in (text := path.read_text("utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ExceptHandler) and node.type is not None
        if "msgspec.DecodeError" in ast.unparse(node.type)
    }
    assert found == ELSEWHERE | {"src/tiia_pricebook/json_codec.py"}
