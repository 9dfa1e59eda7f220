"""What people read has the words of the field, none that the project once had of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiia_pricing.locale import CATALOGUES
from tiia_pricing.locale.extraction import written

ROOT = Path(__file__).parents[2]
SAY_INSTEAD = {
    r"\btold\b(?! otherwise| to\b)": "reported",
    r"\b(?:is|are|was|were|be) put to\b": "run against",
    r"\bcame of it\b": "result",
    r"\bbeside\b": "next to, besides",
    r"\blaws?\b": "invariant",
    r"\bwrong (?:numbers|books)\b": "mutants, deliberate errors",
    r"\bstands? (?:twice|there|in|on|under|beside)\b": "is",
    r"\breached tiers?\b": "volume pricing (阶梯到达)",
    r"\bprogressive tiers?\b": "graduated pricing (阶梯累进)",
    r"\bcould not be had\b": "could not fetch",
    "凭据": "验证报告",
    "定律": "不变式",
    "准确率": "精确率",
    "真实账单": "账单示例",
}
# What is no sentence of ours: names of options, of days' certainty, of rules that are sealed.
MEANT = (
    "or told: no page tells",  # `told` is the value of a column that is explained
    "told：没有页面说明",
    "a line of reached tiers lies",  # the name of an invariant, which receipts have
    "volume pricing (reached tier)",  # where the names are explained
    "graduated pricing (progressive tiers)",
)
_BLOCKS = re.compile(r"(?ms)^([ \t]*)(```|~~~).*?^\1\2[ \t]*$")
_NO_PROSE = re.compile(r"`[^`\n]*`|\]\([^)]*\)|\{[%#{].*?[%#}]\}|<[^>]+>|\{ #[^}]*\}", re.S)


def prose(text: str) -> str:
    """The sentences of a page, without code, addresses and markup."""
    return _NO_PROSE.sub(" ", _BLOCKS.sub("", text))


def pages() -> list[Path]:
    """The pages that people wrote, in both languages."""
    root = [ROOT / f"{name}.md" for name in ("README", "README.zh-CN", "SECURITY", "CONTRIBUTING")]
    return [*root, *sorted((ROOT / "docs").rglob("*.md"))]


def odd(text: str) -> Iterator[str]:
    """Each word of ``text`` that is not to be used, with what to say instead."""
    for meant in MEANT:
        text = text.replace(meant, "")
    for pattern, better in SAY_INSTEAD.items():
        for found in re.finditer(pattern, text, re.I):
            around = text[max(found.start() - 30, 0) : found.end() + 30]
            yield f"{' '.join(around.split())} → {better}"


@pytest.mark.parametrize("page", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_has_plain_words(page: Path) -> None:
    assert list(odd(prose(page.read_text("utf-8")))) == []


@pytest.mark.parametrize("language", list(CATALOGUES))
def test_every_message_has_plain_words_in_both_languages(language: str) -> None:
    found = []
    for message in written(language):
        for side in (message.id, message.string):
            texts = (side,) if isinstance(side, str) else side or ()
            found += [one for text in texts for one in odd(re.sub(r"\{\w+[^}]*\}", "", text))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "Each law was told",
        "the calculator is put to the suite",
        "the row stands twice",
        "验证凭据",
    ],
)
def test_the_old_words_are_found(text: str) -> None:
    assert list(odd(text))
