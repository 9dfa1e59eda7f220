"""What results depend on, as hashes: the reporter writes them, the publisher compares them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tiia_pricing.file_hashes import hash_of

BOOK = "src/tiia_pricebook/pricebook.json"
_PACKAGES = ("src/tiia_pricebook", "src/tiia_pricing")


def fingerprints(root: Path) -> dict[str, str]:
    """Return the SHA-256 of the features, the price book and the code under ``root``, by name.

    ``features`` covers every feature file, ``book`` the price book, ``code`` the packages
    (publisher and proof aside, which no verdict depends on) and the bindings of the scenarios.
    Each hash takes in the paths as well as the bytes.
    """
    return {
        "features": _digest(root, (root / "features").rglob("*.feature")),
        "book": _digest(root, [root / BOOK]),
        "code": _digest(root, _code(root)),
    }


def proof_fingerprints(root: Path) -> dict[str, str]:
    """Return the fingerprints, and ``proof``: the mutants, the gallery, and what runs them."""
    return {**fingerprints(root), "proof": _digest(root, _proof(root))}


def scorecard_fingerprints(root: Path) -> dict[str, str]:
    """Return the hashes of what the scorecard rests on.

    The page, the reader and the comparison, the edits and what scores them.
    """
    return {
        "page": _digest(root, _edited(root)),
        "detection": _digest(root, _detection(root)),
        "edits": _digest(root, _edits(root)),
    }


def _code(root: Path) -> Iterable[Path]:
    apart = {root / "src/tiia_pricing" / room for room in ("publishing", "proof")}
    for package in _PACKAGES:
        modules = (root / package).rglob("*.py")
        yield from (path for path in modules if apart.isdisjoint(path.parents))
    yield from (root / "tests/conformance").rglob("*.py")


def _proof(root: Path) -> Iterable[Path]:
    package = root / "src/tiia_pricing/proof"
    for room in ("gallery", "mutants"):
        yield from (package / room).glob("*.py")
    yield from (package / f"{name}.py" for name in ("wrong_adapter", "equivalents", "patching"))
    yield from (root / "tests/proof" / f"{name}.py" for name in ("plugin", "forks"))


def _detection(root: Path) -> Iterable[Path]:
    for room in ("scraper/tiia_scraper", "src/tiia_pricebook", "src/tiia_pricing/changes"):
        yield from (root / room).rglob("*.py")


def _edited(root: Path) -> Iterable[Path]:
    yield from (root / "tests/frozen").glob("*.md")
    yield from (root / "scraper/snapshots/older").glob("*.md")


def _edits(root: Path) -> Iterable[Path]:
    yield from (root / "tests/proof/scorecard").glob("*.py")
    yield from (root / "tests/proof/visiblewords").glob("*.py")
    yield from (root / "tests/support").glob("page_text.py")


def _digest(root: Path, paths: Iterable[Path]) -> str:
    return hash_of({path.relative_to(root).as_posix(): path for path in paths})
