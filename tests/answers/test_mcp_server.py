"""``tiia-pricing mcp``: a session of the SDK's own client over standard input and output."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import frozen
from answers.seeded import expected, questions, same
from tiia_pricebook.errors import PricingError
from tiia_pricing.answers import catalogue
from tiia_pricing.cli import main

# Imported before a test puts another standard error in place, which the SDK would keep.
mcp: Any = pytest.importorskip("mcp", reason="the extra mcp is not installed")
anyio: Any = pytest.importorskip("anyio", reason="the extra mcp is not installed")

SAMPLE = 40  # of the 300 that were asked once; each takes some 20 ms
HOSTILE = "商品识别\u202e\x1b[31m::error::"


def session(talk: Callable[[Any], Awaitable[None]], *options: str) -> None:
    """Start the command as a client does, and talk to it."""
    environment = {"PYTHONUTF8": "1", "PYTHONPATH": ":".join(sys.path)}
    arguments = ["-m", "tiia_pricing", "mcp", "--book", frozen.dated_file(), *options]
    command = mcp.StdioServerParameters(command=sys.executable, args=arguments, env=environment)

    async def talked() -> None:
        async with mcp.Client(command) as client:
            await talk(client)

    anyio.run(talked)


def test_a_client_finds_the_tools_and_what_they_take() -> None:
    async def talk(client: Any) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == [
            *("quote", "bill", "explain", "plan", "changes", "prices")
        ]
        assert all(tool.annotations.read_only_hint for tool in tools)
        assert tools[0].input_schema["required"] == ["month", "calls"]
        assert tools[0].description.startswith("What one month costs")

    session(talk)


def test_tools_are_described_in_chinese() -> None:
    async def talk(client: Any) -> None:
        tool = (await client.list_tools()).tools[0]
        assert "一个月" in tool.description
        assert tool.input_schema["properties"]["month"]["description"] == "月份，YYYY-MM"

    session(talk, "--lang", "zh")


def test_errors_are_in_chinese_too() -> None:
    async def talk(client: Any) -> None:
        told = await client.call_tool("quote", {"calls": {"DetectPet": 1}, "month": "2023-5-5-5"})
        error = told.structured_content
        assert (told.is_error, error["message"]) == (True, "无法读取日期“2023-5-5-5”")
        assert error["expected"] == "月份 YYYY-MM"

    session(talk, "--lang", "zh")


def test_answers_are_those_of_the_reference_calculator() -> None:
    async def talk(client: Any) -> None:
        for asked in questions(SAMPLE):
            told = await client.call_tool(asked.name, asked.arguments)
            same(told.structured_content, expected(asked), refused=told.is_error)

    session(talk)


def test_errors_are_tool_errors_and_foreign_text_is_data() -> None:
    async def talk(client: Any) -> None:
        usage = [{"date": "2023-05-01", "interface": HOSTILE, "calls": 1}]
        told = await client.call_tool("bill", {"usage": usage})
        error = told.structured_content
        assert (told.is_error, error["error"]) == (True, "unknown-interface")
        assert error["where"]["path"] == "$.usage[0].interface"
        assert error["expected"].startswith("one of 商品识别, ")
        for shown in (error["message"], told.content[0].text):
            assert not set(shown) & {"\u202e", "\x1b"}
        assert json.loads(told.content[0].text) == error
        usage = [{"date": "2023-05-01", "interface": "商品识别", "calls": 1}]
        activated = [{"date": "2023-05-01", "interface": HOSTILE}]
        told = await client.call_tool("bill", {"usage": usage, "activated": activated})
        named = told.structured_content["where"]["activated"]
        assert named == "商品识别\\u202e\\u001b[31m::error::"
        told = await client.call_tool("nothing", {})
        assert (told.is_error, told.structured_content["error"]) == (True, "unknown-question")

    session(talk)


def test_a_fault_of_ours_is_told_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by\x1b zero")

    monkeypatch.setattr(catalogue, "answer", fail)
    error = catalogue.answered(frozen.dated(), "quote", {})
    assert isinstance(error, PricingError)
    assert error.id == "program-fault"
    told = catalogue.as_data(error.as_dict())
    assert told["message"] == "the program has a fault: ZeroDivisionError: by\\u001b zero"


def test_without_the_sdk_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setitem(sys.modules, "mcp.server.lowlevel", None)
    assert main(["mcp"]) == 2
    assert capsys.readouterr().err == (
        "error: mcp is not installed; the extra 'mcp' brings it\n"
        "expected: pip install '.[mcp]' in a checkout, or pip install 'FILE.whl[mcp]';"
        " with pipx, pipx install --force\n"
    )
