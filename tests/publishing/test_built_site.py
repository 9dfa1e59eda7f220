"""The site as MkDocs builds it: strict, whole, self-contained, and without foreign markup."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from support.site_build import CONFIGS, Soups, build, resolves
from support.site_project import HOSTILE, Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.pages.calculator_page import FRAME


def test_every_link_leads_somewhere(site: Soups) -> None:
    broken = []
    for path, page in site.items():
        if path.name == "404.html":
            continue  # served from anywhere, so its links start at the host's root
        linking = page.select("a[href], link[href], img[src], script[src]")
        for target in dict.fromkeys(str(it.get("href") or it.get("src")) for it in linking):
            if not resolves(path, target, site):
                broken.append(f"{path.name}: {target}")
    assert broken == []


def test_no_page_asks_another_host_for_anything(site: Soups) -> None:
    for path, page in site.items():
        for element in page.select("link[href], img[src], script[src], iframe[src]"):
            target = str(element.get("href") or element.get("src"))
            canonical = element.get("rel") == ["canonical"]
            assert canonical or not urlsplit(target).netloc, f"{path.name}: {target}"


def test_every_page_switches_to_its_twin(site: Soups) -> None:
    root = next(path for path in site if path.name == "404.html" and path.parent.name != "zh")
    for path, page in site.items():
        if path.name in ("404.html", FRAME):
            continue
        inside = path.relative_to(root.parent)
        chinese = inside.parts[0] == "zh"
        twin = inside.relative_to("zh") if chinese else Path("zh") / inside
        links = {
            str(link["hreflang"]): (path.parent / str(link["href"])).resolve()
            for link in page.select("a.md-select__link")
        }
        assert links["en" if chinese else "zh-Hans"] == root.parent / twin
        assert page.html is not None
        assert str(page.html["lang"]).startswith("zh" if chinese else "en")


@pytest.mark.parametrize("folder", [".", "zh"])
def test_the_search_has_the_words_of_chinese_names_apart(
    site: Soups, book: PriceBook, folder: str
) -> None:
    root = next(path for path in site if path.name == "404.html" and path.parent.name != "zh")
    index = json.loads((root.parent / folder / "search/search_index.json").read_text("utf-8"))
    text = " ".join(f"{entry['title']} {entry['text']}" for entry in index["docs"])
    words = set(re.split(index["config"]["separator"], re.sub(r"<[^>]*>", " ", text)))
    assert {
        "车辆",
        "识别",
        "增强版",
        "微信",
        "识物版",
        "文件封",
        "图片版",
        "裁剪",
        "清晰度",
    } <= words
    assert not {"车辆识别", "强版", "封"} & words
    if folder == "zh":
        assert {"阶梯", "到达", "后付费", "预付费", "资源包", "免费", "结算"} <= words
    for interface in book.interfaces:
        shown = re.search("\u200b?".join(map(re.escape, interface.name)), text)
        assert shown, interface.name
        pieces = [piece for piece in re.split(r"[\u200b（）-]+", shown[0]) if piece]
        assert min(map(len, pieces)) >= 2, f"a name is torn: {pieces}; see docs/words.txt"


def test_ids_are_unique_on_every_page(site: Soups) -> None:
    for path, page in site.items():
        ids = [str(element["id"]) for element in page.select("[id]")]
        assert sorted(ids) == sorted(set(ids)), path.name


def test_no_template_or_markdown_is_left_over(site: Soups) -> None:
    for path, page in site.items():
        article = page.select_one("article")
        texts = article.find_all(string=True) if article else []
        text = "".join(part for part in texts if not part.find_parent(class_="highlight"))
        for remnant in ("{%", "{{", "{ #", "&#", "&lt;", "**"):
            assert remnant not in text, f"{path.name}: {remnant}"


def test_hostile_text_stays_text(
    full_of_script: Project, site_of: Callable[[Project], Soups]
) -> None:
    built = site_of(full_of_script)
    for path, page in built.items():
        assert not page.select("[href^='javascript:'], [onclick], [onerror]"), path.name
        assert not [script for script in page.find_all("script") if "alert" in str(script)], (
            path.name
        )
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8")), path.name
    chapter = next(page for path, page in built.items() if path.name == "settlement.html")
    assert HOSTILE.partition("`")[0] in chapter.get_text()


def test_a_published_site_says_where_it_is(tmp_path: Path, book: PriceBook) -> None:
    project = Project(tmp_path, book)
    built = build(project, address="https://example.org/tiia/")
    for name, language in (("site/prices.html", ""), ("site/zh/prices.html", "zh/")):
        page = built[project.root / name]
        told = {
            str(meta["property"]): str(meta["content"])
            for meta in page.select("meta[property^='og:']")
        }
        address = f"https://example.org/tiia/{language}"
        assert page.select("link[rel=canonical]")[0]["href"] == f"{address}prices.html"
        assert told["og:url"] == f"{address}prices.html"
        assert told["og:image"] == f"{address}assets/card.png"
        assert told["og:title"] == ("现行价格" if language else "Prices in force")
        assert (project.root / f"site/{language}assets/card.png").is_file()
        sitemap = (project.root / f"site/{language}sitemap.xml").read_text("utf-8")
        assert f"<loc>{address}prices.html</loc>" in sitemap
    lost = built[project.root / "site/404.html"]
    assert [link["href"] for link in lost.select("a.md-select__link")] == [
        "/tiia/./index.html",
        "/tiia/zh/index.html",
    ]


def test_a_page_outside_the_navigation_fails_the_build(tmp_path: Path, book: PriceBook) -> None:
    project = Project(tmp_path, book)
    (project.root / "docs/stray.md").write_text("# Stray\n")
    with pytest.raises(AssertionError, match=r"stray\.md"):
        build(project, CONFIGS[:1])
