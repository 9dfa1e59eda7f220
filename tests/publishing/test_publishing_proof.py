"""The pages of the proof: nothing is published that the suite did not notice."""

from __future__ import annotations

from typing import Any

import pytest

from support.site_project import HOSTILE, Project
from tiia_pricing.publishing.__main__ import publish
from tiia_pricing.results.scenario_results import ResultsUnusable


def test_every_mutant_and_wrong_calculator_is_on_its_page(published: Project) -> None:
    for language, becomes in (("en", "is"), ("zh", "改为")):
        page = published.page("mutants.md", language)
        assert f"2.5 {becomes} 2.6" in page
        assert "tiers-rise" in page
        assert f"2022-10-01 {becomes} 2022-10-02" in page
    assert "Nothing ever costs anything." in published.page("gallery.md")
    assert "一律免费。" in published.page("gallery.md", "zh")


def _verdict(kind: str, verdict: str) -> Any:
    return lambda proof: proof[kind][0].update(verdict=verdict)


@pytest.mark.parametrize(
    ("change", "id"),
    [
        (_verdict("mutants", "survived"), "proof-failed"),
        (_verdict("mutants", "stale"), "proof-failed"),
        (_verdict("gallery", "missed"), "proof-failed"),
        (_verdict("mutants", "unheard-of"), "proof-unreadable"),
        (lambda proof: proof.update(mutants=[]), "proof-failed"),
        (lambda proof: proof.update(gallery=[]), "proof-failed"),
        (lambda proof: proof["inputs"].update(book="0"), "results-stale"),
        (lambda proof: proof.pop("seconds"), "proof-unreadable"),
    ],
)
def test_a_proof_that_fails_is_not_published(project: Project, change: Any, id: str) -> None:
    project.proof(change)
    with pytest.raises(ResultsUnusable) as refused:
        publish(project.root)
    assert refused.value.id == id
    assert not (project.root / "build/docs").exists()


def test_a_missing_proof_is_not_published(project: Project) -> None:
    (project.root / "build/proof/mutants.json").unlink()
    with pytest.raises(ResultsUnusable) as refused:
        publish(project.root)
    assert refused.value.id == "proof-missing"


def test_the_vendors_words_stay_text(project: Project) -> None:
    project.proof(lambda proof: proof["mutants"][0].update(fact=HOSTILE, change=HOSTILE))
    publish(project.root)
    assert "<script" not in project.page("mutants.md")
