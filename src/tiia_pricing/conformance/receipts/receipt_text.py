"""A receipt in words: who, what it claims, clause by clause, and all that did not pass."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import READINGS
from tiia_pricebook.untrusted_text import lines, plain
from tiia_pricing.conformance.protocol.messages import Level
from tiia_pricing.conformance.receipts.receipt import Claimed, Conclusion, Miss, Receipt, RuleTally
from tiia_pricing.conformance.run.faults import MEANINGS

_SHOWN = 10
_WIDTH = 34
CODES: dict[Conclusion, int] = {"conforms": 0, "fails": 1, "broken": 2}
CONCLUSIONS: dict[Conclusion, str] = {
    "conforms": "It conforms: all that it claims passes.",
    "fails": "It does not conform: not all that it claims passes.",
    "broken": "It broke the protocol: what it did not answer is not judged.",
}


def text(receipt: Receipt) -> str:
    """The whole report; what program and receipt say stands in it so that nothing obeys it."""
    return lines("\n".join(_lines(receipt))) + "\n"


def _lines(receipt: Receipt) -> Iterator[str]:
    yield from head(receipt)
    yield ""
    levels = receipt.claims.levels
    yield f"{'clause':{_WIDTH}}" + "".join(f"{level:>12}" for level in levels)
    for rule in receipt.rules:
        yield _rule(rule, levels)
    passed = sum(law.verdict == "passed" for law in receipt.laws)
    claimed = sum(law.verdict != "unclaimed" for law in receipt.laws)
    yield f"{'laws':{_WIDTH}}{f'{passed}/{claimed}':>12}"
    yield from _shown([_miss(miss) for miss in receipt.misses], "run", "that did not pass")
    broken = [
        f"{law.law} ({law.level}): {law.verdict}\n{_indented(law.message or '')}"
        for law in receipt.laws
        if law.verdict not in ("passed", "unclaimed")
    ]
    yield from _shown(broken, "law", "that did not pass")
    faults = [f"{fault}\n    {MEANINGS[fault.kind]}" for fault in receipt.faults]
    yield from _shown(faults, "time", "the program broke the protocol")
    yield ""
    yield CONCLUSIONS[receipt.conclusion]


def head(receipt: Receipt) -> Iterator[str]:
    """Who was put to what."""
    who = receipt.implementation
    language = f", {who.language}" if who.language else ""
    yield plain(f"implementation: {who.name} {who.version}{language}")
    yield f"claims: {claims(receipt.claims)}"
    runs = sum(rule.runs for rule in receipt.rules)
    unclaimed = sum(rule.unclaimed for rule in receipt.rules)
    yield f"suite {receipt.suite.version}: {runs - unclaimed} runs, {unclaimed} not claimed"
    yield plain(f"page {receipt.snapshot.source}, book {receipt.book[:12]}")


def claims(claimed: Claimed) -> str:
    """What is claimed, in a line."""
    everything = all(set(claimed.readings[r.name]) == set(r.values) for r in READINGS)
    single = [
        f"{r.name}={'|'.join(claimed.readings[r.name])}"
        for r in READINGS
        if set(claimed.readings[r.name]) != set(r.values)
    ]
    parts: list[str] = [*claimed.levels, *claimed.abilities]
    parts += ["every reading"] if everything else single
    return ", ".join(parts)


def _rule(rule: RuleTally, levels: tuple[Level, ...]) -> str:
    name = rule.clause or rule.rule
    cells = []
    for level in levels:
        tally = rule.levels[level]
        judged = tally.passed + tally.failed + tally.skipped + tally.unanswered
        cells.append(f"{tally.passed}/{judged}" if judged else "-")
    # A name longer than its column keeps the columns apart by a space.
    return f"{name[: _WIDTH - 1]:{_WIDTH}}" + "".join(f"{cell:>12}" for cell in cells)


def _miss(miss: Miss) -> str:
    row = f" {'; '.join(miss.row.values())}" if miss.row else ""
    where = plain(f"{miss.feature}: {miss.scenario}{row}")
    if miss.skipped:
        return f"{where}\n{_indented(f'skipped: {miss.skipped}')}"
    if miss.unanswered:
        return f"{where}\n{_indented(f'no answer: {miss.unanswered}')}"
    wrong = "\n".join(f"{level}: {one}" for level, all_ in miss.wrong.items() for one in all_)
    return f"{where}\n{_indented(wrong)}"


def _shown(items: list[str], one: str, what: str) -> Iterator[str]:
    if items:
        yield ""
        yield f"{len(items)} {one}{'s' * (len(items) != 1)} {what}:"
        yield from (f"  {item}" for item in items[:_SHOWN])
        if len(items) > _SHOWN:
            yield f"  … and {len(items) - _SHOWN} more; the receipt has all"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
