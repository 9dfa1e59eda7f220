"""The option that names the built site, and the tables of what the browser measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from browser.kinds import of_every_kind
from browser.tables import axe_table, weight_table
from support.samples import all_wanted
from tiia_pricing.output_files import write
from tiia_pricing.publishing.pages.calculator_page import FRAME

NO_SITE = "no site is named: make spec, then make browser"
FIRST = {"index.html", "zh/index.html"}
TABLES = {"weight": weight_table, "axe": axe_table}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--site", type=Path, help="the built site that tests/browser looks at, as `make spec` left"
    )
    parser.addoption(
        "--pictures", type=Path, help="the folder into which tests/browser puts pictures of pages"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each page of the site for the tests that look at one page, or those that they ask for."""
    if "visit" not in metafunc.fixturenames:
        return
    site = metafunc.config.getoption("--site")
    chosen = next((CHOICES[it] for it in metafunc.fixturenames if it in CHOICES), pages_of)
    none = pytest.param("no-site", marks=pytest.mark.skip(reason=NO_SITE))
    pages = chosen(site) if site else [none]
    metafunc.parametrize("visit", pages, indirect=True, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes pictures unless a folder is named for them.

    Where a site is named, leave out what does not look at it too: `make test` runs that. The pages
    that are looked at once come last, so that no worker waits at the end for another's.
    """
    out = [item for item in items if _is_left_out(item, config)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]
    if site := config.getoption("--site"):
        items.sort(key=lambda item: _is_light(item, samples_of(site)))


def _is_left_out(item: pytest.Item, config: pytest.Config) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    if "pictures" in fixtures and not config.getoption("--pictures"):
        return True
    in_browser = item.path.parent == Path(__file__).parent
    return in_browser and bool(config.getoption("--site")) and "site" not in fixtures


def _is_light(item: pytest.Item, samples: list[str]) -> bool:
    """Whether a test looks at a page that is not looked at in every way."""
    return item.path.name == "test_pages.py" and unit_of(item.nodeid).rstrip("]") not in samples


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Leave what looks at the same page to one worker, which then loads that page once."""
    if not config.getoption("--site"):
        return None
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - may be missing

    class ByPage(LoadScopeScheduling):  # type: ignore[misc] # xdist has none
        def _split_scope(self, nodeid: str) -> str:
            return unit_of(nodeid)

    return ByPage(config, log)


def unit_of(nodeid: str) -> str:
    """The tests with which a test shares its page: those of its page, else of file and language."""
    file, _, test = nodeid.partition("::")
    _, _, values = test.partition("[")
    if file.endswith("test_pages.py"):
        return values
    return f"{file} {values[:2]}" if values[:2] in ("en", "zh") else file


def first_of(site: Path) -> list[str]:
    """The paths of the first pages, one a language."""
    return sorted(FIRST.intersection(pages_of(site)))


@cache
def samples_of(site: Path) -> list[str]:
    """The paths of the pages that are looked at in every way: the first ones, and every kind.

    Heavy pages take longest, so light ones stand for their kinds where they can.
    """
    turns = by_turns(site)
    pages = sorted(pages_of(site), key=lambda it: (it in turns, -(site / it).stat().st_size, it))
    return sorted({*first_of(site), *of_every_kind(site, pages)})


@cache
def in_one_language(site: Path) -> list[str]:
    """The paths of the pages that are not among the samples, each in one of its languages.

    Where ``--all-examples`` asks for all, each in both: the two differ in nothing but their words.
    """
    chosen = pages_of(site) if all_wanted() else by_turns(site)
    return sorted({*chosen}.difference(samples_of(site)))


@cache
def by_turns(site: Path) -> set[str]:
    """The paths of all pages, in English and in Chinese by turns."""
    names = sorted({path.removeprefix("zh/") for path in pages_of(site)})
    turns = {name if turn % 2 else f"zh/{name}" for turn, name in enumerate(names)}
    return turns.intersection(pages_of(site))


@cache
def pages_of(site: Path) -> list[str]:
    """The paths of all pages under ``site`` but what stands in frames; an error for none."""
    files = (path for path in site.rglob("*.html") if path.name != FRAME)
    pages = sorted(path.relative_to(site).as_posix() for path in files)
    if not pages:
        raise pytest.UsageError(f"--site {site}: no page is there; expected: what make spec builds")
    return pages


CHOICES: dict[str, Callable[[Path], list[str]]] = {
    "every_way": samples_of,
    "one_way": in_one_language,
    "first_page": first_of,
}


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
