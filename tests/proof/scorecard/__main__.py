"""``python -m proof.scorecard``: score every edit, write build/proof/scorecard.json, print it.

Exits 1 where a change is missed or told falsely, a visible word passed over, a page refused
that is none of those to be, or where there are too few edits.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from proof.scorecard.corpus import meaningful, meaningless
from proof.scorecard.edits import Edit
from proof.scorecard.kinds import MEANINGFUL, MEANINGLESS
from proof.scorecard.scoring import Card, example, score_on_every_core
from proof.visiblewords.figures import FIRST, figures
from support.page_text import ROOT
from tiia_pricing.changes import IDS
from tiia_pricing.output_files import write
from tiia_pricing.results.inputs import scorecard_fingerprints

TARGET = ROOT / "build" / "proof" / "scorecard.json"
LEAST_EDITS, LEAST_MEANINGLESS, LEAST_OF_AN_ID = 500, 300, 10


def main() -> int:
    """Score, write, print."""
    begin = time.perf_counter()
    inputs = scorecard_fingerprints(ROOT)
    edits = [*meaningful()], [*meaningless()]
    card, nothing = map(score_on_every_core, edits)
    rows = [row(card, nothing, id) for id in IDS]
    words = figures()
    report = {
        "inputs": inputs,
        "seconds": round(time.perf_counter() - begin, 1),
        "ids": rows,
        "meaningful": _kinds(edits[0], MEANINGFUL),
        "meaningless": _kinds(edits[1], MEANINGLESS),
        "words": words,
        "first": FIRST,
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write(TARGET, json.dumps(report, ensure_ascii=False, indent=1) + "\n", durable=False)
    for line in (*card.wrong, *nothing.wrong):
        print(line, file=sys.stderr)
    _print(rows)
    weak = too_few(card, nothing)
    for line in weak:
        print(f"error: {line}", file=sys.stderr)
    missed, false = (sum(row[name] for row in rows) for name in ("missed", "false"))
    print(f"scorecard-edits {card.edits.total()}")
    print(f"scorecard-meaningless {nothing.edits.total()}")
    print(f"scorecard-missed {missed}")
    print(f"scorecard-false-alarms {false}")
    print(f"scorecard-words {words['edits']}")
    print(f"scorecard-words-silent {words['silent']}")
    print(f"scorecard-words-false {words['false']}")
    wrong = [*card.wrong, *nothing.wrong, words["silent"], words["false"]]
    return 1 if weak or missed or false or any(wrong) else 0


def row(card: Card, nothing: Card, id: str) -> dict[str, Any]:
    """How often a change was made, found, missed, and told where there was none."""
    made, found = card.expected[id], card.found[id]
    false = card.false[id] + nothing.false[id]
    return {"id": id, "made": made, "found": found, "missed": made - found, "false": false}


def too_few(card: Card, nothing: Card) -> list[str]:
    """What there are too few edits of, to be worth a score."""
    short = [
        f"only {card.expected[id]} edits that are {id}, {LEAST_OF_AN_ID} are the least"
        for id in IDS
        if card.expected[id] < LEAST_OF_AN_ID
    ]
    if card.edits.total() < LEAST_EDITS:
        short.append(f"only {card.edits.total()} edits, {LEAST_EDITS} are the least")
    if nothing.edits.total() < LEAST_MEANINGLESS:
        count = nothing.edits.total()
        short.append(f"only {count} edits that mean nothing, {LEAST_MEANINGLESS} are the least")
    return short


def _kinds(edits: Sequence[Edit], kinds: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Each kind with its words, how many edits there are, and the first of them."""
    counts = Counter(edit.kind for edit in edits)
    first = {edit.kind: edit for edit in reversed(edits)}
    return [
        {"kind": kind, "en": en, "zh": zh, "edits": counts[kind], **example(first[kind])}
        for kind, (en, zh) in kinds.items()
    ]


def _print(rows: list[dict[str, Any]]) -> None:
    print(
        f"{'id':24}{'made':>6}{'found':>7}{'missed':>8}{'false':>7}{'recall':>8}{'precision':>11}"
    )
    for one in rows:
        told = one["found"] + one["false"]
        recall, precision = _share(one["found"], one["made"]), _share(one["found"], told)
        counts = f"{one['made']:6}{one['found']:7}{one['missed']:8}{one['false']:7}"
        print(f"{one['id']:24}{counts}{recall:>8}{precision:>11}")


def _share(part: int, whole: int) -> str:
    """A share in per cent, one decimal, never rounded up to a whole."""
    return f"{part * 1000 // whole / 10:.1f}%" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
