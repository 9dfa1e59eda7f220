"""Two built sites compared: what differs, what may, and what no longer does."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("mkdocs", reason="the extra docs is not installed")

from tiia_pricing.publishing.build.zensical import (
    CONFIGURATIONS,
    KINDS,
    Difference,
    KnownDifference,
    NotBuilt,
    build,
    compared,
    configured,
    gone,
    load_known,
    read,
    sites,
    unknown,
)

ROOT = Path(__file__).parents[2]
PAGE = """<html><head><title>Prices</title></head><body><h2 id="menu">Menu</h2><article>
<h1 id="prices">Prices<a class="headerlink" href="#prices">¶</a></h1><h3 id="packs">Packs</h3>
</article></body></html>"""
BUILT = {"site": "", "site/zh": "zh/", "build/zensical/en": "", "build/zensical/zh": "zh/"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in BUILT:
        write(tmp_path / folder, "index.html", PAGE)
        write(tmp_path / folder, "assets/feed.xml", "<feed/>")
        write(tmp_path / folder, f"assets/javascripts/{len(folder)}.js", "the theme's")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def differences(root: Path) -> list[tuple[str, str]]:
    return [(item.kind, item.path) for item in compared(*sites(root))]


def test_a_page_is_its_title_and_the_headings_of_its_content(root: Path) -> None:
    found = read(root / "site")
    assert found["title", "index.html"] == "Prices"
    assert found["heading", "index.html"] == "h1#prices Prices; h3#packs Packs"
    assert {kind for kind, _ in found} == set(KINDS)


def test_equal_sites_do_not_differ(root: Path) -> None:
    assert differences(root) == []


def test_the_markdown_beside_the_pages_is_of_neither(root: Path) -> None:
    write(root / "site", "prices.md", "# Prices")
    assert differences(root) == []


@pytest.mark.parametrize("folder", BUILT)
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("<title>Prices", "<title>Index", "title"),
        (">Packs", ">Bundles", "heading"),
        ('id="packs"', 'id="packs_1"', "heading"),
        ("<h3", "<h2", "heading"),
    ],
)
def test_a_changed_page_differs(root: Path, folder: str, old: str, new: str, kind: str) -> None:
    write(root / folder, "index.html", PAGE.replace(old, new))
    assert differences(root) == [(kind, f"{BUILT[folder]}index.html")]


@pytest.mark.parametrize("folder", BUILT)
def test_a_page_and_a_file_of_one_site_alone_differ(root: Path, folder: str) -> None:
    write(root / folder, "stray.html", PAGE)
    write(root / folder, "assets/feed.xml", "<feed></feed>")
    assert differences(root) == [
        ("file", f"{BUILT[folder]}assets/feed.xml"),
        *((kind, f"{BUILT[folder]}stray.html") for kind in ("heading", "page", "title")),
    ]


def test_a_site_without_pages_is_no_site(root: Path) -> None:
    (root / "build/zensical/zh/index.html").unlink()
    with pytest.raises(NotBuilt, match="there is no site"):
        sites(root)


def test_what_nobody_explained_and_what_is_gone_are_told() -> None:
    found = [Difference("title", "index.html", "Prices | Index")]
    known = [KnownDifference("file", "search.json", "another index")]
    assert list(unknown(found, known)) == [
        "title of index.html differs (MkDocs | Zensical): Prices | Index"
    ]
    assert list(gone(found, known)) == [
        "file of search.json does not differ any more; expected: no such entry"
    ]
    explained = [KnownDifference("title", "index.html", "another title")]
    assert [*unknown(found, explained), *gone(found, explained)] == []


def test_every_known_difference_has_a_reason_of_its_own_place() -> None:
    known = load_known()
    assert len({(item.kind, item.path) for item in known}) == len(known)
    assert all(item.kind in KINDS and item.why for item in known)


def test_the_configuration_is_whole_and_lists_are_not_joined() -> None:
    text = configured(ROOT, "zh")
    assert '"docs_dir": "docs/zh"' in text
    assert '"site_dir": "zensical/zh"' in text
    assert "现行价格" in text
    assert "Prices in force" not in text


def test_what_zensical_refuses_is_told(root: Path) -> None:
    pytest.importorskip("zensical", reason="the extra zensical is not installed")
    for name in CONFIGURATIONS.values():
        write(root, name, "site_name: Prices\ntheme: {name: material}\n")
    with pytest.raises(NotBuilt, match="docs"):
        build(root, "en")
