"""Names that a feature or a file of names would read as something else get no rows."""

from __future__ import annotations

import tomllib

import pytest
from gherkin.parser import Parser

from support.compiled_folder import compile_folder
from tiia_pricing.proposing import Checkout

from .conftest import Propose
from .trees import NAMES, SNAPSHOTS, edited

ROW = "    <tr>\n      <td>图像质量评估</td>"
PRICES = "<td>4元/千次</td><td>3.5元/千次</td><td>3元/千次</td><td>2元/千次</td>"
ODD = {
    "pipe": "图像|去噪",
    "backslash": "图像\\n去噪",
    "quote": '图像"去噪',
    "docstring": '图像"""去噪',
    "placeholder": "&lt;calls&gt;",
    "comment": "# 图像去噪",
    "tag": "@图像去噪",
    "escape": "图像\x1b去噪",
    "to type": "?",
}
PLAIN = {
    "keyword": "Examples: 去噪",
    "apostrophe": "图像'去噪",
    "hash within": "图像 # 去噪",
    "equals": "图像 = 去噪",
    "comma": "图像,去噪",
}


def with_row(name: str) -> str:
    return edited((ROW, f"    <tr><td>{name}</td>{PRICES}</tr>\n{ROW}"))


def whole(tree: Checkout) -> None:
    """Features, names and book are what they have to be."""
    for path in tree.root.glob("features/*.feature"):
        Parser().parse(path.read_text("utf-8"))
    tomllib.loads(tree.read(NAMES).decode())
    compile_folder(tree.root / SNAPSHOTS)


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_an_odd_name_gets_no_rows_and_is_told(tree: Checkout, propose: Propose, name: str) -> None:
    before = tree.read(NAMES)
    told = propose(with_row(name))
    assert (told["rows"], tree.read(NAMES)) == ([], before)
    assert [doubt["change"] for doubt in told["doubts"]].count("name-unwritable") == 2
    whole(tree)


@pytest.mark.parametrize("name", PLAIN.values(), ids=PLAIN)
def test_another_name_has_rows_that_read_as_they_were_meant(
    tree: Checkout, propose: Propose, name: str
) -> None:
    told = propose(with_row(name))
    assert [one["rows"][0]["interface"] for one in told["rows"]] == [name, name]
    for one in told["rows"]:
        feature = Parser().parse(tree.read(one["file"]).decode())
        assert one["rows"] == _examples(feature, one["title"])
    names = tomllib.loads(tree.read(NAMES).decode())
    assert names["history"][f"{name} before 2026-11-27"] == f"{name}在 2026-11-27 之前"
    whole(tree)


def _examples(feature: object, title: str) -> list[dict[str, str]]:
    """The rows of the examples with a title, wherever they stand in a parsed feature."""
    if isinstance(feature, list):
        return [row for item in feature for row in _examples(item, title)]
    if not isinstance(feature, dict):
        return []
    if feature.get("keyword") == "Examples" and feature.get("name") == title:
        head, *rows = (
            [cell["value"] for cell in row["cells"]]
            for row in (feature["tableHeader"], *feature["tableBody"])
        )
        return [dict(zip(head, row, strict=True)) for row in rows]
    return [row for value in feature.values() for row in _examples(value, title)]
