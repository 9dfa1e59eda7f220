"""The receipt: one JSON file that says who was put to which suite, and what came of it."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec
from msgspec import Struct

from tiia_pricebook import Snapshot, json_codec
from tiia_pricebook.messages import in_english
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.conformance.protocol.messages import LEVELS, Ability, Implementation, Level
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.wrong_answers import CodedSentence
from tiia_pricing.conformance.version import Suite

FORMAT = 1
# What each hash of a receipt is over, as its schema says it.
_HASHES = {
    ("Suite", "sha256"): "SHA-256 over the names and bytes of all features, bindings and laws",
    ("Snapshot", "sha256"): "SHA-256 of the bytes of the page that the price book was read from",
    (
        "Receipt",
        "book",
    ): "SHA-256 of the price book with all its past, as this project "
    "writes it: another one than the hash in a `run`, whose book has what is claimed",
    (
        "Receipt",
        "sha256",
    ): "SHA-256 of this receipt without this field: its JSON with keys in "
    "order and no spaces, in UTF-8",
}
Verdict = Literal["passed", "failed", "none"]
Conclusion = Literal["conforms", "fails", "broken"]


class Tally(Struct, frozen=True):
    """Runs at one level: right, wrong, skipped by the implementation, and without an answer.

    ``none`` is the verdict where nothing was judged.
    """

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    unanswered: int = 0
    verdict: Verdict = "none"

    @classmethod
    def of(cls, passed: int, failed: int, skipped: int, unanswered: int) -> Tally:
        """Return a tally with the verdict that follows from its numbers."""
        red = failed + skipped + unanswered
        verdict: Verdict = "failed" if red else "passed" if passed else "none"
        return cls(passed, failed, skipped, unanswered, verdict)


class RuleTally(Struct, frozen=True):
    """A rule of a feature, by its clause where the page has one.

    ``runs`` counts scenarios and rows of examples, ``unclaimed`` those that were not asked.
    """

    feature: str
    rule: str
    clause: str | None
    runs: int
    unclaimed: int
    levels: dict[Level, Tally]


class LawVerdict(Struct, frozen=True, omit_defaults=True):
    """A law over generated accounts; ``message`` says what broke it, with the smallest case."""

    law: str
    level: Level
    verdict: Literal["passed", "failed", "skipped", "unanswered", "unclaimed"]
    message: str | None = None


class Miss(Struct, frozen=True, omit_defaults=True):
    """A run that did not pass: what is wrong, level by level, or why there is no answer.

    ``said`` has a code with its values for each text of ``wrong``, for readers of other languages.
    """

    feature: str
    rule: str
    scenario: str
    row: dict[str, str] | None = None
    wrong: dict[Level, list[str]] = {}
    skipped: str | None = None
    unanswered: str | None = None
    said: dict[Level, list[CodedSentence | None]] = {}


class Claimed(Struct, frozen=True):
    """What the implementation claims, with every reading named."""

    levels: tuple[Level, ...]
    readings: dict[str, tuple[str, ...]]
    abilities: tuple[Ability, ...]


class Receipt(Struct, frozen=True):
    """What a run of the suite says of an implementation. ``sha256`` is over all the rest.

    ``conclusion`` is ``conforms`` when all that is claimed passed, ``broken`` when the program
    broke the protocol, else ``fails``.
    """

    receipt: int
    suite: Suite
    protocol: int
    snapshot: Snapshot
    book: str
    implementation: Implementation
    claims: Claimed
    created: str
    generator: str
    rules: tuple[RuleTally, ...]
    laws: tuple[LawVerdict, ...]
    misses: tuple[Miss, ...]
    faults: tuple[FaultTrace, ...]
    conclusion: Conclusion
    sha256: str = ""


def concluded(receipt: Receipt) -> Conclusion:
    """Return the conclusion that follows from the rest of a receipt."""
    if receipt.faults:
        return "broken"
    tallies = [tally for rule in receipt.rules for tally in rule.levels.values()]
    laws = {law.verdict for law in receipt.laws}
    red = any(tally.verdict == "failed" for tally in tallies) or not laws <= {"passed", "unclaimed"}
    proved = any(tally.verdict == "passed" for tally in tallies)
    return "conforms" if proved and not red and not receipt.misses else "fails"


def sealed(receipt: Receipt) -> Receipt:
    """Return the receipt with the hash of its content."""
    return msgspec.structs.replace(receipt, sha256=seal(receipt))


def seal(receipt: Receipt) -> str:
    """Return the SHA-256 of a receipt's JSON without ``sha256``, keys in order, no spaces."""
    content: dict[str, Any] = msgspec.to_builtins(receipt, enc_hook=in_english)
    del content["sha256"]
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def dumps(receipt: Receipt) -> bytes:
    """Return the receipt as indented JSON, which escapes what a terminal or a runner would obey."""
    return written(json_codec.dumps(receipt))


def written(data: bytes) -> bytes:
    """Return a receipt's JSON as ``dumps`` writes its texts.

    Others may have written them unescaped.
    """
    return json_text(data.decode("utf-8", "replace")).encode()


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a receipt."""
    body = msgspec.json.schema(Receipt)
    for kind, field in (("RuleTally", "levels"), ("Miss", "wrong")):
        # The schema that msgspec makes of a mapping says nothing of its keys.
        body["$defs"][kind]["properties"][field]["propertyNames"] = {"enum": list(LEVELS)}
    for (kind, field), says in _HASHES.items():
        body["$defs"][kind]["properties"][field]["description"] = says
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "TIIA pricing conformance receipt",
        **body,
    }
