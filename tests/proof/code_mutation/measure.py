"""``python -m proof.code_mutation.measure``: mutate what changed, and update the record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from .modules import GROUPS, Group, modules_of, sha256
from .mutation import Mutated, mutate
from .record import Measured, load, save, today
from .stage import stage, verdicts

KILLED = frozenset({"killed", "timeout"})


def main() -> None:
    """Measure modules whose source changed, all of them, or those named."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("modules", nargs="*", help="the last word of a module's name, or the name")
    parser.add_argument("--all", action="store_true", help="every module, changed or not")
    parser.add_argument("--unexplained", action="store_true", help="only mutants unexplained yet")
    options = parser.parse_args()
    for group in GROUPS:
        record = load()
        chosen = {
            name: path
            for name, path in modules_of(group).items()
            if (not options.modules or {name, name.rpartition(".")[2]} & {*options.modules})
            and (options.all or options.modules or _due(record.get(name), path))
        }
        if chosen:
            measure(group, chosen, again=options.unexplained)


def _due(measured: Measured | None, path: Path) -> bool:
    return measured is None or bool(measured.unexplained) or measured.sha256 != sha256(path)


def measure(group: Group, chosen: dict[str, Path], *, again: bool) -> None:
    """Run the mutants of the modules ``chosen``; the record has each module once it is done."""
    print(f"==> {group.name}: {', '.join(chosen)}", flush=True)
    hashes = {name: sha256(path) for name, path in chosen.items()}
    mutated = {name: mutate(name, path) for name, path in chosen.items()}
    target = stage(group, {chosen[name]: mutated[name].code for name in chosen})
    record = load()
    todo = {
        name: _todo(mutated[name], _same(record.get(name), hashes[name]) if again else None)
        for name in chosen
    }
    found = verdicts(group, target, [mutant for mutants in todo.values() for mutant in mutants])
    for name, mutants in todo.items():
        judged = dict(islice(found, len(mutants)))
        if len(judged) < len(mutants):
            sys.exit(f"{name}: the run ended after {len(judged)} of {len(mutants)} mutants")
        survived = [mutant for mutant, verdict in judged.items() if verdict not in KILLED]
        left = [mutated[name].described[mutant] for mutant in survived]
        record = load()
        record[name] = _measured(record.get(name), hashes[name], mutated[name], mutants, left)
        save(record)


def _same(measured: Measured | None, hash_: str) -> Measured | None:
    return measured if measured and measured.sha256 == hash_ else None


def _todo(mutated: Mutated, before: Measured | None) -> list[str]:
    if before is None:
        return list(mutated.described)
    open_ = {*before.unexplained}
    return [mutant for mutant, text in mutated.described.items() if text in open_]


def _measured(
    before: Measured | None, hash_: str, mutated: Mutated, run: Collection[str], left: list[str]
) -> Measured:
    """The module's entry: what was explained before stays explained where it survives again."""
    reasons = before.explained if before else {}
    if len(run) < len(mutated.described):
        left = [text for text in mutated.described.values() if text in {*left, *reasons}]
    explained = {text: reasons[text] for text in left if text in reasons}
    unexplained = [text for text in left if text not in reasons]
    mutants = len(mutated.described)
    tool = f"mutmut {version('mutmut')}"
    return Measured(hash_, mutants, mutants - len(left), explained, unexplained, today(), tool)


if __name__ == "__main__":
    main()
