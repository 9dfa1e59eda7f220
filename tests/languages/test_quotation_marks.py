"""One kind of quotation marks and apostrophes a language: 'so' in English, “如此” in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tiia_pricing.locale import tell_in
from tiia_pricing.locale.extraction import written
from tiia_scraper.sources import quoted

ROOT = Path(__file__).parents[2]
OF_OTHERS = {"en": "“”‘’„«»「」『』", "zh": "‘„«»「」『』"}
CODE = re.compile(r"```.*?^ *```|`[^`]*`|\{[%{#].*?[%}#]\}|<[^>]+>", re.M | re.S)
CHINESE_PAGES = [*(ROOT / "docs/zh").rglob("*.md"), *ROOT.glob("*.zh-CN.md")]
ENGLISH_PAGES = [
    *(page for page in (ROOT / "docs").rglob("*.md") if "zh" not in page.parts),
    *(ROOT / f"{name}.md" for name in ("README", "SECURITY", "CONTRIBUTING")),
]
PAGES = [
    *(pytest.param(page, "en", id=page.name) for page in ENGLISH_PAGES),
    *(pytest.param(page, "zh", id=f"zh {page.name}") for page in CHINESE_PAGES),
]


def faults(text: str, language: str) -> list[str]:
    """The marks of another convention, a pair that is not closed, straight marks in Chinese."""
    found = [mark for mark in text if mark in OF_OTHERS[language]]
    if language == "zh":
        marks = "".join(re.findall("[“”]", text))
        found += [marks] if marks != "“”" * (len(marks) // 2) else []
        found += re.findall(r"""(?<![=\w])["'][\u3400-\u9fff][^"'\n]*["']""", text)
    return found


def texts(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


@pytest.mark.parametrize(("page", "language"), PAGES)
def test_a_page_has_the_marks_of_its_language(page: Path, language: str) -> None:
    assert faults(CODE.sub("", page.read_text("utf-8")), language) == []


def test_every_message_has_the_marks_of_its_language() -> None:
    pytest.importorskip("babel", reason="Babel, of the extra dev, is not installed")
    catalogue = [one for one in written("zh") if one.id]
    assert [text for one in catalogue for text in texts(one.id) if faults(text, "en")] == []
    assert [text for one in catalogue for text in texts(one.string) if faults(text, "zh")] == []


def test_a_source_is_quoted_as_the_language_quotes() -> None:
    name = quoted("https://somebody:secret@example.com/价格")
    assert str(name) == "'https://example.com/价格'"
    assert tell_in("zh")(name) == "“https://example.com/价格”"
    assert str(quoted("https://example.com/" + "a" * 9, most=21)) == "'https://example.com/a'"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It says “no”.", "en"),
        ("写作「否」。", "zh"),
        ("写作 '否'。", "zh"),
        ("写作“否。", "zh"),
    ],
)
def test_another_mark_is_found(text: str, language: str) -> None:
    assert faults(text, language)
