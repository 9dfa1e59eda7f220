"""Why a label comes or goes with another change: the rules, each a question."""

from __future__ import annotations

from tiia_scraper.changes.causes import ONE_SIDED
from tiia_scraper.changes.model import Draft
from tiia_scraper.changes.names import plain


def of_its_table(cause: Draft, effect: Draft) -> bool:
    """The labels of a table or a row that came or went with its data."""
    if None not in (effect.old, effect.new) or not cause.id.endswith(ONE_SIDED):
        return False
    length = 2 if effect.key["label"].endswith("-title") else 3
    drafts = (cause, *cause.consequences)
    places = {spot[:length] for draft in drafts for spot in draft.touches if len(spot) > length}
    return any(spot[:length] in places for spot in effect.touches)


def retitled(cause: Draft, effect: Draft) -> bool:
    """A title that became a sentence, at its place or with more words; or the other way."""
    if cause.kind != "clause" or effect.key["label"] != "heading-title":
        return False
    title, sentence = effect.old or effect.new, cause.new if effect.old else cause.old
    at_its_place = cause.place[1:2] == effect.place[1:]
    return bool(sentence) and (at_its_place or plain(str(title)) in plain(str(sentence)))
