"""Readings, findings, results and receipts as documents for programs, each with its schema."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook import Finding, Reading, json_codec
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.conformance.protocol.messages import Implementation
from tiia_pricing.conformance.receipts.receipt import Conclusion
from tiia_pricing.conformance.version import SUITE, Suite
from tiia_pricing.publishing.downloads.dated_rows import CitedPage
from tiia_pricing.publishing.pages.conformance_page import FOLDER, Shipped
from tiia_pricing.publishing.site_data.links import tags
from tiia_pricing.results.scenario_results import Results, Verdict


class ReadingsFile(Struct, frozen=True):
    """The questions that a page leaves open, each with its answers and the default."""

    page: CitedPage
    readings: tuple[Reading, ...]


class FindingsFile(Struct, frozen=True):
    """What is malformed, silent or contradictory on a page, and what was decided."""

    page: CitedPage
    findings: tuple[Finding, ...]


class ScenarioVerdict(Struct, frozen=True):
    """A scenario and how often it ran; ``tags`` name clauses and readings."""

    id: str
    feature: str
    rule: str
    name: str
    tags: tuple[str, ...]
    runs: int
    verdict: Verdict


class ResultsFile(Struct, frozen=True):
    """What came of the scenarios: how many runs had which verdict, then each scenario.

    ``book`` is the SHA-256 of the price book that they ran on.
    """

    created: str
    suite: Suite
    book: str
    runs: dict[Verdict, int]
    scenarios: tuple[ScenarioVerdict, ...]


class ReceiptEntry(Struct, frozen=True):
    """A receipt that the site shows; ``path`` leads to it from the site's root."""

    path: str
    sha256: str
    implementation: Implementation
    suite: Suite
    book: str
    created: str
    conclusion: Conclusion


class ReceiptsFile(Struct, frozen=True):
    """The receipts of calculators that were put to the suite."""

    receipts: tuple[ReceiptEntry, ...]


class IndexEntry(Struct, frozen=True, omit_defaults=True):
    """A file: its place from the index, its bytes and their SHA-256, what it is and says.

    ``schema`` is the place of its schema, or the address of the standard that it follows.
    """

    path: str
    says: str
    media_type: str
    bytes: int
    sha256: str
    schema: str | None = None


class IndexFile(Struct, frozen=True):
    """Every file, the day in Beijing that the prices are of, and the page that was read.

    ``book`` is the SHA-256 of the price book as results and receipts name it.
    """

    day: dt.date
    page: CitedPage
    book: str
    suite: Suite
    files: tuple[IndexEntry, ...]


KINDS = (IndexFile, ReadingsFile, FindingsFile, ResultsFile, ReceiptsFile)


def written(document: Struct) -> bytes:
    """Return a document as JSON, which escapes what a terminal or a runner would obey."""
    return json_text(json_codec.dumps(document).decode()).encode()


def schemas() -> dict[str, Any]:
    """Return one JSON Schema (2020-12) with a definition for each kind of document."""
    _, kinds = msgspec.json.schema_components(KINDS, ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": kinds}


def results_file(results: Results) -> ResultsFile:
    """Tell what came of the scenarios."""
    counts = Counter(run.verdict for run in results.runs())
    runs = dict(sorted(counts.items()))
    return ResultsFile(results.created, SUITE, results.book, runs, tuple(_verdicts(results)))


def _verdicts(results: Results) -> Iterator[ScenarioVerdict]:
    for feature in results.features:
        for rule in feature.rules:
            for one in rule.scenarios:
                named = tuple(sorted(tags((*rule.tags, *one.tags))))
                place = (one.id, feature.file, rule.name, one.name)
                yield ScenarioVerdict(*place, named, len(one.runs), one.verdict)


def receipts_file(shipped: Iterable[Shipped]) -> ReceiptsFile:
    """List the receipts."""
    return ReceiptsFile(tuple(_receipt(one) for one in shipped))


def _receipt(one: Shipped) -> ReceiptEntry:
    told = one.receipt
    return ReceiptEntry(
        f"{FOLDER}/receipts/{one.name}.json",
        hashlib.sha256(one.data).hexdigest(),
        told.implementation,
        told.suite,
        told.book,
        told.created,
        told.conclusion,
    )
