"""The kit on the site: the receipts that are shipped, the page of them, and foreign receipts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from kit.receipts import conforming
from support.site_project import HOSTILE, RECEIPTS, ROOT, Project
from tiia_pricebook import PriceBook
from tiia_pricebook.untrusted_text import visible
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.receipts import receipt, verify
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.run.laws import law_in_words
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.publishing.__main__ import LANGUAGES, main

REFERENCE = f"{RECEIPTS}/reference.json"
ADDRESS = 'https://example.org/"><script>alert(1)</script>'


def put(project: Project, name: str, change: Callable[[Receipt], Receipt]) -> None:
    """Write a receipt that holds, changed and sealed again, under a name."""
    path = project.root / RECEIPTS / f"{name}.json"
    path.write_bytes(receipt.dumps(receipt.sealed(change(conforming("another")))))


def named(name: str) -> Callable[[Receipt], Receipt]:
    def change(made: Receipt) -> Receipt:
        return replace(made, implementation=messages.Implementation(name, name, name, ADDRESS))

    return change


def page(project: Project, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(project.page("conformance/index.md", language), "html.parser")


@pytest.mark.parametrize(
    ("language", "reason"), [("en", "does not claim plan"), ("zh", "没有声明 plan")]
)
def test_why_a_law_was_not_asked_is_told_in_the_language_of_the_page(
    tmp_path: Path, book: PriceBook, language: str, reason: str
) -> None:
    def planless(made: Receipt) -> Receipt:
        first, *others = made.laws
        unasked = replace(first, verdict="unclaimed", message="does not claim plan")
        claims = replace(made.claims, abilities=("books",))
        return named("planless")(replace(made, claims=claims, laws=(unasked, *others)))

    project = Project(tmp_path, book)
    put(project, "planless", planless)
    assert main(["--root", str(tmp_path)]) == 0
    assert reason in {str(one["title"]) for one in page(project, language).select("span[title]")}


@pytest.mark.parametrize(
    "path", sorted((ROOT / RECEIPTS).glob("*.json")), ids=lambda path: path.name
)
def test_a_shipped_receipt_holds_is_of_this_suite_and_conforms(path: Path) -> None:
    """After the suite or the price book changed: make receipts."""
    found = verify.load(path)
    assert found.suite == SUITE
    assert found.conclusion == "conforms"


def test_the_reference_claims_everything_and_is_asked_everything() -> None:
    found = verify.load(ROOT / REFERENCE)
    assert found.claims.levels == ("totals", "lines", "reasons")
    abilities = ("books", "range", "files", "history", "left", "plan", "reconcile")
    assert found.claims.abilities == abilities
    assert sum(rule.unclaimed for rule in found.rules) == 0


def test_the_page_has_each_receipt_with_its_clauses_laws_and_command(project: Project) -> None:
    put(project, "other", named("other calculator"))
    assert main(["--root", str(project.root)]) == 0
    for language in ("en", "zh"):
        has_each_receipt(project, language)


def has_each_receipt(project: Project, language: str) -> None:
    found = page(project, language)
    names = [cell.get_text() for cell in found.select("table")[0].select("thead th")][1:]
    assert "the reference" in names
    assert "other calculator" in names
    place = names.index("the reference")
    reference = verify.load(project.root / REFERENCE)
    said = LANGUAGES[language].said
    for rule in reference.rules:
        heads = found.find_all(string=said(rule.rule))
        row = next(row for head in heads if (row := head.find_parent("tr")))
        numbers = [cell.get_text().split()[0] for cell in row.select("td")]
        own = numbers[3 * place : 3 * place + 3]
        assert own == [
            f"{tally.passed}/{tally.passed}" if tally.passed else "–"
            for tally in rule.levels.values()
        ]
    for law in reference.laws:
        assert said(law_in_words(law.law)) in found.get_text()
    command = "tiia-pricing conformance verify docs/conformance/receipts/other.json"
    assert command in found.get_text()


def test_a_clause_leads_to_its_rule(published: Project) -> None:
    links = {str(link["href"]) for link in page(published).select("tbody th a")}
    assert links == {"../rules/settlement.html#reached-tiers"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_receipts_badges_schemas_and_the_example_stand_beside_the_page(
    published: Project, language: str
) -> None:
    folder = published.root / "build/docs" / language / "conformance"
    assert (folder / "receipts/reference.json").read_bytes() == (
        published.root / REFERENCE
    ).read_bytes()
    badge = (folder / "receipts/reference.svg").read_text("utf-8")
    assert f"reasons, suite {SUITE.version}" in badge
    for name, schema in (("protocol", messages.schema()), ("receipt", receipt.schema())):
        written = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(written)
        assert written == json.loads(json.dumps(schema))
    example = ROOT / "docs/conformance/example_adapter.py"
    assert (folder / "example_adapter.py").read_bytes() == example.read_bytes()
    shown = published.page("conformance/protocol.md", language)
    assert f"```python\n{example.read_text('utf-8')}```" in shown


def test_names_in_receipts_stay_text(project: Project) -> None:
    names = [HOSTILE, "<script>alert(1)</script>", "'\"><img src=x onerror=y>"]
    for number, name in enumerate(names):
        put(project, f"hostile-{number}", named(name))
    assert main(["--root", str(project.root)]) == 0
    for language in ("en", "zh"):
        written = project.page("conformance/index.md", language)
        found = BeautifulSoup(written, "html.parser")
        assert "<script" not in written
        assert not found.select("script, [onerror], [href^='javascript:'], [src='x']")
        shown = {cell.get_text() for cell in found.select("thead th")}
        assert set(map(visible, names)) <= shown
    for badge in (project.root / "build/docs/en/conformance/receipts").glob("hostile-*.svg"):
        drawn = BeautifulSoup(badge.read_bytes(), "html.parser")
        assert not drawn.select("script, img, [onerror]")


def test_a_receipt_that_was_altered_stops_the_site(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path, held = project.root / RECEIPTS / "altered.json", project.root / REFERENCE
    path.write_text(held.read_text("utf-8").replace("the reference", "a reference", 1), "utf-8")
    assert main(["--root", str(project.root)]) == 1
    said = capsys.readouterr().err
    assert "altered.json: the receipt does not hold: the content is not what was sealed" in said
    assert "make receipts" in said


def test_a_receipt_of_another_suite_stops_the_site(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    put(project, "older", lambda made: replace(made, suite=replace(made.suite, version="0.9.0")))
    assert main(["--root", str(project.root)]) == 1
    said = capsys.readouterr().err
    assert "older.json: the receipt does not hold: of suite 0.9.0" in said
    assert "make receipts" in said


def test_a_site_without_receipts_is_not_built(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (project.root / RECEIPTS).glob("*.json"):
        path.unlink()
    assert main(["--root", str(project.root)]) == 1
    said = capsys.readouterr().err
    assert "no receipt" in said
    assert "make receipts" in said
