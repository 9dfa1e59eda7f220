"""``python -m support.badges``: the badges of README, drawn again; part of ``make suite``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from support.site_project import ROOT
from tiia_pricing.conformance.receipts.badge import drawn
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.output_files import write_together

LABELS = {
    "docs/pictures": ("Python", "licence", "conformance suite"),
    "docs/zh/pictures": ("Python", "许可", "一致性套件"),
}
NAMES = ("python", "licence", "suite")


def badges(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Give each badge's file and its content, by ``pyproject.toml`` and the suite's version."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    facts = (project["requires-python"].replace(">=", "≥ "), project["license"], SUITE.version)
    for folder, labels in LABELS.items():
        for name, label, fact in zip(NAMES, labels, facts, strict=True):
            yield root / folder / f"{name}.svg", drawn(label, fact, f"{label} {fact}")


if __name__ == "__main__":
    write_together({path: content.encode("utf-8") for path, content in badges()})
