"""The page of the scorecard: nothing is published that was missed or told falsely."""

from __future__ import annotations

from typing import Any

import pytest

from support.site_project import HOSTILE, Project
from tiia_pricing.changes import RULES
from tiia_pricing.publishing.__main__ import publish
from tiia_pricing.results.scenario_results import ResultsUnusable


def test_every_change_stands_with_its_recall_and_precision(published: Project) -> None:
    for language in ("en", "zh"):
        page = published.page("scorecard.md", language)
        for rule in RULES:
            assert f'<a href="reference/changes.html#{rule.id}">' in page
        assert page.count('<td class="tp-num">100 %</td>') == 2 * len(RULES)
    assert "A price for calls goes up or down" in published.page("scorecard.md")
    assert "后付费单价上调或下调" in published.page("scorecard.md", "zh")


def test_the_words_at_every_place_stand_now_and_as_first_found(published: Project) -> None:
    for language in ("en", "zh"):
        page = published.page("scorecard.md", language)
        assert '<td class="tp-num">7,168</td>' in page
        assert '<td class="tp-num">24</td>' in page
    assert "Words at every place" in published.page("scorecard.md")
    assert "遍布各处的文字" in published.page("scorecard.md", "zh")


def test_every_rule_stands_with_its_level_and_meaning(published: Project) -> None:
    page = published.page("reference/changes.md")
    for rule in RULES:
        assert f'id="{rule.id}"' in page
        assert rule.meaning in page
        assert rule.unless in page
    assert "接口不再出现在页面上。" in published.page("reference/changes.md", "zh")


def _first(**figures: int) -> Any:
    return lambda card: card["ids"][0].update(**figures)


@pytest.mark.parametrize(
    ("change", "id"),
    [
        (_first(missed=1), "scorecard-failed"),
        (_first(false=1), "scorecard-failed"),
        (_first(made=0), "scorecard-failed"),
        (lambda card: card["words"].update(silent=1), "scorecard-failed"),
        (lambda card: card["words"].update(false=1), "scorecard-failed"),
        (lambda card: card["words"].update(edits=0), "scorecard-failed"),
        (lambda card: card.pop("first"), "scorecard-unreadable"),
        (lambda card: card["ids"].pop(), "scorecard-failed"),
        (lambda card: card["ids"].reverse(), "scorecard-failed"),
        (lambda card: card["inputs"].update(detection="0"), "results-stale"),
        (lambda card: card["inputs"].update(edits="0"), "results-stale"),
        (lambda card: card.pop("meaningless"), "scorecard-unreadable"),
    ],
)
def test_a_scorecard_that_is_not_whole_is_not_published(
    project: Project, change: Any, id: str
) -> None:
    project.scorecard(change)
    with pytest.raises(ResultsUnusable) as refused:
        publish(project.root)
    assert refused.value.id == id
    assert not (project.root / "build/docs").exists()


def test_a_missing_scorecard_is_not_published(project: Project) -> None:
    (project.root / "build/proof/scorecard.json").unlink()
    with pytest.raises(ResultsUnusable) as refused:
        publish(project.root)
    assert refused.value.id == "scorecard-missing"


def test_the_pages_words_stay_text(project: Project) -> None:
    project.scorecard(lambda card: card["meaningful"][0].update(before=HOSTILE, after=HOSTILE))
    publish(project.root)
    assert "<script" not in project.page("scorecard.md")
