"""The badges of README: pictures of this checkout, which say what the project is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support.badges import badges
from support.site_project import ROOT
from tiia_pricing.conformance.version import SUITE

READMES = ("README.md", "README.zh-CN.md")
SVG = "{http://www.w3.org/2000/svg}"


def said(path: Path) -> str:
    """What a badge has on its right."""
    return [text.text or "" for text in ElementTree.parse(path).iter(f"{SVG}text")][-1]  # noqa: S314


@pytest.mark.parametrize("readme", READMES)
def test_each_badge_is_a_picture_of_the_checkout_and_true(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    shown = re.findall(r"\[!\[[^]]+\]\(([^)]+\.svg)\)\]\(([^)]+)\)", text)
    python, licence, suite = (said(ROOT / picture) for picture, _ in shown)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f">={python.removeprefix('≥ ')}" == project["requires-python"]
    assert (licence, suite) == (project["license"], SUITE.version)
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{licence} License")
    assert all((ROOT / leads_to).is_file() for _, leads_to in shown)


@pytest.mark.parametrize("readme", READMES)
def test_no_picture_comes_from_another_host(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)|<img[^>]+src=[\"']([^\"']+)", text)
    assert len(pictures) == 4
    assert not [one for pair in pictures for one in pair if "//" in one]


def test_the_badges_are_those_that_are_drawn() -> None:
    for path, content in badges():
        assert path.read_text("utf-8") == content, f"{path.name} is out of date: run make suite"
