"""What the page of the Python API shows is so, and it names all that is public."""

from __future__ import annotations

import datetime as dt
import doctest
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import frozen
import tiia_pricing
from support.fences import blocks
from support.shown.running import furnish
from support.site_project import ROOT
from tiia_pricebook.errors import PricingError
from tiia_pricing import Usage, bill
from tiia_pricing.cli.process.unexpected import Unexpected

PAGES = [ROOT / "docs/reference/python.md", ROOT / "docs/zh/reference/python.md"]
CODES = ROOT / "docs/reference/exit-codes.md"


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_examples_give_what_they_show(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    typed = "\n".join(text for language, _, text in blocks(page) if language == "pycon")
    examples = doctest.DocTestParser().get_doctest(typed, {}, page.name, None, 0)
    outcome = doctest.DocTestRunner().run(examples)
    assert outcome.attempted > 30
    assert outcome.failed == 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_the_examples_of_tables_run(page: Path, library: str) -> None:
    pytest.importorskip(library)
    usage = [Usage(dt.date(2023, month, 1), "商品识别", 1_000_000) for month in (1, 2)]
    names: dict[str, Any] = {"statement": bill(frozen.book(), usage)}
    for language, _, text in blocks(page):
        if language == "python" and f"to_{library}" in text:
            exec(text, names)  # noqa: S102 - of our own page
    if library == "pandas":
        assert names["by_month"]["2023-01"] == Decimal("2497.50")
    else:
        assert names["dearest"]["amount"].to_list() == [Decimal("2497.50")] * 2


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_public_name_is_on_the_page(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = [name for name in tiia_pricing.__all__ if not re.search(rf"\b{name}\b", text)]
    assert missing == []


def test_every_exit_code_of_an_error_is_in_the_table() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", CODES.read_text("utf-8"), re.M)}
    kinds: tuple[type[PricingError], ...] = (
        PricingError,
        Unexpected,
        *PricingError.__subclasses__(),
    )
    raised = {kind.exit_code for kind in kinds}
    assert listed == raised | {0, 1}
