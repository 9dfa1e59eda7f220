"""``python -m proof.code_mutation.measure``: mutate what changed, and update the record."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from .modules import GROUPS, Group, functions_of, modules_of
from .mutation import Mutated, mutate
from .record import Measured, differs, load, save, today
from .stage import stage, verdicts

KILLED = frozenset({"killed", "timeout"})


def main() -> None:
    """Measure functions that changed or have unexplained survivors, or all of them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("modules", nargs="*", help="only these: the name, or its last word")
    parser.add_argument("--all", action="store_true", help="every function, changed or not")
    options = parser.parse_args()
    for group in GROUPS:
        chosen = {
            name: path
            for name, path in modules_of(group).items()
            if not options.modules or {name, name.rpartition(".")[2]} & {*options.modules}
        }
        measure(group, chosen, {} if options.all else load())


def measure(group: Group, chosen: Mapping[str, Path], record: Mapping[str, Measured]) -> None:
    """Run the mutants that ``record`` has no verdict of; it has each module once that is done."""
    mutated = {name: mutate(name, path) for name, path in chosen.items()}
    todo = {name: list(_todo(mutated[name], record.get(name), chosen[name])) for name in chosen}
    wanted = [name for name in chosen if todo[name] or differs(record.get(name), chosen[name])]
    if not wanted:
        return
    print(f"==> {group.name}: {', '.join(wanted)}", flush=True)
    names = [mutant for name in wanted for mutant in todo[name]]
    found: Iterator[tuple[str, str]] = iter(())
    if names:  # a function may have gone, and nothing come
        target = stage(group, {chosen[name]: mutated[name].code for name in wanted})
        found = verdicts(group, target, names)
    for name in wanted:
        judged = dict(islice(found, len(todo[name])))
        if len(judged) < len(todo[name]):
            sys.exit(f"{name}: the run ended after {len(judged)} of {len(todo[name])} mutants")
        survived = {mutant for mutant, verdict in judged.items() if verdict not in KILLED}
        own = load()
        own[name] = _measured(own.get(name), chosen[name], mutated[name], judged.keys(), survived)
        save(own)


def _todo(mutated: Mutated, before: Measured | None, path: Path) -> Iterator[str]:
    """The mutants of functions that are not as measured, and the survivors nobody explained."""
    known = before.functions if before else {}
    now = functions_of(path)
    for mutant, text in mutated.described.items():
        function = text.partition(": ")[0]
        if known.get(function) != now[function] or (before and text in before.unexplained):
            yield mutant


def _measured(
    before: Measured | None,
    path: Path,
    mutated: Mutated,
    run: Collection[str],
    survived: Collection[str],
) -> Measured:
    """The module's entry: what was explained before stays explained where it survives again."""
    reasons = before.explained if before else {}
    left = [
        text
        for mutant, text in mutated.described.items()
        if (mutant in survived if mutant in run else text in reasons)
    ]
    explained = {text: reasons[text] for text in left if text in reasons}
    unexplained = [text for text in left if text not in reasons]
    mutants = len(mutated.described)
    tool = f"mutmut {version('mutmut')}"
    functions = functions_of(path)
    return Measured(functions, mutants, mutants - len(left), explained, unexplained, today(), tool)


if __name__ == "__main__":
    main()
