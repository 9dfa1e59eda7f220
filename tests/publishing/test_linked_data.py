"""What search engines read of the site: the data as a Dataset of schema.org."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from support.site_build import Soups
from support.site_project import HOSTILE, Project
from tiia_pricing.publishing.build.data_block import data_block
from tiia_pricing.publishing.build.policy import inline_scripts


def block(site: Soups, path: str) -> dict[str, Any]:
    page = next(page for place, page in site.items() if place.as_posix().endswith(path))
    (found,) = page.select("script[type='application/ld+json']")
    told: dict[str, Any] = json.loads(found.get_text())
    return told


@pytest.mark.parametrize("folder", ["site/", "site/zh/"])
def test_the_page_of_the_data_is_a_dataset(site: Soups, published: Project, folder: str) -> None:
    told = block(site, f"{folder}data.html")
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert len(told["description"]) > (20 if "zh" in folder else 50)
    assert told["temporalCoverage"] == "2020-01-01/.."  # the oldest price that a page dates
    assert told["dateModified"] == "2026-01-02"  # the day of the results
    files = {one["contentUrl"]: one for one in told["distribution"]}
    for path in ("data/prices.csv", "data/history.csv", "data/index.json"):
        data = (published.root / folder / path).read_bytes()
        assert files[path]["sha256"] == hashlib.sha256(data).hexdigest()
    assert files["data/prices.csv"]["encodingFormat"] == "text/csv"
    assert all((published.root / folder / path).is_file() for path in files)


@pytest.mark.parametrize(
    ("folder", "question", "answer"),
    [
        ("site/", "Which pack should I buy?", "the charts show for how many calls each pack pays"),
        ("site/zh/", "该买哪个资源包？", "图表显示每种资源包对多少调用量划算"),
    ],
)
def test_the_questions_are_told_with_their_answers(
    site: Soups, folder: str, question: str, answer: str
) -> None:
    told = block(site, f"{folder}questions.html")
    assert told["@type"] == "FAQPage"
    answers = {one["name"]: one["acceptedAnswer"]["text"] for one in told["mainEntity"]}
    assert len(answers) == 8  # the ninth section says what the page does not answer
    assert answer in answers[question]
    assert not any(sign in text for text in answers.values() for sign in ("](", "`", "<", "\n"))


def test_foreign_text_cannot_end_the_block() -> None:
    html = str(data_block({"name": HOSTILE, "list": [HOSTILE, 1, True]}))
    assert html.count("<") == html.count(">") == 2
    assert "`" not in html
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"name": HOSTILE, "list": [HOSTILE, 1, True]}
    assert [*inline_scripts(html)] == []  # a browser runs none of it


def test_the_built_site_has_the_twins_beside_its_pages(site: Soups, published: Project) -> None:
    for path in site:
        if path.name not in ("404.html", "embed.html"):  # neither is a page to be read
            assert path.with_suffix(".md").is_file(), path
            (link,) = site[path].select("link[type='text/markdown']")
            assert (path.parent / str(link["href"])).resolve() == path.with_suffix(".md")
    assert (published.root / "site/llms.txt").is_file()
