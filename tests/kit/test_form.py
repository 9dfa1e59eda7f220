"""How the features are written: names, tags, quotations, vocabulary, arithmetic."""

from __future__ import annotations

import ast
import operator
import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from conformance.tables import plain
from support.pickles import pickles
from tiia_pricebook import READINGS, default_book
from tiia_pricing.feature_files.feature_model import Examples
from tiia_pricing.feature_files.features import features, scenarios
from tiia_pricing.proposing.new_rows import TO_TYPE
from tiia_pricing.results.sentences_in_use import bound, sentences

MODAL = re.compile(r"\b(should|must|shall|can|cannot|could|may|might|will|would|test that)\b")
BEYOND = "beyond-the-page"
OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
ALL = [scenario for _, _, scenario in scenarios()]


def test_names_and_ids_are_unique() -> None:
    for counts in (Counter(s.name for s in ALL), Counter(s.id for s in ALL)):
        assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_short_and_state_facts() -> None:
    assert [s.name for s in ALL if len(s.name) > 90 or MODAL.search(s.name)] == []


def test_the_vocabulary_is_small_and_every_sentence_is_in_use() -> None:
    known = sentences()
    assert 0 < len(known) <= 35
    assert [sentence.text for sentence in known if not sentence.scenarios] == []
    assert [sentence.text for sentence in known if not sentence.meaning] == []


def test_every_step_is_one_sentence() -> None:
    known = list(bound())
    for scenario in ALL:
        for step in scenario.steps:
            fitting = [
                context.parser.name
                for kind, context in known
                if kind == step.kind and context.parser.is_matching(step.text)
            ]
            assert len(fitting) == 1, (scenario.name, step.text, fitting)


def test_every_scenario_computes_and_asserts() -> None:
    for scenario in ALL:
        kinds = [step.kind for step in scenario.steps]
        assert kinds[0] == "Given", scenario.name
        assert kinds[-1] == "Then", scenario.name


def test_every_rule_is_a_clause_and_every_clause_a_rule() -> None:
    clauses = [clause.id for clause in default_book().clauses if clause.informative is None]
    rules = [rule for f in features() if BEYOND not in f.tags for rule in f.rules]
    assert Counter(tag for rule in rules for tag in rule.tags) == Counter(clauses)
    assert all(len(rule.tags) == 1 for rule in rules)
    assert all(not rule.tags for f in features() if BEYOND in f.tags for rule in f.rules)


def test_every_rule_quotes_its_clause_and_explains_it() -> None:
    book = default_book()
    for feature in features():
        for rule in feature.rules if BEYOND not in feature.tags else ():
            quotation, _, meaning = rule.description.partition("\n\n")
            assert quotation == book.clause(rule.tags[0]).text
            assert re.fullmatch(r"[^\n]+\.", meaning), rule.name


def test_every_feature_of_the_page_is_a_chapter_of_it() -> None:
    book = default_book()
    for feature in features():
        if BEYOND not in feature.tags:
            chapters = {book.clause(rule.tags[0]).chapter for rule in feature.rules}
            assert len(chapters) == 1
            assert re.match(rf"Chapter {chapters.pop()}[,:] ", feature.description)


@pytest.mark.parametrize(("name", "value"), [(r.name, v) for r in READINGS for v in r.values])
def test_every_value_of_every_reading_has_a_scenario(name: str, value: str) -> None:
    given = f'the reading "{name}" is "{value}"'
    tagged = (one for one in pickles() if f"reading-{name}" in one.tags)
    assert any(given in {step.text for step in one.steps} for one in tagged)


def test_every_tag_of_a_scenario_is_a_reading() -> None:
    readings = {f"reading-{reading.name}" for reading in READINGS}
    assert {tag for scenario in ALL for tag in scenario.tags} == readings


def test_every_column_of_examples_is_used_and_every_placeholder_has_one() -> None:
    for scenario in ALL:
        parts = [part for step in scenario.steps for part in step.parts]
        used = {name for part in parts for name in re.findall(r"<(.+?)>", part)}
        for table in scenario.examples:
            assert set(table.columns) - {"arithmetic"} == used, scenario.name


def test_no_row_of_examples_stands_twice() -> None:
    for scenario in ALL:
        rows = [str(row) for row in scenario.rows]
        assert len(set(rows)) == len(rows), scenario.name


def test_amounts_are_what_their_arithmetic_gives() -> None:
    checked = sum(check_amounts(table) for scenario in ALL for table in scenario.examples)
    assert checked > 200


def check_amounts(table: Examples) -> int:
    """Compare each amount with its arithmetic, in cents; the number of amounts compared.

    One that is still to be typed is not compared: ``test_untyped.py`` names it.
    """
    if "arithmetic" not in table.columns:
        return 0
    amount = "total" if "total" in table.columns else "amount"
    rows = [row for row in table.rows if row[amount] != TO_TYPE]
    for row in rows:
        exact = 100 * value(row["arithmetic"])
        cents = exact // 1 if row.get("value") == "down" else (exact + Fraction(1, 2)) // 1
        assert Fraction(plain(row[amount])) * 100 == cents, row
    return len(rows)


def test_an_amount_that_is_still_to_be_typed_is_not_compared() -> None:
    rows = (
        {"amount": "2.60", "arithmetic": "1,000 × 2.6 ÷ 1,000"},
        {"amount": "?", "arithmetic": "2,000 × 2.6 ÷ 1,000"},
    )
    assert check_amounts(Examples("", (), ("amount", "arithmetic"), rows)) == 1


def value(arithmetic: str) -> Fraction:
    """What ``1,000 × 2.5 ÷ 1,000`` comes to, exactly."""
    text = plain(arithmetic).replace("×", "*").replace("÷", "/")
    return evaluated(text, ast.parse(text, mode="eval").body)


def evaluated(text: str, node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant):
        return Fraction(ast.get_source_segment(text, node) or "")
    assert isinstance(node, ast.BinOp)
    operation = OPERATIONS[type(node.op)]
    return operation(evaluated(text, node.left), evaluated(text, node.right))
