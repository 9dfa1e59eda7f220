"""Announcements in words → typed ones: from which day on what of which interface is what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.announcement_model import WHAT, WORDS, ChangeSaid, Value, What
from tiia_scraper.vocabulary.announcement_phrases import PackPrice, Percent, PhraseToken, tokens
from tiia_scraper.vocabulary.numbers import Unreadable

_VALUES = frozenset({"unit-price", "pack-price", "percent", "quota"})
_READ = say("an announcement that says which price, quota or bound of which interface is what")
_NEW, _KEPT = ("names", "tiers", "sizes", "words"), ("names", "words")


def parse_announcements(
    text: str, known: Sequence[str], *, pack: bool = False
) -> tuple[ChangeSaid, ...]:
    """Everything that ``text`` announces of the ``known`` interfaces; of packs where ``pack``.

    Raises ``Unreadable`` where a part of it is not understood.
    """
    found = list(tokens(text, known))
    sentence = _Sentence(text, ["pack"] if pack else [])
    for index, token in enumerate(found):
        behind = (other for other in found[index + 1 :] if other.kind not in ("word", "is"))
        sentence.take(token, next(behind, None))
    return sentence.finish()


class _Sentence:
    """The sentence so far: its day, what it speaks of, and what it has announced.

    A name, a tier or a word for what is charged behind a value begins something new, which
    keeps the day and whatever stands higher: of a new tier the interface stays.
    """

    def __init__(self, text: str, words: Sequence[str]) -> None:
        self.text = text
        self.said: list[ChangeSaid] = []
        self.date: dt.date | None = None
        self.named: dict[str, list[object]] = {name: [] for name in _NEW} | {"words": [*words]}
        self.values: list[Value] = []
        self.old: Value | None = None
        self.verb: PhraseToken | None = None
        self.last = ""
        self.old_comes = self.listing = self.each = self.done = self.open = False

    def take(self, token: PhraseToken, behind: PhraseToken | None) -> None:
        """The next token, and the value or subject behind it; ``Unreadable`` if it does not fit."""
        if token.kind in _VALUES or self._is_bound(token, behind):
            self._value(token.value)
        else:
            getattr(self, f"_{token.kind}")(token)
        self.last = token.kind

    def finish(self) -> tuple[ChangeSaid, ...]:
        """All that was announced; raises ``Unreadable`` where something is left over."""
        self._flush()
        self._need(bool(self.said) and not (self.open or self.verb or self.old_comes or self.old))
        return tuple(self.said)

    def _need(self, fits: bool) -> None:
        if not fits:
            raise Unreadable(self.text, _READ)

    def _is_bound(self, token: PhraseToken, behind: PhraseToken | None) -> bool:
        """Whether a range of calls is a value, rather than the tier of the price behind it."""
        if token.kind != "band":
            return False
        priced = behind is not None and behind.kind == "unit-price"
        if priced and self.verb is not None:
            self._need(not self.named["tiers"] or self.done)
            self.listing = True
        return self.old_comes or (self.verb is not None and not priced)

    def _value(self, value: Value) -> None:
        if self.old_comes:
            self.old, self.old_comes = value, False
            return
        self._need(self.date is not None)
        self._need(bool(self.verb) or self.listing or self.last == "date")
        if self.verb is not None and "分别" in self.verb.text:
            self.values.append(value)
        else:
            self._tell(value, self.named)

    def _tell(self, value: Value, named: dict[str, list[object]]) -> None:
        """One value, of each tier or size that is named."""
        if isinstance(value, Percent) and self.verb is not None and self.verb.value is False:
            value = Percent(-value.points)
        what = WHAT[type(value)]
        self._check(value, what, named)
        self._add(what, value, named)
        self.verb = self.old = None

    def _check(self, value: Value, what: What, named: dict[str, list[object]]) -> None:
        """Words that fit the value, and one old value of one tier or pack."""
        tiers, sizes, words = named["tiers"], named["sizes"], set(named["words"])
        pack = "pack" in words or bool(sizes)
        by = self.verb is not None and self.verb.kind == "by"
        self._need(words <= WORDS[what] and by == isinstance(value, Percent))
        self._need(pack or not isinstance(value, PackPrice))
        self._need(not pack or (isinstance(value, PackPrice | Percent) and not tiers))
        self._need(self.old is None or max(len(tiers), len(sizes)) <= 1)
        self._need(what == "price" or len(tiers) <= (what == "bound"))

    def _add(self, what: What, value: Value | None, named: dict[str, list[object]]) -> None:
        self._need(self.date is not None)
        rises = self.verb.value if self.verb else None
        pack = "pack" in named["words"] or bool(named["sizes"])
        for part in (*named["tiers"], *named["sizes"]) or (None,):
            tier, size = (None, part) if named["sizes"] else (part, None)
            given = (self.date, tuple(named["names"]), what, value, self.old, tier, size)
            self.said.append(ChangeSaid(*given, pack=pack, each=self.each, rises=rises))  # type: ignore[arg-type]
        self.done, self.open = True, False

    def _flush(self) -> None:
        """Values that stand 分别, each for the interface, tier or size of its place."""
        values, self.values, verb = self.values, [], self.verb
        if not values:
            return
        lists = {name: self.named[name] for name in ("names", "tiers", "sizes")}
        self._need([len(one) for one in lists.values() if len(one) > 1] == [len(values)])
        for index, value in enumerate(values):
            each = {n: one[index : index + 1] if len(one) > 1 else one for n, one in lists.items()}
            self.verb = verb
            self._tell(value, self.named | each)

    def _subject(self, name: str, value: object, *kept: str) -> None:
        """Something that is spoken of; of what was before a value, ``kept`` holds on."""
        self._flush()
        self._need(self.verb is None or self.listing)
        for other in _NEW:
            if self.done and other not in kept:
                self.named[other] = []
        self.done, self.open, self.each = False, True, self.each and not self.done
        self.named[name] = [*self.named[name], value]

    def _date(self, token: PhraseToken) -> None:
        self._flush()
        self._need(self.verb is None and not self.old_comes)
        self.date, self.listing, self.open = token.value, False, True

    def _name(self, token: PhraseToken) -> None:
        self._flush()
        self._need(self.verb is None and (self.done or not self.named["tiers"]))
        self.listing = False
        self._subject("names", token.value)

    def _band(self, token: PhraseToken) -> None:
        self._subject("tiers", token.value, *_KEPT)

    _ordinal = _band

    def _size(self, token: PhraseToken) -> None:
        self._subject("sizes", token.value, *_KEPT)

    def _word(self, token: PhraseToken) -> None:
        self._subject("words", token.value, "names", "tiers", "sizes")

    def _to(self, token: PhraseToken) -> None:
        self._flush()
        self._need(not (self.verb or self.old_comes))
        self.verb, self.listing = token, False

    _by = _to

    def _is(self, token: PhraseToken) -> None:
        if not (self.verb or self.listing):
            self._to(token)

    def _from(self, token: PhraseToken) -> None:
        self._need(not (self.verb or self.old or self.old_comes))
        self.old_comes = True

    def _each(self, token: PhraseToken) -> None:
        self.each = True

    def _end(self, token: PhraseToken) -> None:
        named, pack = self.named, bool(self.named["words"] or self.named["sizes"])
        self._need(not (self.verb or self.old or named["tiers"]))
        self._need(set(named["words"]) <= WORDS["end"] and pack >= ("售" in token.text))
        self._add("end", None, named)
