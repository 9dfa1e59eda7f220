"""The figures of the invariant: how many edits were tried, reported, refused, passed over."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter

from proof.visiblewords.sources import every
from proof.visiblewords.trials import edits_of, unseen_of
from proof.visiblewords.verdicts import verdict

# What the first run found, before anything was mended: every 19th edit of the page and of 33
# older ones, as Markdown and as HTML.
FIRST = {
    "edits": 7_168,
    "told": 4_750,
    "refused": 2_394,
    "silent": 24,
    "unseen": 2_206,
    "false": 50,
}
STEP = 97  # one edit in so many is tried at every run; ``python -m proof.visiblewords`` tries more


def figures(step: int = STEP) -> dict[str, int]:
    """Every ``step``-th edit of every page, on all cores."""
    pages = range(len(_PAGES))
    fork = multiprocessing.get_context("fork")
    with fork.Pool(os.cpu_count() or 1) as pool:
        counts = sum(pool.starmap(_of_page, ((page, step) for page in pages)), Counter[str]())
    silent, false = counts["silent"], counts["unseen told"] + counts["unseen refused"]
    told, refused = counts["told"], counts["refused"]
    return {
        **{"edits": told + refused + silent, "told": told, "refused": refused, "silent": silent},
        **{"unseen": counts["unseen silent"] + false, "false": false},
    }


_PAGES = [*every()]


def _of_page(page: int, step: int) -> Counter[str]:
    text = _PAGES[page][1]
    seen = (verdict(trial) for trial in edits_of(text, page, step))
    unseen = (f"unseen {verdict(trial)}" for trial in unseen_of(text, page, step))
    return Counter([*seen, *unseen])
