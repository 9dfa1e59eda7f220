"""What a change shares with what can follow from it: where to look for a cause, not whether it is.

Each rule is asked only of the causes that share something with the effect that the rule cannot
do without: a cell, a governing sentence, a name, a number. So a page of many changes takes no
longer than its changes, one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import NamedTuple

from tiia_pricebook.unread_words import HEADING
from tiia_pricing.changes.change import Draft, with_consequences
from tiia_pricing.changes.consequences import fact_causes, finding_causes, label_causes
from tiia_pricing.changes.spelling import plain

Rule = Callable[[Draft, Draft], bool]
Known = Mapping[Hashable, Collection[int]]
_Keys = Iterable[Hashable]
_ANY = "any"


class Trace(NamedTuple):
    """The keys of a cause (the change itself, or one that follows from it) and of an effect."""

    of_cause: Callable[[Draft, Draft], _Keys]
    of_effect: Callable[[Draft, Known], _Keys]


class Causes:
    """Changes of one kind, in order, found by what they share with an effect."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._known: dict[Trace, dict[Hashable, set[int]]] = {}

    def add(self, draft: Draft) -> None:
        """Take in one more change, with what follows from it."""
        self.drafts.append(draft)
        self._learn(len(self.drafts) - 1, (draft, *draft.consequences))

    def extend(self, index: int, effect: Draft) -> None:
        """Add what follows from a change, and what follows from that."""
        self.drafts[index] = with_consequences(self.drafts[index], effect)
        self._learn(index, (effect, *effect.consequences))

    def first(self, rule: Rule, effect: Draft) -> int | None:
        """Return the first change from which ``effect`` follows by ``rule``."""
        found = (index for index in self._near(rule, effect) if rule(self.drafts[index], effect))
        return next(found, None)

    def _near(self, rule: Rule, effect: Draft) -> Iterable[int]:
        if rule not in TRACES:
            return range(len(self.drafts))
        trace = TRACES[rule]
        known = self._known.get(trace, {})
        keys = trace.of_effect(effect, known)
        return sorted(set[int]().union(*(known.get(key, ()) for key in keys)))

    def _learn(self, index: int, told: Iterable[Draft]) -> None:
        cause = self.drafts[index]
        for one in told:
            for trace in _EVERY:
                known = self._known.setdefault(trace, {})
                for key in trace.of_cause(cause, one):
                    known.setdefault(key, set()).add(index)


def _spots(_: Draft, one: Draft) -> _Keys:
    return (spot[1:] for spot in one.touches)


def _spots_of(effect: Draft, _: Known) -> _Keys:
    return (spot[1:] for spot in effect.touches)


def _leads(_: Draft, one: Draft) -> _Keys:
    return one.leads


def _leads_one_sided(cause: Draft, one: Draft) -> _Keys:
    return one.leads if cause.id.endswith(fact_causes.ONE_SIDED) else ()


def _clause_of(effect: Draft, _: Known) -> _Keys:
    return (effect.key.get("clause"),)


def _leads_of(effect: Draft, _: Known) -> _Keys:
    return effect.leads


def _names(_: Draft, one: Draft) -> _Keys:
    return one.interfaces


def _names_of(effect: Draft, known: Known) -> _Keys:
    return effect.interfaces or known


def _pooled(effect: Draft, _: Known) -> _Keys:
    pools = (*effect.old, *effect.new) if effect.id == "quota-sharing-changed" else ()
    return (name for pool in pools for name in pool)


def _renamed(cause: Draft, one: Draft) -> _Keys:
    return (plain(cause.interfaces[0]),) if one is cause and cause.kind == "interface" else ()


def _naming(effect: Draft, known: Known) -> _Keys:
    """The names in either wording; all where the wordings differ in the marks between names."""
    texts = [plain(text) for text in (effect.old, effect.new) if isinstance(text, str)]
    if len({fact_causes.without_separators(text) for text in texts}) == 1:
        return known
    both = "\n".join(texts)
    return [name for name in known if str(name) in both]


def _announcing(_: Draft, one: Draft) -> _Keys:
    return map(plain, one.interfaces)


def _numbers(_: Draft, one: Draft) -> _Keys:
    for side in ("old", "new"):
        yield from ((side, number) for number in fact_causes.numbers_in(str(getattr(one, side))))
    yield _ANY


def _numbers_of(effect: Draft, known: Known) -> _Keys:
    """The number that the fewest changes have: a cause has all that went and came."""
    moved = fact_causes.numbers_moved(effect)
    if moved is None:
        return ()
    gone, come = moved
    keys = [*(("old", one) for one in gone), *(("new", one) for one in come)]
    return (min(keys, key=lambda key: len(known.get(key, ())), default=_ANY),)


def _of_quotas(_: Draft, one: Draft) -> _Keys:
    return one.interfaces if one.kind == "quota" else ()


def _quotas_named(effect: Draft, known: Known) -> _Keys:
    said = str(effect.old or effect.new)
    return (name for name in known if str(name) in said)


def _same_key(cause: Draft, one: Draft) -> _Keys:
    return (tuple(sorted(cause.key.items())),) if one is cause else ()


def _key_of(effect: Draft, _: Known) -> _Keys:
    return (tuple(sorted(effect.key.items())),)


def _one_sided(cause: Draft, _: Draft) -> _Keys:
    return (_ANY,) if cause.id.endswith(fact_causes.ONE_SIDED) else ()


def _every(_: Draft, __: Draft) -> _Keys:
    return (_ANY,)


def _off_tables(effect: Draft, _: Known) -> _Keys:
    return () if "table" in effect.key else (_ANY,)


def _unstated(effect: Draft, _: Known) -> _Keys:
    return ((slug,) for slug in finding_causes.UNSTATED.get(effect.key["finding"], ()))


def _notice(effect: Draft, _: Known) -> _Keys:
    return ((finding_causes.NOTICE,),)


def _tables_moved(cause: Draft, one: Draft) -> _Keys:
    spots = one.touches if cause.id.endswith(label_causes.MOVED) else ()
    return (spot[:length] for spot in spots for length in (2, 3))


def _tables_of(effect: Draft, _: Known) -> _Keys:
    return (spot[:length] for spot in effect.touches for length in (2, 3))


def _columns(_: Draft, one: Draft) -> _Keys:
    return ((*spot[:2], *spot[3:]) for spot in one.touches) if one.id == "unit-changed" else ()


def _columns_of(effect: Draft, _: Known) -> _Keys:
    return ((*spot[:2], *spot[3:]) for spot in effect.touches)


def _below(effect: Draft, _: Known) -> _Keys:
    return label_causes.cells_beside(effect)


def _sentences(cause: Draft, one: Draft) -> _Keys:
    if one is cause and cause.kind == "clause":
        yield cause.place[1:2]
        yield from ((side, plain(str(getattr(one, side) or ""))) for side in ("old", "new"))


def _titled(effect: Draft, known: Known) -> _Keys:
    if effect.key["label"] != HEADING:
        return
    yield effect.place[1:]
    title = plain(str(effect.old or effect.new))
    for key in known:
        if isinstance(key, tuple) and title in str(key[-1]):
            yield key


_BY_SPOT = Trace(_spots, _spots_of)
_BY_NAME = Trace(_names, _names_of)
TRACES: dict[Rule, Trace] = {
    fact_causes.same_place: _BY_SPOT,
    fact_causes.taken_over: _BY_SPOT,
    fact_causes.swapped: _BY_SPOT,
    fact_causes.joined: _BY_SPOT,
    fact_causes.same_cell_quota: _BY_SPOT,
    fact_causes.opposite: _BY_SPOT,
    fact_causes.pool_of: Trace(_names, _pooled),
    fact_causes.of_interface: _BY_NAME,
    fact_causes.of_datum: _BY_NAME,
    fact_causes.governs: Trace(_leads_one_sided, _leads_of),
    fact_causes.name_quoted: Trace(_renamed, _naming),
    fact_causes.announces: Trace(_announcing, _naming),
    fact_causes.number_quoted: Trace(_numbers, _numbers_of),
    finding_causes.missing: _BY_NAME,
    finding_causes.packed: _BY_NAME,
    finding_causes.led: Trace(_leads, _clause_of),
    finding_causes.unstated: Trace(_spots, _unstated),
    finding_causes.notice: Trace(_spots, _notice),
    finding_causes.unnoticed: Trace(_of_quotas, _quotas_named),
    finding_causes.restated: Trace(_same_key, _key_of),
    finding_causes.about_a_clause: Trace(_one_sided, _off_tables),
    finding_causes.about_the_page: Trace(_every, _off_tables),
    label_causes.of_its_table: Trace(_tables_moved, _tables_of),
    label_causes.of_its_column: Trace(_columns, _columns_of),
    label_causes.noted: Trace(_spots, _below),
    label_causes.retitled: Trace(_sentences, _titled),
}
_EVERY = tuple(dict.fromkeys(TRACES.values()))
