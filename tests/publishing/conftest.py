"""Fixtures of the site's tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import frozen
from support.site_accepted import COMING, SEEN, accept
from support.site_project import Project
from support.site_whole import made_whole
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.charts.drawings import Drawing, Frame
from tiia_pricing.publishing.charts.step_chart import Month, Segment, chart
from tiia_pricing.publishing.pages import history_page

if TYPE_CHECKING:
    from support.site_build import Soups


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Draw a chart of the history once: forty projects have the same, each slow to draw."""
    drawn: dict[str, Drawing] = {}

    def once(
        key: str, segments: Sequence[Segment], span: tuple[Month, Month], frame: Frame
    ) -> Drawing:
        shown = repr((key, segments, span, frame))  # 2.5 and 2.50 are equal, drawn differently
        return drawn.get(shown) or drawn.setdefault(shown, chart(key, segments, span, frame))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history_page, "chart", once)
        yield


def publish(project: Project) -> Project:
    assert main(["--root", str(project.root)]) == 0
    return project


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, book: PriceBook) -> Project:
    """The project of the frozen page, published as it is: to be read alone."""
    return publish(Project(tmp_path_factory.mktemp("published"), book))


@pytest.fixture(scope="session")
def site(published: Project) -> Soups:
    """The site of the frozen page."""
    from support.site_build import generated  # noqa: PLC0415 - the extra docs may be missing

    return generated(published)


@pytest.fixture(scope="session")
def three_pages(tmp_path_factory: pytest.TempPathFactory, book: PriceBook) -> Project:
    """A page in force, one only seen, one announced, published: to be read alone."""
    project = Project(tmp_path_factory.mktemp("three-pages"), book)
    accept(project, SEEN, COMING)
    return publish(project)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, book: PriceBook) -> Project:
    """The frozen page with every feature and mutant, published: to be read alone."""
    return publish(made_whole(Project(tmp_path_factory.mktemp("whole"), book), book))


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    return Project(tmp_path, book)
