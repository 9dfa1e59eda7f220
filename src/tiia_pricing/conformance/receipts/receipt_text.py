"""A receipt in words: who, what it claims, clause by clause, and all that did not pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from tiia_pricebook import READINGS
from tiia_pricebook.messages import Message, Tell, listed, say, say_as, say_many
from tiia_pricebook.untrusted_text import lines, plain
from tiia_pricing.conformance.chinese.feature_titles import Title
from tiia_pricing.conformance.protocol.messages import Level
from tiia_pricing.conformance.receipts.receipt import Claimed, Conclusion, Miss, Receipt, RuleTally
from tiia_pricing.conformance.run.faults import MEANINGS
from tiia_pricing.conformance.run.laws import law_in_words, not_asked_in_words
from tiia_pricing.conformance.run.wrong_answers import in_words
from tiia_pricing.locale.help_formatting import columns

_SHOWN = 10
_WIDTH = 34
VERDICTS: dict[str, Message] = {
    "failed": say_as("invariant", "failed"),
    "skipped": say_as("invariant", "skipped"),
    "unanswered": say_as("invariant", "no answer"),
}
CODES: dict[Conclusion, int] = {"conforms": 0, "fails": 1, "broken": 2}
CONCLUSIONS: dict[Conclusion, Message] = {
    "conforms": say("It conforms: all that it claims passes."),
    "fails": say("It does not conform: not all that it claims passes."),
    "broken": say("It broke the protocol: questions without an answer are not judged."),
}


def text(receipt: Receipt, tell: Tell = str) -> str:
    """Return the whole report, in the language of ``tell``; what a receipt quotes stays as it is.

    What program and receipt say stands in it so that nothing obeys it.
    """
    return lines("\n".join(map(tell, _lines(receipt, tell)))) + "\n"


def _lines(receipt: Receipt, tell: Tell) -> Iterator[str]:
    yield from head(receipt)
    yield ""
    levels = receipt.claims.levels
    yield _cell(tell(say("clause"))) + "".join(f"{level:>12}" for level in levels)
    for rule in sorted(filter(_judged, receipt.rules), key=_passed):
        yield from _rule(rule, levels, tell)
    if unjudged := sum(not _judged(rule) for rule in receipt.rules):
        yield say_many(
            "{n} clause of which nothing is claimed",
            "{n} clauses of which nothing is claimed",
            unjudged,
        )
    yield from _laws(receipt, tell)
    yield from _misses(receipt, tell)
    yield from _broken(receipt)
    yield from _faults(receipt)
    yield ""
    yield CONCLUSIONS[receipt.conclusion]


def _judged(rule: RuleTally) -> bool:
    """Whether any run of a rule was asked."""
    return rule.runs > rule.unclaimed


def _passed(rule: RuleTally) -> bool:
    """Whether all of a rule passed that was asked; the others are told first."""
    tallies = rule.levels.values()
    return not any(one.failed or one.skipped or one.unanswered for one in tallies)


def _laws(receipt: Receipt, tell: Tell) -> Iterator[str]:
    """How many invariants hold of those asked, and why the others were not asked."""
    passed = sum(law.verdict == "passed" for law in receipt.laws)
    unasked = [law.message or "" for law in receipt.laws if law.verdict == "unclaimed"]
    asked = len(receipt.laws) - len(unasked)
    yield _cell(tell(say("invariants"))) + f"{f'{passed}/{asked}':>12}"
    if "books" not in receipt.claims.abilities:
        yield say("  none is asked: they need generated price lists, which is the ability books")
    else:
        for why, count in Counter(unasked).items():
            yield say("  {count} not asked: {why}", count=count, why=not_asked_in_words(plain(why)))


def _misses(receipt: Receipt, tell: Tell) -> Iterator[str]:
    count = len(receipt.misses)
    title = say_many("{n} run that did not pass:", "{n} runs that did not pass:", count)
    yield from _shown([_miss(miss, tell) for miss in receipt.misses], title)


def _broken(receipt: Receipt) -> Iterator[str]:
    broken = [
        say(
            "{law} ({level}): {verdict}\n{message}",
            law=law_in_words(plain(law.law)),
            level=law.level,
            verdict=VERDICTS[law.verdict],
            message=_asserted(law.message or ""),
        )
        for law in receipt.laws
        if law.verdict not in ("passed", "unclaimed")
    ]
    count = len(broken)
    title = say_many("{n} invariant that did not pass:", "{n} invariants that did not pass:", count)
    yield from _shown(broken, title)


def _faults(receipt: Receipt) -> Iterator[str]:
    faults = [
        say("{fault}\n    {meaning}", fault=str(fault), meaning=MEANINGS[fault.kind])
        for fault in receipt.faults
    ]
    count = len(faults)
    title = say_many(
        "{n} time the program broke the protocol:",
        "{n} times the program broke the protocol:",
        count,
    )
    yield from _shown(faults, title)


def head(receipt: Receipt) -> Iterator[Message]:
    """Yield who it is, what it claims, and of which suite and page this speaks."""
    who = receipt.implementation
    language = f", {who.language}" if who.language else ""
    yield say("implementation: {who}", who=plain(f"{who.name} {who.version}{language}"))
    yield say("claims: {claims}", claims=claims(receipt.claims))
    runs = sum(rule.runs for rule in receipt.rules)
    unclaimed = sum(rule.unclaimed for rule in receipt.rules)
    yield say(
        "suite {version}: {runs} runs, {unclaimed} not claimed",
        version=receipt.suite.version,
        runs=runs - unclaimed,
        unclaimed=unclaimed,
    )
    page = plain(receipt.snapshot.source)
    yield say(
        "page {page}, price book {book} (the first 12 digits of its SHA-256)",
        page=page,
        book=receipt.book[:12],
    )


def claims(claimed: Claimed) -> Message:
    """Return what is claimed, in a line."""
    everything = all(set(claimed.readings[r.name]) == set(r.values) for r in READINGS)
    single = [
        f"{r.name}={'|'.join(claimed.readings[r.name])}"
        for r in READINGS
        if set(claimed.readings[r.name]) != set(r.values)
    ]
    parts: list[str] = [*claimed.levels, *claimed.abilities]
    parts += [say("every reading")] if everything else single
    return listed(parts)


def _rule(rule: RuleTally, levels: tuple[Level, ...], tell: Tell) -> Iterator[str]:
    """A row; a name that is longer than its column has a line of its own above the figures."""
    name = rule.clause or tell(Title(rule.rule))
    cells = []
    for level in levels:
        tally = rule.levels[level]
        judged = tally.passed + tally.failed + tally.skipped + tally.unanswered
        cells.append(f"{tally.passed}/{judged}" if judged else "-")
    if columns(name) >= _WIDTH:
        yield name
        name = ""
    yield _cell(name) + "".join(f"{cell:>12}" for cell in cells)


def _cell(text: str) -> str:
    """The first cell of a row; a Chinese character is as wide as two others."""
    return text + " " * (_WIDTH - columns(text))


def _miss(miss: Miss, tell: Tell) -> str:
    row = f" {'; '.join(miss.row.values())}" if miss.row else ""
    where = plain(f"{miss.feature}: {tell(Title(miss.scenario))}{row}")
    if miss.skipped:
        said = tell(say("skipped: {why}", why=miss.skipped))
    elif miss.unanswered:
        said = tell(say("no answer: {why}", why=miss.unanswered))
    else:
        said = "\n".join(f"{level}: {tell(one)}" for level, one in _wrong(miss))
    return f"{where}\n{_indented(said)}"


def _wrong(miss: Miss) -> Iterator[tuple[Level, str]]:
    """What is wrong at each level; a message where the receipt has its code."""
    for level, every in miss.wrong.items():
        codes = miss.said.get(level, [])
        for one, said in zip_longest(every, codes[: len(every)]):
            yield level, in_words(one, said)


def _shown(items: Sequence[str], title: Message) -> Iterator[str]:
    if items:
        yield ""
        yield title
        yield from (say("  {item}", item=item) for item in items[:_SHOWN])
        if len(items) > _SHOWN:
            more = len(items) - _SHOWN
            yield say("  … and {count} more; the test report has all", count=more)


def _asserted(message: str) -> str:
    """What is told of an invariant: where it failed that is Python, which has no translation."""
    if not message.startswith("assert "):
        return _indented(message)
    return say("    the check that failed, in Python:\n{check}", check=_indented(message))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
