"""A small project of its own for the publisher: the frozen page, our pages, results in fixtures.

Its receipts are of today's suite and made up: all answers were right.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

import frozen
from kit.receipts import conforming
from tiia_pricebook import PriceBook, Source, committed, dumps
from tiia_pricebook.editions.compilation import Accepted, Correction, Older, compiled
from tiia_pricebook.editions.dated_book import SNAPSHOTS
from tiia_pricebook.editions.price_history import loads_history
from tiia_pricing.conformance.receipts import receipt
from tiia_pricing.publishing.build.committed_book import ACCEPTED, OLDER
from tiia_pricing.results.inputs import (
    BOOK,
    fingerprints,
    proof_fingerprints,
    scorecard_fingerprints,
)

ROOT = Path(__file__).parents[2]
RECEIPTS = "docs/conformance/receipts"
FIRST = frozen.FIRST
Results = dict[str, Any]
HOSTILE = (
    "</title></p><script>alert('1')</script>[x](javascript:alert(1))`~~~ {.x} <!-- &amp; */ \"'"
    "\u202e\u2066"
)


class Project:
    """A folder with all that the publisher reads; ``book`` is what its one page reads as."""

    def __init__(self, root: Path, book: PriceBook) -> None:
        self.root = root
        # Whether the receipts that are shipped hold today is for a test of theirs alone.
        shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("receipts"))
        (root / RECEIPTS).mkdir()
        for name in ("reference", "javascript"):
            (root / RECEIPTS / f"{name}.json").write_bytes(receipt.dumps(conforming(f"the {name}")))
        for path in (BOOK, ACCEPTED, Path(frozen.SNAPSHOT)):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / frozen.SNAPSHOT).write_bytes(frozen.PAGE)
        self.accepted, self.corrections = [Accepted(FIRST, book)], list[Correction]()
        self.history(lambda history: None)
        for name in ("src/tiia_pricing/proof", "tests/proof"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        (root / "src/tiia_pricing/code.py").write_text("CODE = 1\n")
        (root / "features").mkdir()
        (root / "features/settlement.feature").write_text("Feature: Charging and settlement\n")
        self.results(lambda results: None)

    def results(self, change: Callable[[Results], object]) -> None:
        """Write the results fixture with today's inputs, after ``change``."""
        results = json.loads((ROOT / "tests/publishing/results.json").read_text("utf-8"))
        results["inputs"] = fingerprints(self.root)
        change(results)
        (self.root / "build").mkdir(exist_ok=True)
        (self.root / "build/results.json").write_text(json.dumps(results), "utf-8")
        self.proof(lambda proof: None)
        self.scorecard(lambda card: None)

    def proof(self, change: Callable[[Results], object]) -> None:
        """Write a small proof with today's inputs, after ``change``."""
        proof = json.loads((ROOT / "tests/publishing/proof.json").read_text("utf-8"))
        proof["inputs"] = proof_fingerprints(self.root)
        change(proof)
        (self.root / "build/proof").mkdir(exist_ok=True)
        (self.root / "build/proof/mutants.json").write_text(json.dumps(proof), "utf-8")

    def scorecard(self, change: Callable[[Results], object]) -> None:
        """Write a small scorecard with today's inputs, after ``change``."""
        card = json.loads((ROOT / "tests/publishing/scorecard.json").read_text("utf-8"))
        card["inputs"] = scorecard_fingerprints(self.root)
        change(card)
        (self.root / "build/proof/scorecard.json").write_text(json.dumps(card), "utf-8")

    def history(self, change: Callable[[Results], object]) -> None:
        """Write the history of the older pages after ``change``."""
        history = msgspec.to_builtins(frozen.history())
        change(history)
        self.older = Older(FIRST.accepted, loads_history(msgspec.json.encode(history)))
        (self.root / OLDER).write_bytes(dumps(self.older.history))
        self.compile()

    def pages(
        self,
        accepted: Sequence[Accepted],
        texts: Mapping[str, bytes],
        corrections: Sequence[Correction] = (),
    ) -> None:
        """Accept these pages in the place of the one; ``texts`` are those of their files."""
        self.accepted, self.corrections = list(accepted), list(corrections)
        for file, data in texts.items():
            (self.root / SNAPSHOTS / file).write_bytes(data)
        self.compile()

    def compile(self) -> None:
        """Write the index, and what step 1 of ``make spec`` makes of it."""
        book = compiled(self.accepted, self.older, self.corrections)
        (self.root / BOOK).write_bytes(committed(book))
        (self.root / ACCEPTED).write_bytes(msgspec.json.encode(self.accepted))
        index = {
            "older": None,
            "pages": [one.page for one in self.accepted],
            "corrections": [
                {"on": one.on, "file": one.file, "why": one.why, "before": "before.json"}
                for one in self.corrections
            ],
        }
        (self.root / SNAPSHOTS / "index.json").write_bytes(msgspec.json.encode(index))

    def page(self, path: str, language: str = "en") -> str:
        """A written page."""
        return (self.root / "build/docs" / language / path).read_text("utf-8")


def hostile(book: PriceBook) -> PriceBook:
    """``book`` with script wherever the vendor's text reaches the site."""
    replace = msgspec.structs.replace
    names = {item.name: f"{item.name}{HOSTILE}" for item in book.interfaces}

    def source(old: Source) -> Source:
        return replace(old, text=HOSTILE)

    return replace(
        book,
        snapshot=replace(book.snapshot, source=HOSTILE),
        interfaces=tuple(
            replace(item, name=names[item.name], source=source(item.source), action=HOSTILE)
            if index == 0
            else replace(item, name=names[item.name], source=source(item.source))
            for index, item in enumerate(book.interfaces)
        ),
        free_quotas=tuple(
            replace(
                item,
                interfaces=tuple(names[name] for name in item.interfaces),
                source=source(item.source),
            )
            for item in book.free_quotas
        ),
        pay_as_you_go=tuple(
            replace(
                item,
                interface=names[item.interface],
                tiers=tuple(
                    replace(tier, source=source(tier.source), bound=source(tier.bound))
                    for tier in item.tiers
                ),
            )
            for item in book.pay_as_you_go
        ),
        packs=tuple(
            replace(
                item,
                interface=names[item.interface],
                size=source(item.size),
                source=source(item.source),
            )
            for item in book.packs
        ),
        no_packs=tuple(
            replace(item, interfaces=tuple(names[name] for name in item.interfaces))
            for item in book.no_packs
        ),
        clauses=tuple(
            replace(item, text=f"{item.id}{HOSTILE}", chapter=HOSTILE) for item in book.clauses
        ),
        findings=tuple(replace(item, text=HOSTILE, decision=HOSTILE) for item in book.findings),
    )


def hostile_history(history: Results) -> None:
    """Script wherever the vendor's text of older pages reaches the site."""
    for page in history["pages"]:
        page.update(path=f"product/{HOSTILE}", commit=HOSTILE, refused=HOSTILE)
    for line in history["lines"]:
        line["name"] += HOSTILE
        for prices in line["prices"]:
            prices["dated_by"] = HOSTILE
            prices["run"]["fact"]["interface"] += HOSTILE
            for tier in prices["run"]["fact"]["tiers"]:
                tier["source"]["text"] = HOSTILE
        for run in line["quotas"]:
            run["fact"]["interfaces"] = [f"{name}{HOSTILE}" for name in run["fact"]["interfaces"]]
            run["fact"]["source"]["text"] = HOSTILE
        for run in line["packs"]:
            run["fact"]["interface"] += HOSTILE
            run["fact"]["source"]["text"] = HOSTILE
        for run in line["trials"]:
            run["fact"]["text"] = HOSTILE


def hostile_results(results: Results) -> None:
    """Script in every text of the results, as a feature that quotes the vendor would have it."""
    results["sentences"][0].update(text=HOSTILE, meaning=HOSTILE)
    for feature in results["features"]:
        feature.update(name=HOSTILE, description=f"{HOSTILE}\n\n```\n{HOSTILE}")
        for rule in feature["rules"]:
            rule.update(name=HOSTILE, description=HOSTILE)
            for scenario in rule["scenarios"]:
                scenario["name"] = HOSTILE
                for examples in scenario["examples"]:
                    examples.update(name=HOSTILE, columns=[HOSTILE])
                scenario["runs"][0]["message"] = f"```\n{HOSTILE}"
                for step in scenario["steps"]:
                    step.update(text=HOSTILE, docstring=f"~~~\n{HOSTILE}")
                    step["table"] = [[HOSTILE], [HOSTILE]]
