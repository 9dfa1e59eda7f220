"""Every change of every edited page is told as it is, and nothing else is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from proof.scorecard import scoring
from proof.scorecard.__main__ import LEAST_EDITS, LEAST_MEANINGLESS, LEAST_OF_AN_ID, row, too_few
from proof.scorecard.combined import independent
from proof.scorecard.corpus import meaningful, meaningless
from proof.scorecard.edits import Edit
from proof.scorecard.kinds import MEANINGFUL, MEANINGLESS
from proof.scorecard.pages import CAR, GOODS, PRO, markdown
from proof.scorecard.prices import price
from proof.scorecard.quotas import amounts
from proof.scorecard.scoring import Card, score
from tiia_pricing.changes import IDS, RULES, Change
from tiia_pricing.results.inputs import scorecard_fingerprints
from tiia_pricing.results.scenario_results import ResultsUnusable
from tiia_pricing.results.scorecard_results import Figures, Score, Scorecard, load_scorecard

ROOT = Path(__file__).parents[3]
SCORED = ROOT / "build/proof/scorecard.json"
SHARES = 8


@cache
def edits() -> tuple[list[Edit], list[Edit]]:
    return [*meaningful()], [*meaningless()]


@cache
def scored(path: Path = SCORED, root: Path = ROOT) -> bool:
    """Whether `make spec` scored these very files and edits, and found each told and no other."""
    try:
        load_scorecard(path, root)
    except ResultsUnusable:
        return False
    return True


@pytest.mark.parametrize("share", range(SHARES))
def test_every_change_is_told_and_no_other(share: int) -> None:
    if scored():
        return
    for all_of_them in edits():
        assert score(all_of_them[share::SHARES]).wrong == []


def test_a_scorecard_of_other_files_or_with_a_fault_is_none(tmp_path: Path) -> None:
    fit = Scorecard(
        scorecard_fingerprints(ROOT),
        1.0,
        tuple(Score(id, 10, 10, 0, 0) for id in IDS),
        (),
        (),
        *[Figures(1, 1, 0, 0, 0, 0)] * 2,
    )
    missed = (Score(IDS[0], 10, 9, 1, 0), *fit.ids[1:])
    cards = {
        "fit": fit,
        "other": replace(fit, inputs=fit.inputs | {"page": "0"}),
        "missed": replace(fit, ids=missed),
        "silent": replace(fit, words=Figures(1, 0, 0, 1, 0, 0)),
    }
    for name, card in cards.items():
        (tmp_path / name).write_bytes(msgspec.json.encode(card))
        assert scored(tmp_path / name) == (name == "fit")
    assert not scored(tmp_path / "none")


def test_there_are_enough_edits_of_every_kind() -> None:
    some, none = edits()
    assert len(some) >= LEAST_EDITS == 500
    assert len(none) >= LEAST_MEANINGLESS == 300
    assert Counter(edit.kind for edit in some).keys() == MEANINGFUL.keys()
    assert Counter(edit.kind for edit in none).keys() == MEANINGLESS.keys()
    made = Counter(told.id for edit in some for told in edit.told)
    assert all(made[id] >= LEAST_OF_AN_ID == 10 for id in IDS)


def test_every_edit_is_another_page() -> None:
    some, none = edits()
    texts = Counter(edit.texts for edit in (*some, *none))
    assert all(before != after for before, after in texts)
    assert sum(count - 1 for count in texts.values()) <= 25  # what two kinds of edits come to


def test_levels_are_those_of_the_rules() -> None:
    levels = {rule.id: {rule.level, *rule.unless.replace(" or", "").split()} for rule in RULES}
    told = {(one.id, one.level) for edit in edits()[0] for one in edit.told}
    assert [pair for pair in told if pair[1] not in levels[pair[0]]] == []


def test_what_is_within_another_is_not_independent() -> None:
    page = markdown()
    first, second = price(page, GOODS, 0, "2.6", ""), price(page, GOODS, 1, "2.1", "")
    other = price(page, CAR, 1, "2.1", "")
    assert not independent(first, second)
    assert independent(first, other)
    shared = next(edit for edit in amounts(page) if edit.told[0].key["interfaces"] == [CAR, PRO])
    assert independent(first, shared)


def test_a_change_that_is_not_told_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "compare", lambda old, new: ())
    card = score([price(markdown(), GOODS, 0, "2.6", "")])
    assert row(card, Card(), "price-increased") == {
        **{"id": "price-increased", "made": 1, "found": 0},
        **{"missed": 1, "false": 0},
    }
    assert len(card.wrong) == 1


@pytest.mark.parametrize(
    ("level", "key", "new"),
    [
        ("notable", {"interfaces": [GOODS], "from_calls": 0}, "2.6"),
        ("breaking", {"interfaces": [CAR], "from_calls": 0}, "2.6"),
        ("breaking", {"interfaces": [GOODS], "from_calls": 0}, "2.7"),
    ],
)
def test_a_change_that_is_told_otherwise_is_missed_and_a_false_alarm(
    monkeypatch: pytest.MonkeyPatch, level: str, key: dict[str, object], new: str
) -> None:
    change = Change("price-increased", level, key, "2.5", new, "0")  # type: ignore[arg-type]
    monkeypatch.setattr(scoring, "compare", lambda old, new: (change,))
    card = score([price(markdown(), GOODS, 0, "2.6", "")])
    figures = row(card, Card(), "price-increased")
    assert (figures["missed"], figures["false"]) == (1, 1)


def test_what_follows_wrongly_makes_a_change_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    key = {"interfaces": [GOODS], "from_calls": 0}
    follower = Change("pack-added", "notable", {"interfaces": [PRO]}, None, "1", "0")
    change = Change("price-increased", "breaking", key, "2.5", "2.6", "0", (follower,))
    monkeypatch.setattr(scoring, "compare", lambda old, new: (change,))
    assert len(score([price(markdown(), GOODS, 0, "2.6", "")]).wrong) == 1


def test_a_false_alarm_of_an_edit_that_means_nothing_counts() -> None:
    nothing = Card(false=Counter({"clause-added": 2}))
    assert row(Card(), nothing, "clause-added")["false"] == 2


def test_too_few_edits_are_no_score() -> None:
    assert len(too_few(Card(), Card())) == len(IDS) + 2
