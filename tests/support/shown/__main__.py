"""``make docs``: run what the pages show, write what is printed into them, tell what changed.

Exits 1, and writes nothing, where a command fails that is not shown to fail, prints an error that
is not shown, or ends with another exit code than is shown, and where a page and its twin do not
show the same commands.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from support.shown.pages import Page, Printer, Unshowable, families, read, redone
from support.shown.running import ROOT, printed
from tiia_pricebook.errors import InputError
from tiia_pricing.output_files import write_together

AT_ONCE = 2
Family = list[Page]


def main(root: Path = ROOT, printer: Printer = printed) -> int:
    """Run all, and only then write."""
    changed: dict[Path, str] = {}
    problems: list[Unshowable] = []
    for old, new in _all_redone(root, printer):
        if isinstance(new, Unshowable):
            problems.append(new)
        else:
            pairs = zip(old, new, strict=True)
            changed |= {root / page.name: page.text for was, page in pairs if page != was}
        print(f"{', '.join(page.name for page in old)}: {_said(old, new)}", flush=True)
    if problems:
        print(*(f"error: {problem}" for problem in problems), sep="\n", file=sys.stderr)
        print("nothing was written", file=sys.stderr)
        return 1
    try:
        write_together({path: text.encode("utf-8") for path, text in changed.items()})
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"files written: {len(changed)}")
    return 0


def _all_redone(root: Path, printer: Printer) -> Iterator[tuple[Family, Family | Unshowable]]:
    """Give every family that shows something, as it is and as it is to be, in order."""

    def done(old: Family) -> tuple[Family, Family | Unshowable]:
        try:
            return old, redone(old, printer)
        except Unshowable as error:
            return old, error

    everything = [read(root, names) for names in families(root)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(done, [old for old in everything if any(p.shows for p in old)])


def _said(old: Family, new: Family | Unshowable) -> str:
    """Tell how many blocks each page shows, and how many of them change, page by page."""
    if isinstance(new, Unshowable):
        return "failed"
    changed = [_changed(*pair) for pair in zip(old, new, strict=True)]
    kept = "as printed" if not any(changed) else f"changed: {' and '.join(map(str, changed))}"
    return f"{old[0].shows} block{'s' * (old[0].shows > 1)}, {kept}"


def _changed(old: Page, new: Page) -> int:
    pairs = zip(old.blocks, new.blocks, strict=True)
    return sum(one.text != other.text for one, other in pairs)


if __name__ == "__main__":
    sys.exit(main())
