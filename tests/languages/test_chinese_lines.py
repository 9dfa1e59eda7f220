"""A line of Chinese that goes on in the next one would have a blank between: a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.chinese_lines import ROOT, breaks, chinese_pages, joined


@pytest.mark.parametrize("page", chinese_pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_line_of_a_chinese_page_ends_within_a_sentence(page: Path) -> None:
    lines = page.read_text("utf-8").split("\n")
    told = [f"{page.name}:{at + 1}: {lines[at][:30]}" for at in breaks(lines)]
    assert told == [], "join them: PYTHONPATH=tests python -m support.chinese_lines"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("免费额度\n用尽", "免费额度用尽"),
        ("用尽，\n`quote` 给出", "用尽，`quote` 给出"),
        ("见[协议](a.md)\n的说明", "见[协议](a.md)的说明"),
        ("- 一项\n  的后半", "- 一项的后半"),
        ("**免费**\n额度", "**免费**额度"),
    ],
)
def test_what_belongs_together_is_joined(text: str, whole: str) -> None:
    assert joined(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "命令 bill\n给出",  # a blank belongs between Latin and Chinese
        "一段\n\n另一段",
        "- 一项\n- 另一项",
        "| 一 |\n| 二 |",
        "# 标题\n正文",
        "```console\n合计\n范围\n```",
    ],
)
def test_what_does_not_belong_together_stays(text: str) -> None:
    assert joined(text) == text
