"""The option that names the built site, and the tables of what the browser measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from browser.kinds import of_every_kind
from browser.tables import axe_table, weight_table
from tiia_pricing.output_files import write

NO_SITE = "no site is named: make spec, then make browser"
FIRST = {"index.html", "zh/index.html"}
TABLES = {"weight": weight_table, "axe": axe_table}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--site", type=Path, help="the built site that tests/browser looks at, as `make spec` left"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each page of the site for the tests that look at one page, or some of every kind."""
    if "visit" not in metafunc.fixturenames:
        return
    site = metafunc.config.getoption("--site")
    chosen = samples_of if "every_way" in metafunc.fixturenames else pages_of
    # A group stays with one worker, which then loads its page once.
    params = [
        pytest.param(page, marks=pytest.mark.xdist_group(page))
        for page in (chosen(site) if site else [])
    ]
    if not params:
        params = [pytest.param("no-site", marks=pytest.mark.skip(reason=NO_SITE))]
    metafunc.parametrize("visit", params, indirect=True, scope="session")


@cache
def samples_of(site: Path) -> list[str]:
    """The paths of the pages that are looked at in every way: the first ones, and every kind."""
    pages = pages_of(site)
    return sorted({*FIRST.intersection(pages), *of_every_kind(site, pages)})


@cache
def pages_of(site: Path) -> list[str]:
    """The paths of all pages under ``site``; an error where there is none."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not pages:
        raise pytest.UsageError(f"--site {site}: no page is there; expected: what make spec builds")
    return pages


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Write the measures of the run to ``build/browser``, and print them."""
    for name, table in TABLES.items():
        rows = sorted(_measured(terminalreporter, name), key=lambda row: str(row["page"]))
        if rows:
            _write(config.rootpath / "build/browser", name, rows, text := table(rows))
            terminalreporter.section(f"{name} of the pages")
            terminalreporter.write_line(text)


def _measured(reporter: Any, name: str) -> Iterator[dict[str, Any]]:
    for outcome in ("passed", "failed"):
        for report in reporter.stats.get(outcome, []):
            yield from (value for key, value in report.user_properties if key == name)


def _write(folder: Path, name: str, rows: list[dict[str, Any]], text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    data = json.dumps(rows, indent=1, ensure_ascii=False)
    write(folder / f"{name}.json", data + "\n", durable=False)
    write(folder / f"{name}.txt", text + "\n", durable=False)
