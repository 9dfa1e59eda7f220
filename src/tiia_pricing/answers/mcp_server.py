"""The questions as tools of the Model Context Protocol, over standard input and output."""

from __future__ import annotations

import json
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Tell
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.answers.catalogue import INSTRUCTIONS, NAME, QUESTIONS, answered, refusal
from tiia_pricing.answers.schemas import described, input_schema
from tiia_pricing.extras import load_extra


def ensure_sdk() -> None:
    """Raise ``InputError`` where the SDK is not installed."""
    load_extra("mcp", "mcp.server.lowlevel")


def serve(book: PriceBook, tell: Tell = str) -> None:
    """Answer on standard input and output until the client closes them."""
    anyio = import_module("anyio")
    anyio.run(_serve, server(book, tell))


def server(book: PriceBook, tell: Tell = str) -> Any:
    """Return the server of the SDK, with a tool for each question."""
    sdk = import_module("mcp.server.lowlevel")
    anyio, types = import_module("anyio"), import_module("mcp_types")

    async def list_tools(_context: Any, _params: Any) -> Any:
        return types.ListToolsResult(tools=_tools(types, tell))

    async def call_tool(_context: Any, params: Any) -> Any:
        ask = partial(answered, book, params.name, params.arguments or {})
        found = await anyio.to_thread.run_sync(ask)
        failed = isinstance(found, PricingError)
        told = refusal(found, tell) if failed else found
        text = json_text(json.dumps(told, ensure_ascii=False))
        content = [types.TextContent(type="text", text=text)]
        return types.CallToolResult(content=content, structured_content=told, is_error=failed)

    return sdk.Server(
        NAME,
        version=version("tiia-pricing-spec"),
        instructions=tell(INSTRUCTIONS),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tools(types: Any, tell: Tell) -> list[Any]:
    """The tools: they only read, and give the same answer to the same question."""
    hints = types.ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    return [
        types.Tool(
            name=one.name,
            description=described(one, tell),
            input_schema=input_schema(one, tell),
            annotations=hints,
        )
        for one in QUESTIONS.values()
    ]


async def _serve(served: Any) -> None:
    stdio = import_module("mcp.server.stdio")
    async with stdio.stdio_server() as (read, write):
        await served.run(read, write, served.create_initialization_options())
