"""``python -m proof.attack``: the corpus, random tables, hostile texts in all that is read.

Writes build/proof/attack.json.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import partial

from proof.attack.corpus import chunks
from proof.attack.differential import EXPLAINED, compare
from proof.attack.foreign import attack, sample
from proof.attack.foreign_inputs import fields, programs
from proof.attack.foreign_questions import attacked
from proof.attack.verdicts import Tally
from support.page_text import ROOT
from tiia_pricing.output_files import write

TARGET = ROOT / "build" / "proof" / "attack.json"
_IN_TURN = 3  # hostile texts for each field, besides the one that has them all
_VERDICTS = ("right", "told", "silently-wrong")


def main() -> int:
    """Judge, write, print the counts; 1 where something is silently wrong, disagrees or obeyed."""
    tally = Tally()
    for chunk in chunks():
        judged = chunk.judged(chunk.cases())
        tally.wrong += judged.wrong
        for kind, counts in judged.by_kind.items():
            tally.by_kind[kind] = tally.by_kind.get(kind, Counter()) + counts
    outcome = compare()
    shown = attack([*fields(), *programs()], partial(sample, several=_IN_TURN))
    answers, obeyed = attacked()
    obeyed += shown.obeyed
    for line in (*tally.wrong, *outcome.disagreements, *obeyed):
        print(line, file=sys.stderr)
    report = {
        "attack-cases": tally.cases,
        "by-kind": {
            kind: {verdict: counts[verdict] for verdict in _VERDICTS}
            for kind, counts in sorted(tally.by_kind.items())
        },
        "attack-silently-wrong": len(tally.wrong),
        "differential-tables": outcome.tables,
        "differential-disagreements": len(outcome.disagreements),
        "differential-explained": [
            {"id": id, "tables": outcome.explained[id], "reason": reason}
            for id, reason in EXPLAINED.items()
        ],
        "foreign-outputs": sum(shown.outputs.values()) + answers,
        "foreign-obeyed": len(obeyed),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    write(TARGET, json.dumps(report, ensure_ascii=False, indent=1) + "\n", durable=False)
    for name in (key for key, value in report.items() if isinstance(value, int)):
        print(f"{name} {report[name]}")
    return 1 if tally.wrong or outcome.disagreements or obeyed else 0


if __name__ == "__main__":
    sys.exit(main())
