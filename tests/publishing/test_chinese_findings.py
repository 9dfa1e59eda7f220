"""What the reader finds on a page is told in Chinese, whatever its numbers, days and names are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import frozen
import tiia_scraper
from tiia_pricing.locale import tell_in
from tiia_pricing.publishing.build.translator import Translator
from tiia_scraper import read_with_messages

SOURCES = sorted(Path(tiia_scraper.__file__).parent.rglob("*.py"))
CHINESE = tell_in("zh")
PAGE = frozen.TEXT


def told(page: str) -> dict[str, str]:
    """The Chinese of what a page's findings say, by the English."""
    _, said = read_with_messages(page.encode(), "page")
    return {text: CHINESE(message) for text, message in said.items()}


@pytest.mark.parametrize(
    ("before", "after", "english", "chinese"),
    [
        ("", "", "the range holds", "以区间为准"),
        ("</table>", "<tr></tr></table>", "a row without cells", "没有单元格的行"),
        (
            "<td>智能裁剪</td>",
            '<td colspan="two">智能裁剪</td>',
            "colspan='two'",
            "colspan=“two” 无法读作数字",
        ),
    ],
)
def test_findings_are_told_in_chinese(before: str, after: str, english: str, chinese: str) -> None:
    assert told(PAGE.replace(before, after, 1) if before else PAGE)[english] == chinese


def test_a_page_without_an_interface_wants_no_new_chinese() -> None:
    """Its notice, its lead-in and its spans are found to say something else than before."""
    row = PAGE.index("<tr> \n<td>智能裁剪</td>")
    end = PAGE.index("</tr>\n", row) + len("</tr>\n")
    found = told(PAGE[:row] + PAGE[end:])
    assert found["announces the quotas after the change; 4 cells give the old first"] == (
        "语句称下表为调整后的额度，而有 4 个单元格先写调整前的额度"
    )
    assert [text for text in found.values() if re.search("[a-z]+ [a-z]+ [a-z]+", text)] == []


def test_a_book_says_its_findings_in_english_and_as_plain_text() -> None:
    book, said = read_with_messages(PAGE.encode(), "page")
    texts = {text for one in book.findings for text in (one.text, one.decision)}
    assert {type(text) for text in texts} == {str}
    assert texts == said.keys()


def test_what_the_site_knows_is_said_in_its_language() -> None:
    translate = Translator("zh", {}).knowing({"the range holds": "以区间为准"})
    assert translate.said("the range holds") == "以区间为准"
    assert translate.said("the page is upside down") == "the page is upside down"


def test_every_finding_of_the_reader_is_a_message() -> None:
    """None is put together of texts that nobody could translate."""
    given = [text for path in SOURCES for text in _given(ast.parse(path.read_text("utf-8")))]
    assert len(given) > 50
    assert [
        ast.unparse(text) for text in given if isinstance(text, ast.JoinedStr | ast.BinOp)
    ] == []
    plain = [text.value for text in given if isinstance(text, ast.Constant)]
    assert [text for text in plain if isinstance(text, str)] == []


def _given(module: ast.Module) -> Iterator[ast.expr]:
    """The texts and decisions that a module gives to ``find`` and ``repair``."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _finds(call):
                    yield from (_value(function, one) for one in call.args[2:])


def _value(function: ast.FunctionDef, given: ast.expr) -> ast.expr:
    """What is given, or what stands last in the variable that is given."""
    own = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and node.lineno < given.lineno
        and ast.unparse(node.targets[0]) == ast.unparse(given)
    ]
    return max(own, key=lambda node: node.lineno).value if own else given


def _finds(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", "")
    return name in {"find", "repair"} and len(call.args) == 4
