"""Reading the page, against the tree builder alone and against the usual way."""

from __future__ import annotations

import io
import time
import warnings
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup

from benchmarks.timing import take_turns
from tiia_pricing.history.snapshot_folder import newest_book
from tiia_scraper import read_page

SNAPSHOT = Path(__file__).parents[1] / "scraper" / "snapshots" / "tiia-pricing.md"


def measure(rounds: int) -> dict[str, str]:
    """The ratios of reading, and the interfaces that the usual way loses."""
    data = SNAPSHOT.read_bytes()
    text = data.decode()
    medians = take_turns(
        {
            "ours": lambda: read_page(data, "snapshot"),
            "tree builder": lambda: BeautifulSoup(text, "html5lib"),
            "pandas": lambda: _pandas(text),
        },
        rounds,
        time.process_time,
    )
    return {
        "read-page / tree-builder (aim 1.5)": f"{medians['ours'] / medians['tree builder']:.2f}",
        "read-page / pandas.read_html": f"{medians['ours'] / medians['pandas']:.2f}",
        "interfaces lost by read_page": ", ".join(_lost(_interfaces(data))) or "none",
        "interfaces lost by pandas.read_html": ", ".join(_lost(_first_columns(text))) or "none",
    }


def _interfaces(data: bytes) -> set[str]:
    return {interface.name for interface in read_page(data, "snapshot").interfaces}


def _pandas(text: str) -> list[pd.DataFrame]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pd.read_html(io.StringIO(text))


def _first_columns(text: str) -> set[str]:
    """The interfaces that pandas finds in a table of prices, as a user would look for them."""
    return {
        str(name)
        for frame in _pandas(text)
        if any("元/千次" in str(cell) for cell in frame.to_numpy().ravel())
        for name in frame.iloc[:, 0]
    }


def _lost(found: set[str]) -> list[str]:
    return [i.name for i in newest_book().interfaces if i.name not in found]
