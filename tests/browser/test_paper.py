"""What a reader prints: a statement, and a rule with its scenarios, as text on pages of paper."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.visit import visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        # the total of the bill, and where its unit price comes from
        ("bill.html", ["47,205.00", "row 5, column 3)"]),
        # steps of scenarios that are folded on the screen
        ("rules/settlement.html", ["Given", "When", "Then"]),
    ],
)
def test_a_printed_page_has_its_text(
    browser: Browser, site: Path, address: str, path: str, texts: list[str]
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="the extra browser is not installed")
    with visited(browser, site, address, path) as visit:
        printed = pypdf.PdfReader(io.BytesIO(visit.page.pdf(format="A4")))
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert [wanted for wanted in texts if wanted not in text] == []
    assert "Skip to content" not in text
