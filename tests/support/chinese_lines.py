"""Lines of Chinese Markdown that end where no blank belongs: a browser shows one for each.

``PYTHONPATH=tests python -m support.chinese_lines`` joins them in the project's Chinese pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MARKS = r"，。；：、！？（）【】《》“”‘’…—"
_WORD = rf"[\u3400-\u9fff{_MARKS}]"
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_BLOCK = re.compile(r"\s*(?:$|[#>|<]|[-*+]\s|\d+[.)]\s|```|~~~|---|===|!!!|\?\?\?|\{[%#]|:\s)")
_FENCE = re.compile(r"\s*(```+|~~~+)")


def chinese_pages() -> list[Path]:
    """Return what people read in Chinese and wrote as Markdown."""
    return [*sorted(ROOT.glob("*.zh-CN.md")), *sorted((ROOT / "docs/zh").rglob("*.md"))]


def breaks(lines: list[str]) -> Iterator[int]:
    """Yield the index of each line that belongs right behind the one before it."""
    fence = ""
    for index, line in enumerate(lines):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        elif index and not fence and _belong(lines[index - 1], line):
            yield index


def _belong(before: str, line: str) -> bool:
    """Whether a line goes on with the text of the one before it, and no blank is between them."""
    if _BLOCK.match(line) or (_BLOCK.match(before) and not _ITEM.match(before)):
        return False
    end, start = (re.sub(r"[*_]", "", _LINK.sub(r"\1", text)).strip() for text in (before, line))
    marked = re.search(f"[{_MARKS}]$", end) or re.match(f"[{_MARKS}]", start)
    return bool(marked or (re.search(f"{_WORD}$", end) and re.match(_WORD, start)))


def joined(text: str) -> str:
    """Return ``text`` with each such line behind the one before it."""
    lines = text.split("\n")
    wanted = {*breaks(lines)}
    parts: list[str] = []
    for index, line in enumerate(lines):
        if index in wanted:
            parts[-1] = parts[-1].rstrip() + line.strip()
        else:
            parts.append(line)
    return "\n".join(parts)


if __name__ == "__main__":
    for page in chinese_pages():
        page.write_text(joined(page.read_text("utf-8")), "utf-8")
