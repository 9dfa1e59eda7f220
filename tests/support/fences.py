"""The code blocks of a page that people wrote, and the same page with other texts in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}+|~{3,}+)(?P<language>\w*)(?: title=\"(?P<title>[^\"]+)\")?"
    r"[^\n`]*\n(?P<text>.*?)^ *(?P=fence)[`~]* *$",
    re.MULTILINE | re.DOTALL,
)


CHINESE_TITLES = {
    "生成 wheel": "wheel",
    "报告": "report",
    "客户端设置": "settings of the client",
    "提问": "question",
    "回答": "answer",
    "请求": "request",
    "应答": "reply",
}
"""What the title of a block says that is no file's name, in English by its Chinese."""


@dataclass(frozen=True)
class Block:
    """A code block: its title in English, its text without indentation, and where that stands."""

    language: str
    title: str
    text: str
    indent: str
    start: int
    end: int
    line: int


def parsed(page: str) -> list[Block]:
    """Find the code blocks in the text of a page, in order."""
    return [_block(page, found) for found in BLOCK.finditer(page)]


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """Give the page's code blocks: language, title, text without the list's indentation."""
    found = parsed(page.read_text("utf-8"))
    return [(block.language, block.title, block.text) for block in found]


def in_english(title: str) -> str:
    """Give the title of a block as the English page has it; the name of a file is in none."""
    return CHINESE_TITLES.get(title, title)


def replaced(page: str, texts: Sequence[str]) -> str:
    """Give the page with one text for each of its blocks; all else stays as it is."""
    pieces, begin = [], 0
    for block, text in zip(parsed(page), texts, strict=True):
        pieces.append(page[begin : block.start])
        same = text == block.text
        pieces.append(page[block.start : block.end] if same else _indented(text, block.indent))
        begin = block.end
    return "".join([*pieces, page[begin:]])


def _block(page: str, found: re.Match[str]) -> Block:
    indent = found["indent"]
    return Block(
        language=found["language"],
        title=in_english(found["title"] or ""),
        text=re.sub(f"^{indent}", "", found["text"], flags=re.MULTILINE),
        indent=indent,
        start=found.start("text"),
        end=found.end("text"),
        line=page.count("\n", 0, found.start("text")) + 1,
    )


def _indented(text: str, indent: str) -> str:
    """Put the list's indentation before every line that has characters, white space included."""
    return re.sub(r"^(?=.)", indent, text, flags=re.MULTILINE)
