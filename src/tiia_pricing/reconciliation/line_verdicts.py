"""The verdict of each line, with its causes, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.messages import say
from tiia_pricing.reconciliation.agreement import fits, half_up, plain_amount
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.arithmetic import by_their_calls
from tiia_pricing.reconciliation.causes.candidate import Candidate
from tiia_pricing.reconciliation.causes.cause_catalogue import clause_of
from tiia_pricing.reconciliation.causes.fitting import CauseFinder, Fit
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.more_needed import MoreNeeded, packs_taken
from tiia_pricing.reconciliation.ranking import JudgedLine, Ranking
from tiia_pricing.reconciliation.rebilling import Rebilled, Rebilling
from tiia_pricing.reconciliation.result import Cause, LineVerdict, ReconciledLine
from tiia_pricing.reconciliation.unknown_rows import Unknown
from tiia_pricing.reconciliation.untold_packs import left_untold

NOTHING = Decimal("0.00")


def verdicts(found: Sequence[JudgedLine], rebilling: Rebilling) -> tuple[ReconciledLine, ...]:
    """Return the lines with their causes, the likeliest first."""
    ranking = Ranking(found, rebilling)
    return tuple(_line(one, ranking) for one in found)


def judged(
    rebilling: Rebilling,
    causes: CauseFinder,
    billed: Mapping[LineKey, Billed],
    keys: Iterable[LineKey],
    more: MoreNeeded,
) -> Iterator[JudgedLine]:
    """Judge each line: of usage, of the bill, or of both."""
    ours, unknown = rebilling.amounts(), Unknown(billed)
    for key in keys:
        amount, theirs = ours.get(key), billed.get(key)
        if amount and theirs:
            line = _compared(rebilling, causes, key, amount, theirs, more)
        elif amount:
            line = _without_bill(key, amount, billed)
        elif theirs:
            line = _without_usage(causes, key, theirs)
        else:
            continue
        yield _unless_unknown(line, unknown)


def _unless_unknown(line: JudgedLine, unknown: Unknown) -> JudgedLine:
    """The line; undecided where what is billed of no known API may be what it lacks.

    A cause that gives the billed amount is then no more than a hint.
    """
    if line.verdict in {"agrees", "cannot-tell"}:
        return line
    billed = line.theirs.total.value if line.theirs else Decimal()
    exact, cents = (line.ours.exact, line.ours.cents) if line.ours else (Fraction(), 0)
    found = unknown.names_for(line.key[0], billed, exact, cents)
    names = tuple(map(_name_needed, found))
    if not names:
        return line
    fits = [fit for fit in line.fits if fit[0].cause != "unexplained"]
    return replace(line, verdict="cannot-tell", fits=fits, needed=(*names, *line.needed))


def _name_needed(name: str) -> str:
    return say("the name of an API in the price book instead of {name!r}", name=name)


def _without_bill(key: LineKey, ours: Rebilled, billed: Mapping[LineKey, Billed]) -> JudgedLine:
    elsewhere = list(_billed_elsewhere(key, ours, billed))
    missing: LineVerdict = "missing-in-bill" if ours.cents else "agrees"
    return JudgedLine(key, missing, ours, None, elsewhere)


def _compared(
    rebilling: Rebilling,
    causes: CauseFinder,
    key: LineKey,
    ours: Rebilled,
    theirs: Billed,
    more: MoreNeeded,
) -> JudgedLine:
    if fits(theirs.total, ours.exact, ours.cents):
        return JudgedLine(key, "agrees", ours, theirs)
    fitting = causes.of(key, theirs)
    if untold := left_untold(rebilling, key, theirs):
        needed = say(
            "left in the file of packs: the calls left when the first month of usage began"
        )
        return JudgedLine(key, "cannot-tell", ours, theirs, [(untold,), *fitting], (needed,))
    if not fitting:
        other = by_their_calls(ours, theirs)
        needed_too = packs_taken(ours, theirs) if other else more.for_line(ours, theirs, key[1])
        found = other or Candidate("unexplained", Fraction(), 0)
        return JudgedLine(key, "differs", ours, theirs, [(found,)], needed_too)
    return JudgedLine(key, "differs", ours, theirs, fitting)


def _without_usage(causes: CauseFinder, key: LineKey, theirs: Billed) -> JudgedLine:
    if not theirs.total.value and not theirs.calls:
        return JudgedLine(key, "agrees", None, theirs)
    if not theirs.named:
        return JudgedLine(key, "cannot-tell", None, theirs, needed=(_name_needed(key[1]),))
    elsewhere = [(one,) for one in causes.elsewhere(key, theirs.total)]
    return JudgedLine(key, "missing-in-usage", None, theirs, elsewhere)


def _billed_elsewhere(
    key: LineKey, ours: Rebilled, billed: Mapping[LineKey, Billed]
) -> Iterator[Fit]:
    for (month, name), theirs in billed.items():
        if name == key[1] and ours.paid and fits(theirs.total, ours.exact, ours.cents):
            said = {"month": str(month)}
            yield (Candidate("paid-in-another-month", ours.exact, ours.cents, said=said),)


def _line(found: JudgedLine, ranking: Ranking) -> ReconciledLine:
    ours, theirs = found.ours, found.theirs
    table = _table(found)
    ranked = sorted(found.fits, key=lambda fit: ranking.of(found, fit))
    causes: dict[tuple[str, ...], Cause] = {}
    for fit in ranked:
        ids = tuple(one.cause for one in fit)
        for one in fit:
            others = tuple(cause for cause in ids if cause != one.cause)
            key, old = (one.cause, *others), causes.get((one.cause, *others))
            if old is None or (one.reading and not old.reading):
                rule = clause_of(one.cause, table)
                causes[key] = Cause(one.cause, rule, one.said, one.reading, others)
    billed = plain_amount(theirs.total.value) if theirs else NOTHING
    computed = _computed(found)
    return ReconciledLine(
        *found.key,
        found.verdict,
        billed,
        computed,
        tuple(causes.values()),
        found.needed,
        ours,
        theirs,
    )


def _table(found: JudgedLine) -> PayAsYouGo | None:
    name, ours = found.key[1], found.ours
    ladder = ours.terms.ladders.get(name) if ours else None
    return ladder.table if ladder else None


def _computed(found: JudgedLine) -> Decimal:
    """Our amount as the bill would show it: exactly where it has more than cents, or rounded."""
    ours, theirs = found.ours, found.theirs
    if ours is None:
        return NOTHING
    rounded = Decimal(ours.cents).scaleb(-2)
    if theirs is None or theirs.total.value == rounded:
        return rounded
    exactly = half_up(ours.exact, theirs.total.digits)
    cents = theirs.total.digits == 2 and theirs.total.value != exactly
    return rounded if cents else plain_amount(exactly)
