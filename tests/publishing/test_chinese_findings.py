"""What the reader finds on a page is told in Chinese, whatever its numbers, days and names are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import frozen
import tiia_scraper
from tiia_pricing.publishing.build.render import Translator
from tiia_pricing.publishing.chinese.findings import DECISIONS, FINDINGS, finding_in_chinese
from tiia_scraper import read_page

SOURCES = sorted(Path(tiia_scraper.__file__).parent.rglob("*.py"))
ANY = "7"


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "500 calls a month until 2031-02-01, 1000 from then on, 20 from 2032-01-01 on",
            "2031-02-01 之前每月 500 次，此后每月 1000 次，自 2032-01-01 起 20 次",
        ),
        (
            "announces the quotas after the change; 4 cells give the old first",
            "语句称下表为调整后的额度，而有 4 个单元格先写调整前的额度",
        ),
        (
            "not a list of interfaces of the page: 商品识别、车辆识别",
            "并非本页接口的列举；本页接口：商品识别、车辆识别",
        ),
        ("rowspan=8 over 7 rows", "rowspan=8，而只有 7 行"),
        ("rowspan=2 over 1 row", "rowspan=2，而只有 1 行"),
        ("colspan='two'", "colspan='two' 无法读作数字"),
        ("the price rises from 2 to 2.5 with the volume", "单价随用量由 2 升至 2.5"),
        ("the cells hold", "以单元格为准"),
        ("1000 calls", "1000 次"),
    ],
)
def test_what_changes_from_one_finding_to_the_next_stays(english: str, chinese: str) -> None:
    assert finding_in_chinese(english) == chinese
    assert Translator("zh", {}, {}).said(english) == chinese
    assert Translator("en", {}, {}).said(english) == english


def test_another_kind_of_sentence_has_no_chinese() -> None:
    assert finding_in_chinese("the page is upside down") is None
    assert Translator("zh", {}, {}).said("the page is upside down") == "the page is upside down"


def test_a_decision_is_a_reason_of_the_proof_too() -> None:
    assert Translator("zh", {}, {}).fact("the range holds") == "以区间为准"


def test_the_parts_of_every_sentence_stand_in_order_and_in_both_languages() -> None:
    for english, chinese in (FINDINGS | DECISIONS).items():
        parts = [f"{{{number}}}" for number in range(english.count("{"))]
        assert [english.index(part) for part in parts] == sorted(map(english.index, parts))
        assert all(part in chinese for part in parts), english


def test_a_page_without_an_interface_wants_no_new_chinese() -> None:
    """Its notice, its lead-in and its spans are found to say something else than before."""
    row = frozen.TEXT.index("<tr> \n<td>智能裁剪</td>")
    end = frozen.TEXT.index("</tr>\n", row) + len("</tr>\n")
    book = read_page((frozen.TEXT[:row] + frozen.TEXT[end:]).encode(), "page")
    texts = {text for one in book.findings for text in (one.text, one.decision)}
    assert "announces the quotas after the change; 4 cells give the old first" in texts
    assert [text for text in texts if finding_in_chinese(text) is None] == []


def test_every_finding_of_the_reader_has_its_chinese() -> None:
    said = {text for path in SOURCES for text in _said(ast.parse(path.read_text("utf-8")))}
    assert len(said) > 50
    assert {"the cells hold", f"{ANY} has no free quota on this page"} <= said
    left = {text for text in said if finding_in_chinese(text) is None}
    assert left == {f"{ANY}={ANY}"}, "the name of an attribute, of which there are two"


def _said(module: ast.Module) -> Iterator[str]:
    """The texts and decisions that a module gives to ``find`` and ``repair``."""
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _finds(call):
                    for given in call.args[2:]:
                        yield from _rendered(_value(function, given))


def _value(function: ast.FunctionDef, given: ast.expr) -> ast.expr:
    """What is given, or what stands last in the variable that is given."""
    before = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and node.lineno < given.lineno
    ]
    own = [node for node in before if ast.unparse(node.targets[0]) == ast.unparse(given)]
    return max(own, key=lambda node: node.lineno).value if own else given


def _finds(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", "")
    return name in {"find", "repair"} and len(call.args) == 4


def _rendered(text: ast.expr) -> Iterator[str]:
    """A text with a number in every place; none for what is no literal."""
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        yield text.value
    elif isinstance(text, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else ANY for part in text.values)
        yield "".join(map(str, parts))
