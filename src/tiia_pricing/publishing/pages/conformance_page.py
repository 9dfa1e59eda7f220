"""The conformance kit on the site: the receipts that are shipped, their badges, the schemas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from tiia_pricebook import READINGS
from tiia_pricebook.errors import PricingError
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.messages import Level
from tiia_pricing.conformance.receipts import badge, receipt, verify
from tiia_pricing.conformance.receipts.receipt import LawVerdict, Receipt, RuleTally, Tally
from tiia_pricing.conformance.run.laws import law_in_words, not_asked_in_words
from tiia_pricing.output_files import write
from tiia_pricing.publishing.downloads.adapter_templates import downloads
from tiia_pricing.publishing.site_data.links import proofs
from tiia_pricing.results.scenario_results import Results

FOLDER = "conformance"
RECEIPTS = f"docs/{FOLDER}/receipts"
EXAMPLE = "example_adapter.py"
HOW = "receipts of this suite and this price book; write them again: make receipts"


class ReceiptUnpublishable(PricingError):
    """A receipt that the site cannot show: it is missing, or does not hold (exit 1)."""

    exit_code: ClassVar[int] = 1


class Shipped(Struct, frozen=True):
    """A receipt that holds, by the name of its file, and its bytes."""

    name: str
    data: bytes
    receipt: Receipt

    @property
    def partly(self) -> tuple[str, ...]:
        """The readings that are not followed in every value, with the values that are."""
        followed = self.receipt.claims.readings
        return tuple(
            f"{reading.name}={'|'.join(followed.get(reading.name, ()))}"
            for reading in READINGS
            if set(followed.get(reading.name, ())) != set(reading.values)
        )

    @property
    def unclaimed(self) -> int:
        """How many runs it was not asked."""
        return sum(rule.unclaimed for rule in self.receipt.rules)

    def tally(self, rule: RuleTally, level: Level) -> Tally:
        """Return what came of a rule at a level that it claims."""
        own = ((one.feature, one.rule, one.levels) for one in self.receipt.rules)
        return next(levels for *place, levels in own if place == [rule.feature, rule.rule])[level]

    def law(self, law: LawVerdict) -> LawVerdict:
        """Return what came of a law."""
        place = (law.law, law.level)
        return next(one for one in self.receipt.laws if (one.law, one.level) == place)

    def reason(self, law: LawVerdict) -> str:
        """Return why a law was not asked: a message where the receipt has one of our reasons."""
        return not_asked_in_words(self.law(law).message or "")


class ConformancePage(Struct, frozen=True):
    """What the page of the receipts shows; a rule leads to its place on the site, if it has one.

    A law has its name in words.
    """

    shipped: Sequence[Shipped]
    suite_version: str
    protocol: int
    rules: list[tuple[RuleTally, str | None]]
    laws: list[tuple[LawVerdict, str]]


def load_receipts(root: Path) -> list[Shipped]:
    """Return every receipt of a project, the reference's first; raises ``ReceiptUnpublishable``."""
    found = (root / RECEIPTS).glob("*.json")
    paths = sorted(found, key=lambda path: (path.stem != "reference", path.stem))
    if not paths:
        where = {"folder": str(root / RECEIPTS)}
        raise ReceiptUnpublishable("receipts-missing", "no receipt", where=where, expected=HOW)
    return [_load(path) for path in paths]


def _load(path: Path) -> Shipped:
    try:
        data = path.read_bytes()
        return Shipped(path.stem, data, verify.loads(data, str(path)))
    except verify.ReceiptRefused as error:
        where, text = error.where, f"the receipt does not hold: {error.message}"
        raise ReceiptUnpublishable(error.id, text, where=where, expected=HOW) from error


def conformance_page(shipped: Sequence[Shipped], results: Results) -> ConformancePage:
    """Return what the page of the receipts shows."""
    first = shipped[0].receipt
    anchors = {(one.feature.file, one.rule.name): one.anchor for one in proofs(results)}
    rules = [(rule, anchors.get((rule.feature, rule.rule))) for rule in first.rules]
    laws = [(law, law_in_words(law.law)) for law in first.laws]
    return ConformancePage(shipped, first.suite.version, messages.PROTOCOL, rules, laws)


def write_kit(docs: Path, target: Path, shipped: Iterable[Shipped]) -> None:
    """Write what the pages of the kit lead to: receipts, badges, schemas, examples."""
    folder = target / FOLDER
    (folder / "receipts").mkdir(parents=True, exist_ok=True)
    for one in shipped:
        write(folder / f"receipts/{one.name}.json", one.data, durable=False)
        write(folder / f"receipts/{one.name}.svg", badge.svg(one.receipt), durable=False)
    for name, body in (("protocol", messages.schema()), ("receipt", receipt.schema())):
        text = json.dumps(body, indent=2, ensure_ascii=False)
        write(folder / f"{name}.schema.json", text + "\n", durable=False)
    write(folder / EXAMPLE, (docs / FOLDER / EXAMPLE).read_bytes(), durable=False)
    for path, data in downloads(docs / FOLDER):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write(folder / path, data, durable=False)
