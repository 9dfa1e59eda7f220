"""Features read with their lines and written anew: what is not meant stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.errors import InputError
from tiia_pricing.pricebook import default_book
from tiia_pricing.proposing.featuretext import Feature, Table, read_feature, rewritten
from tiia_pricing.proposing.patch import literals, rewrite

FEATURES = sorted((Path(__file__).parents[2] / "features").glob("*.feature"))
TEXT = """\
Feature: Calls
  Background:
    Given the price book of the page

  Rule: Calls cost

    Scenario Outline: A row
      # One comment.
      Then the tiers of the book are:
        | interface | price |
        # between
        | 商品识别  | 2.5   |
        | 车辆识别  | <x>   |

      Examples:
        | x |
        | 3 |
"""


def tables(feature: Feature) -> list[Table]:
    found = [
        table
        for scenario in feature.scenarios()
        for table in (*(step.table for step in scenario.steps), *scenario.examples)
    ]
    return list(filter(None, found))


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_every_table_written_anew_is_as_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    found = tables(read_feature(text, path.name))
    assert found
    assert rewritten(text, {table: table.rows for table in found}) == text


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_the_book_in_force_changes_no_feature(path: Path) -> None:
    text = path.read_text("utf-8")
    book = default_book()
    assert rewrite(read_feature(text, path.name), book, book, ()) == text


def test_a_scenario_has_its_background_its_lines_and_its_comments() -> None:
    (scenario,) = read_feature(TEXT, "calls.feature").scenarios()
    assert scenario.of_the_page
    assert scenario.comments == {8: "# One comment.", 11: "# between"}
    assert list(scenario.runs()) == [{"x": "3"}]
    assert [(step.line, step.kind) for step in scenario.steps] == [(3, "Given"), (9, "Then")]
    (table, examples) = tables(read_feature(TEXT, "calls.feature"))
    assert (table.lines, examples.lines) == ((10, 12, 13), (16, 17))


def test_a_row_more_a_row_less_and_a_bar_in_a_cell() -> None:
    table, examples = tables(read_feature(TEXT, "calls.feature"))
    more = [*table.rows, ("车辆|识别（增强版）", "75")]
    text = rewritten(TEXT, {table: more, examples: examples.rows[:1]})
    assert text == (
        TEXT.replace("| interface | price |", "| interface            | price |")
        .replace("| 商品识别  | 2.5   |", "| 商品识别             | 2.5   |")
        .replace(
            "| 车辆识别  | <x>   |",
            "| 车辆识别             | <x>   |\n        | 车辆\\|识别（增强版） | 75    |",
        )
        .replace("        | 3 |\n", "")
    )
    assert tables(read_feature(text, "calls.feature"))[0].rows == (*table.rows, more[-1])


def test_lines_that_differ_are_told_and_spaces_are_not() -> None:
    new = TEXT.replace("2.5   |", "12.55 |").replace("Calls cost", "Calls  cost")
    (literal,) = literals("calls.feature", TEXT, new.replace("# between", "# between "))
    assert (literal.line, literal.old, literal.new) == (
        12,
        "| 商品识别 | 2.5 |",
        "| 商品识别 | 12.55 |",
    )


def test_what_is_no_feature_is_refused_with_its_file() -> None:
    with pytest.raises(InputError) as refused:
        read_feature("Scenario without a feature", "broken.feature")
    assert (refused.value.id, refused.value.where) == (
        "feature-unreadable",
        {"file": "broken.feature"},
    )
