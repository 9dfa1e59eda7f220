"""The code blocks of a page that people wrote."""

from __future__ import annotations

import re
from pathlib import Path

BLOCK = re.compile(r"^( *)```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[str, str, str]]:
    """The page's code blocks: language, title, text without the list's indentation."""
    found = BLOCK.findall(page.read_text("utf-8"))
    return [
        (language, title, re.sub(f"^{indent}", "", text, flags=re.MULTILINE))
        for indent, language, title, text in found
    ]
