"""``python -m proof.attack.hostile_site``: a site that is hostile through and through is quiet.

The price book, the accepted pages and their index, the older pages, the results, the receipts and
the archive of checks say hostile texts; the site of them is built in both languages, and every
page opened in a browser, the calculator used, with their policy and without. Takes minutes; needs
a browser.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from msgspec.structs import replace

import frozen
from browser import chromium
from browser.hostile_typing import PERMISSIONS, typed
from browser.obeyed import obeyed
from browser.serving import served
from browser.visit import visited
from kit.receipts import conforming
from support import site_project
from support.site_accepted import BUILT, DEARER, accepted, edited
from support.site_build import build
from support.site_project import Project, Results, hostile, hostile_history, hostile_results
from tiia_pricebook import dumps
from tiia_pricebook.editions.compilation import Accepted, Correction
from tiia_pricing.changes import Change
from tiia_pricing.conformance.protocol.messages import Implementation
from tiia_pricing.conformance.receipts import receipt
from tiia_pricing.watch.archive import Archive, Check

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENDS = "</title></textarea></style></template></p></td></table></svg>-->"
TEXTS = {
    "elements": f"{ENDS}<svg/onload=ran=1><img src=http://a.example/x onerror=ran=1>"
    "<iframe src=javascript:ran=1></iframe><meta http-equiv=refresh content=0;url=http://a.example/>"
    "<base href=http://a.example/><form action=http://a.example/><b class=evil>{{ 7*1429471 }}{#",
    "attributes": 'javascript:ran=1//"\' onmouseover=ran=1 class=evil x="><b class=evil>`{: .evil '
    "onclick=ran=1 }`{ .evil onclick=ran=1 }[x](javascript:ran=1){ .evil }&lt;script&gt;ran=1"
    "&lt;/script&gt;&#60;img src=x onerror=ran=1&#62;\u202e\x1b[31m\u2028",
    "blocks": "\n\n</div>\n\n# evil\n\n![x](http://a.example/x.png) [y](javascript:ran=1) "
    '<http://a.example/>\n\n{: .evil onclick="ran=1" }\n\n[ref]: http://a.example/\n\n!!! evil\n'
    "    x\n\n```evil\n<script>ran=1</script>\n```\n{{ 7*1429471 }}{% raw %}\n*[a]: evil\n",
}
STEM = 'x"><b class=evil onclick=ran=1>'
DAY = dt.datetime(2026, 12, 8, tzinfo=dt.UTC)
IDS = ("price-increased", "tier-bound-moved", "label-changed", "interface-added")
_POLICY = re.compile('<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def project(root: Path, text: str) -> tuple[Project, Path]:
    """A project and its archive that say a text wherever others can."""
    with patch.object(site_project, "HOSTILE", text):
        book = hostile(frozen.book())
        made = Project(root, book)
        made.history(hostile_history)
        last = accepted(f"{STEM}.md", edited(DEARER), "2026-12-01", source=text, evidence=text)
        last = replace(last, book=hostile(last.book))
        first = Accepted(replace(site_project.FIRST, source=text, evidence=text), book)
        before = accepted("before.md", edited(DEARER), "2026-11-23").book
        wrong = Correction(dt.date(2026, 11, 30), first.page.file, text, before)
        made.pages([first, last], {last.page.file: edited(DEARER)}, [wrong])
        made.results(_hostile_results)
    for number, name in enumerate((STEM, "second", "third", "fourth")):
        _receipt(made.root / site_project.RECEIPTS / f"{name}.json", text[98 * number :][:98])
    return made, _archive(made.root / "archive", first, last, text)


def _hostile_results(results: Results) -> None:
    hostile_results(results)
    results.update(created=BUILT)


def _receipt(path: Path, text: str) -> None:
    name = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text) or "another"  # which a receipt refuses
    home = f"https://a.example/{re.sub('[^!-~]', '', text)}"[:90]
    who = Implementation(name, name, name, home)
    path.write_bytes(receipt.dumps(receipt.sealed(replace(conforming("x"), implementation=who))))


def _archive(folder: Path, first: Accepted, last: Accepted, text: str) -> Path:
    archive = Archive(folder)
    key = {"interfaces": [text], "from_calls": 0}
    changes = tuple(
        Change(id, "breaking", key, text, text, f"{at:016x}") for at, id in enumerate(IDS)
    )
    with archive.locked():
        old, new = (archive.put(dumps(one.book)) for one in (first, last))
        archive.append(Check(DAY, text, "unchanged", text, book=old))
        told = Check(DAY, text, "changed", text, book=new, against=old, changes=changes)
        archive.append(replace(told, final_url=text))
    return folder


def obeyed_by_pages(browser: Browser, site: Path) -> Iterator[str]:
    """What each page of a site obeyed."""
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    with served(site) as base, visited(browser, site, base, pages[0]) as visit:
        for visit.path in pages:
            visit.open()
            visit.unfold()
            yield from (f"{visit.path}: {one}" for one in obeyed(visit))


def obeyed_by_the_calculator(browser: Browser, site: Path, text: str) -> Iterator[str]:
    """What the calculator's page obeyed while it was used, in each language."""
    for path in ("calculator.html", "zh/calculator.html"):
        with (
            served(site) as base,
            visited(browser, site, base, path, permissions=PERMISSIONS) as visit,
        ):
            yield from (f"{path}: {one}" for one in typed(visit, text))


@contextmanager
def sites(text: str) -> Iterator[Path]:
    """The built site of a text, as long as the block runs."""
    with TemporaryDirectory() as folder:
        made, archive = project(Path(folder), text)
        build(made, arguments=["--allow-failures", "--archive", str(archive)])
        yield made.root / "site"


def without_policy(site: Path) -> None:
    """Take the policy from each page, so that only escaping is left."""
    for page in site.rglob("*.html"):
        page.write_text(_POLICY.sub("", page.read_text("utf-8"), count=1), "utf-8")


def quiet(browser: Browser, names: Iterable[str] = TEXTS) -> tuple[int, list[str]]:
    """How many pages were opened, and what was obeyed in them."""
    opened, found = 0, list[str]()
    for name in names:
        with sites(TEXTS[name]) as site:
            for policy in ("with", "without"):
                if policy == "without":
                    without_policy(site)
                said = (
                    *obeyed_by_pages(browser, site),
                    *obeyed_by_the_calculator(browser, site, TEXTS[name]),
                )
                found += [f"{name}, {policy} its policy: {one}" for one in said]
                opened += len(list(site.rglob("*.html")))
    return opened, found


def main() -> int:
    """Print what was obeyed and how many pages were opened; 1 where anything was."""
    if reason := chromium.missing():
        print(f"skipped: {reason}", file=sys.stderr)
        return 0
    with chromium.launched() as browser:
        opened, found = quiet(browser)
    for line in found:
        print(line, file=sys.stderr)
    print(f"hostile-pages {opened}\nhostile-pages-obeyed {len(found)}")
    return 1 if found or opened < 100 * len(TEXTS) else 0


if __name__ == "__main__":
    sys.exit(main())
