"""``python -m proof.visiblewords [STEP [FILE]]``: put every STEP-th edit to ``diff`` and count.

Prints how many were told, refused, passed over in silence; how many that no reader sees were
told all the same; writes each of those to FILE, one JSON object a line.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from proof.visiblewords.sources import every
from proof.visiblewords.trials import edits_of, unseen_of
from proof.visiblewords.verdicts import Trial, changes, verdict
from tiia_pricing.output_files import write


def tried(name: str, trials: Iterable[Trial], figures: Counter[str], bad: str) -> Iterator[str]:
    """Count the verdicts of ``trials``; a line of JSON for each that is ``bad``."""
    for trial in trials:
        said: str
        try:
            said = verdict(trial)
        except Exception:  # a fault of the reader is what is looked for
            said, trace = "broken", traceback.format_exc()
            yield json.dumps({"page": name, "how": trial.how, "broken": trace}, ensure_ascii=False)
        figures[said] += 1
        if said == bad or (bad == "told" and said == "refused"):
            told = [] if said != "told" else [(c.id, c.key, c.old, c.new) for c in changes(trial)]
            line = {"page": name, "how": trial.how, "said": said, "told": told}
            yield json.dumps(line, ensure_ascii=False)


def main(step: int, file: Path | None) -> int:
    """Try every page; 0 where nothing was silent and nothing told falsely."""
    seen: Counter[str] = Counter()
    unseen: Counter[str] = Counter()
    lines: list[str] = []
    for first, (name, text) in enumerate(every()):
        lines += tried(name, edits_of(text, first, step), seen, "silent")
        lines += tried(f"{name}, unseen", unseen_of(text, first, step), unseen, "told")
        print(name, dict(seen), dict(unseen), flush=True)
        if file:
            write(file, "\n".join(lines) + "\n", durable=False)
    return 1 if lines else 0


if __name__ == "__main__":
    step, file = (*sys.argv[1:3], *("1", "")[len(sys.argv) - 1 :])
    sys.exit(main(int(step), Path(file) if file else None))
