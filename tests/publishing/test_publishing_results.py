"""The publisher refuses results that a site cannot stand on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import frozen
from support.site_project import Project, Results
from tiia_pricebook.errors import PricingError
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.site_data.site import load_accepted
from tiia_pricing.results.scenario_results import load_results


def fails(project: Project, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["--root", str(project.root), *options]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert not (project.root / "build/docs").exists()
    return printed.err


def first_runs(results: Results) -> list[dict[str, object]]:
    runs: list[dict[str, object]] = results["features"][0]["rules"][0]["scenarios"][0]["runs"]
    return runs


def test_whole_green_and_current_results_are_published(project: Project) -> None:
    assert main(["--root", str(project.root)]) == 0


def test_missing_results(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.root / "build/results.json").unlink()
    assert "there are no results to publish" in fails(project, capsys)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", '{"format": 2}', '{"format": 1, "format": 1}'),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param("\udcff", id="no UTF-8"),
    ],
)
def test_unreadable_results(
    project: Project, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = project.root / "build/results.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "these are no results" in fails(project, capsys)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no file without an end")
@pytest.mark.parametrize("load", [load_results, load_accepted])
def test_what_has_no_end_is_not_read_to_it(load: Callable[[Path], object]) -> None:
    with pytest.raises(PricingError, match="more than 16777216 bytes"):
        load(Path("/dev/zero"))


def nothing_ran(results: Results) -> None:
    results["features"] = []


def partial(results: Results) -> None:
    results["partial"] = True


@pytest.mark.parametrize("change", [partial, nothing_ran])
def test_partial_results(
    project: Project, capsys: pytest.CaptureFixture[str], change: Callable[[Results], None]
) -> None:
    project.results(change)
    assert "only a part of the features ran, or none" in fails(project, capsys)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("features/settlement.feature", "features"),
        ("features/another.feature", "features"),
        (frozen.BOOK, "book"),
        ("src/tiia_pricing/code.py", "code"),
        ("src/tiia_pricing/more/code.py", "code"),
        ("tests/conformance/steps.py", "code"),
    ],
)
def test_results_older_than_their_inputs(
    project: Project, capsys: pytest.CaptureFixture[str], path: str, name: str
) -> None:
    changed = project.root / path
    changed.parent.mkdir(parents=True, exist_ok=True)
    changed.write_text((changed.read_text("utf-8") if changed.exists() else "") + "\n")
    assert f"the results are older than: {name}\n" in fails(project, capsys)


def test_the_publisher_itself_makes_no_results_old(project: Project) -> None:
    path = project.root / "src/tiia_pricing/publishing/pages/all_pages.py"
    path.parent.mkdir(parents=True)
    path.write_text("PAGES = 1\n")
    assert main(["--root", str(project.root)]) == 0


def test_results_without_fingerprints_are_old(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.results(lambda results: results["inputs"].clear())
    assert "older than: book, code, features" in fails(project, capsys)


@pytest.mark.parametrize("verdict", ["failed", "error"])
def test_red_results(project: Project, capsys: pytest.CaptureFixture[str], verdict: str) -> None:
    project.results(lambda results: first_runs(results)[1].update(verdict=verdict))
    assert "1 scenario does not pass: gross-or-net" in fails(project, capsys)


def test_red_results_are_published_when_asked_for_and_shown_as_red(project: Project) -> None:
    project.results(
        lambda results: first_runs(results)[1].update(verdict="failed", message="2 <> 3")
    )
    assert main(["--root", str(project.root), "--allow-failures"]) == 0
    chapter = project.page("rules/settlement.md")
    assert 'id="gross-or-net" open' in chapter
    assert "2 &lt;&gt; 3" in chapter
    assert "tp-bad" in project.page("results.md")
    assert "2 of 3" in project.page("index.md")


def test_a_scenario_that_never_ran_is_no_pass(project: Project) -> None:
    project.results(lambda results: first_runs(results).clear())
    assert main(["--root", str(project.root)]) == 0
    assert "tp-mark tp-skipped" in project.page("results.md")


def test_the_fixture_is_what_the_reporter_writes() -> None:
    """The two sides of the file agree on its keys, wherever the real one is at hand."""
    from support.site_project import ROOT  # noqa: PLC0415

    real = ROOT / "build/results.json"
    if not real.exists():
        pytest.skip("the features have not run here yet (make spec)")
    fixture = json.loads((ROOT / "tests/publishing/results.json").read_text("utf-8"))
    written = json.loads(real.read_text("utf-8"))
    assert fixture.keys() == written.keys()
    for key in ("features", "rules", "scenarios", "steps"):
        fixture, written = fixture[key][0], written[key][0]
        assert fixture.keys() == written.keys()
