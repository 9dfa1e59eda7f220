"""``python -m tiia_pricing.publishing.build.zensical``: the same pages by a second generator.

Builds ``build/docs`` with Zensical into ``build/zensical/{en,zh}`` and compares the two sites: the
pages, their titles, the headings with their anchors, and the other files, byte by byte, except
those of the theme and the sitemap. What may differ stands in ``zensical.toml`` with its reason.
Exits 1 for any other difference, and for a known one that is gone.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from bs4 import BeautifulSoup
from mkdocs.utils.yaml import yaml_load

from tiia_pricebook.errors import PricingError
from tiia_pricing.output_files import write

CONFIGURATIONS = {"en": "mkdocs.yml", "zh": "mkdocs.zh.yml"}
KNOWN = Path(__file__).with_suffix(".toml")
KINDS = ("page", "title", "heading", "file")
OWN = (  # what each generator makes in its own way
    "assets/images/",
    "assets/javascripts/",
    "assets/stylesheets/",
    "sitemap.xml",
)
TWIN = ".md"  # the Markdown beside a page, which no generator makes
Site = dict[tuple[str, str], str]  # what stands there, by kind and path


class NotBuilt(PricingError):
    """A site that is missing, or that Zensical did not build (exit 1)."""

    exit_code = 1


class Difference(msgspec.Struct, frozen=True, order=True):
    """What differs, on which path of the site, and how; ``zh/`` begins the Chinese paths."""

    kind: str
    path: str
    text: str


class KnownDifference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A difference that may be, and why."""

    kind: str
    path: str
    why: str


def main() -> int:
    """Build, compare, print a table; the exit code."""
    root = Path.cwd()
    try:
        for language in CONFIGURATIONS:
            build(root, language)
        ours, theirs = sites(root)
    except PricingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    found, known = compared(ours, theirs), load_known()
    wrong = [*unknown(found, known), *gone(found, known)]
    print("\n".join([*table(ours, theirs, found), *explained(found, known)]))
    for text in wrong:
        print(f"error: {text}", file=sys.stderr)
    return 1 if wrong else 0


def build(root: Path, language: str) -> None:
    """Build one language; raises ``NotBuilt`` with what Zensical says."""
    configuration = root / f"build/zensical.{language}.yml"
    write(configuration, configured(root, language), durable=False)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(  # noqa: S603
        [*command, "-f", configuration.name],
        cwd=root / "build",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        where = {"file": CONFIGURATIONS[language]}
        raise NotBuilt("zensical-failed", (done.stdout + done.stderr).strip(), where=where)


def configured(root: Path, language: str) -> str:
    """Return the configuration in ``build``: Zensical wants the pages below it, and joins lists."""
    with (root / CONFIGURATIONS[language]).open(encoding="utf-8") as file:
        settings: dict[str, Any] = yaml_load(file)
    settings |= {"docs_dir": f"docs/{language}", "site_dir": f"zensical/{language}"}
    settings["theme"]["custom_dir"] = "../docs/overrides"
    return json.dumps(settings, ensure_ascii=False)  # which is YAML as well


def sites(root: Path) -> tuple[Site, Site]:
    """Return what MkDocs built and what Zensical did; raises ``NotBuilt`` where one has no page."""
    ours = read(root / "site") | _below("zh/", read(root / "site/zh"))
    second = root / "build/zensical"
    return ours, read(second / "en") | _below("zh/", read(second / "zh"))


def _below(folder: str, site: Site) -> Site:
    return {(kind, folder + path): text for (kind, path), text in site.items()}


def compared(ours: Site, theirs: Site) -> list[Difference]:
    """Return all differences between two sites, in order."""
    return sorted(
        Difference(*key, f"{ours.get(key, 'nothing')} | {theirs.get(key, 'nothing')}")
        for key in ours.keys() | theirs.keys()
        if ours.get(key) != theirs.get(key)
    )


def read(site: Path) -> Site:
    """Return what is compared of the site of one language; raises ``NotBuilt`` where no page is."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    paths = {name: path for name, path in paths.items() if not name.startswith((*OWN, "zh/"))}
    paths = {name: path for name, path in paths.items() if not name.endswith(TWIN)}
    if "index.html" not in paths:
        raise NotBuilt("no-site", "there is no site", where={"folder": str(site)})
    found: Site = {}
    for name, path in paths.items():
        if name.endswith(".html"):
            found |= {(kind, name): text for kind, text in _page(path)}
        else:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found["file", name] = f"SHA-256 {digest[:12]}"
    return found


def _page(path: Path) -> Iterator[tuple[str, str]]:
    page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    headings = page.select("article :is(h1, h2, h3)")
    for link in page.select(".headerlink"):
        link.decompose()
    yield "page", "there"
    yield "title", page.title.get_text() if page.title else ""
    yield "heading", "; ".join(f"{item.name}#{item.get('id')} {_text(item)}" for item in headings)


def _text(element: Any) -> str:
    return " ".join(element.get_text().split())


def load_known() -> list[KnownDifference]:
    """Return the differences that may be."""
    return msgspec.convert(
        tomllib.loads(KNOWN.read_text("utf-8"))["difference"], list[KnownDifference]
    )


def unknown(found: list[Difference], known: list[KnownDifference]) -> Iterator[str]:
    """Yield a line for each difference that nobody explained."""
    names = {(item.kind, item.path) for item in known}
    for item in found:
        if (item.kind, item.path) not in names:
            yield f"{item.kind} of {item.path} differs (MkDocs | Zensical): {item.text}"


def gone(found: list[Difference], known: list[KnownDifference]) -> Iterator[str]:
    """Yield a line for each known difference that is none any more."""
    names = {(item.kind, item.path) for item in found}
    for item in known:
        if (item.kind, item.path) not in names:
            yield f"{item.kind} of {item.path} does not differ any more; expected: no such entry"


def table(ours: Site, theirs: Site, found: list[Difference]) -> Iterator[str]:
    """Yield how many of each kind there are in both sites, and how many differ."""
    columns = [
        Counter(kind for kind, _ in ours),
        Counter(kind for kind, _ in theirs),
        Counter(item.kind for item in found),
    ]
    yield f"{'':8} {'MkDocs':>8} {'Zensical':>8} {'differ':>8}"
    for kind in KINDS:
        yield " ".join([f"{kind:8}", *(f"{counts[kind]:8}" for counts in columns)])


def explained(found: list[Difference], known: list[KnownDifference]) -> Iterator[str]:
    """Yield a line for each known difference that was found, with its reason."""
    names = {(item.kind, item.path) for item in found}
    yield from (
        f"{item.kind} {item.path}: {item.why}" for item in known if (item.kind, item.path) in names
    )


if __name__ == "__main__":
    sys.exit(main())
