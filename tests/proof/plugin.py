"""``pytest --proof FILE``: run the features against what they must not accept.

Every mutant of the price book and every wrong calculator of the gallery takes the place of the
right one in a forked copy of the collected session, and is asked what the scenarios ask; the
calculators are programs of their own, asked over the conformance protocol. A scenario turns red
when an answer is not what it asserts. A mutant is killed when a scenario turns red, refused when a
named rule of the book rejects it on loading; a wrong calculator is caught when a scenario turns
red.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any

import msgspec
import pytest

from conformance import books, implementation
from tiia_pricebook import PriceBook, default_book
from tiia_pricebook.editions.edition_validation import check_dated
from tiia_pricing.conformance.run.outcomes import SCENARIO
from tiia_pricing.conformance.run.program import Program
from tiia_pricing.output_files import write
from tiia_pricing.proof.equivalents import reason
from tiia_pricing.proof.gallery import GALLERY, Wrong
from tiia_pricing.proof.mutants import Mutant, mutants
from tiia_pricing.proof.patching import everywhere
from tiia_pricing.results.inputs import proof_fingerprints

from .forks import Answer, Job, failures, in_fork, in_forks
from .questions import Question, questions


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--proof", metavar="FILE", help="run the mutants, write what became of them")
    parser.addoption(
        "--suspects", default="all", help="all, mutants, gallery, or wrong calculators by name: a,b"
    )
    parser.addoption("--jobs", type=int, default=os.cpu_count(), help="processes at a time")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the mutants in the place of the tests."""
    path = session.config.getoption("--proof")
    if path is None or session.config.option.collectonly:
        return None
    session.config.option.tbstyle = "native"  # nobody reads the thousands of expected failures
    suite = Suite([item for item in session.items if dict(item.user_properties).get(SCENARIO)])
    begin = time.perf_counter()
    jobs = session.config.getoption("--jobs")
    suspects = session.config.getoption("--suspects")
    wanted = suspected(suspects)
    every = list(mutants(default_book())) if suspects in ("all", "mutants") else []
    changed = suite.mutants(every, jobs)
    seconds = round(time.perf_counter() - begin, 1)
    wrong = suite.gallery(wanted, jobs)
    report = {
        "inputs": proof_fingerprints(session.config.rootpath),
        "seconds": seconds,
        "mutants": changed,
        "gallery": wrong,
    }
    target = session.config.rootpath / path
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, json.dumps(report, ensure_ascii=False, indent=1), durable=False)
    _print(report)
    session.testsfailed = sum(row["verdict"] in BAD for row in (*changed, *wrong))
    session.testscollected = len(changed) + len(wrong)
    return True


def suspected(names: str) -> list[Wrong]:
    """The wrong calculators that ``--suspects`` names; an error where one is unknown."""
    if names in ("all", "gallery"):
        return list(GALLERY)
    chosen = [] if names == "mutants" else names.split(",")
    if unknown := set(chosen) - {wrong.id for wrong in GALLERY}:
        raise pytest.UsageError(f"--suspects: no wrong calculator is named {', '.join(unknown)}")
    return [wrong for wrong in GALLERY if wrong.id in chosen]


def _print(report: dict[str, Any]) -> None:
    """What was noticed and by what, then a line a figure: its name and its number."""
    for wrong in report["gallery"]:
        names = [name for _, name in wrong["bills"]]
        print(
            f"{wrong['id']}: {wrong['verdict']} by {len(names)} scenarios, {'; '.join(names[:2])}"
        )
    for row in report["mutants"]:
        if row["verdict"] not in ("killed", "refused"):
            print(f"{row['id']}: {row['verdict']}: {row['equivalent'] or 'no scenario notices'}")
    verdicts = Counter(row["verdict"] for row in report["mutants"])
    print(f"data-mutants {len(report['mutants'])}")
    print(f"data-mutants-refused {verdicts['refused']}")
    print(f"data-mutants-equivalent {verdicts['equivalent']}")
    print(f"data-mutants-survived {verdicts['survived'] + verdicts['stale']}")
    print(f"data-mutants-seconds {report['seconds']}")
    missed = sum(wrong["verdict"] == "missed" for wrong in report["gallery"])
    print(f"wrong-calculators {len(report['gallery'])}")
    print(f"wrong-calculators-missed {missed}")


BAD = frozenset({"survived", "stale", "missed"})
AT_ONCE = 8  # mutants that one fork is asked for: to fork takes a fifth of what it asks of one
Alter = Callable[[], AbstractContextManager[None]]


class Suite:
    """The collected scenarios, each with its questions; one about the book itself has none."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = list(items)
        self.scenarios: dict[tuple[str, str], list[pytest.Item]] = {}
        for item in self.items:
            self.scenarios.setdefault(_key(item), []).append(item)
        heard = in_fork("the suite", self.listen)
        self.questions = msgspec.convert(heard, dict[str, list[Question]])
        unchanged = in_fork("nothing changed", lambda: self.run(nullcontext))
        if unchanged["bills"] or unchanged["facts"]:
            raise pytest.UsageError(f"red although nothing was changed: {unchanged}")

    def listen(self) -> Answer:
        """Run every scenario, all of them green, and keep what each asked and asserted."""
        return {item.nodeid: msgspec.to_builtins(questions(item)) for item in self.items}

    def mutants(self, suspects: Sequence[Mutant], processes: int) -> list[dict[str, Any]]:
        """What became of each mutant, in their order."""
        rows = {mutant.id: _row(mutant) for mutant in suspects}
        open_ones = [mutant for mutant in suspects if rows[mutant.id]["verdict"] != "refused"]
        shares = (open_ones[at : at + AT_ONCE] for at in range(0, len(open_ones), AT_ONCE))
        jobs = [(share[0].id, partial(self.mutated, share)) for share in shares]
        for id, answer in _told("mutants", jobs, len(open_ones), processes):
            rows[id] |= _judged(rows[id], answer)
        return list(rows.values())

    def mutated(self, mutants: Sequence[Mutant]) -> Answer:
        """What became of some mutants, one after the other."""
        return {one.id: self.run(partial(instead, one.book), one) for one in mutants}

    def gallery(self, suspects: Sequence[Wrong], processes: int) -> list[dict[str, Any]]:
        """What became of each wrong calculator, in their order."""
        rows: dict[str, dict[str, Any]] = {wrong.id: _portrait(wrong) for wrong in suspects}
        jobs = [(wrong.id, partial(self.mistaken, wrong)) for wrong in suspects]
        for id, answer in _told("wrong calculators", jobs, len(jobs), processes):
            rows[id] |= {**answer, "verdict": "caught" if answer["bills"] else "missed"}
        return list(rows.values())

    def mistaken(self, wrong: Wrong) -> Answer:
        """What became of a wrong calculator."""
        return {wrong.id: self.run(partial(behind_protocol, wrong))}

    def run(self, alter: Alter, mutant: Mutant | None = None) -> Answer:
        """Ask every question again; if no bill turns red, run the scenarios about the book.

        A scenario is red with the first of its rows, and its other rows are not asked.
        """
        with alter():
            bills = [key for key, items in self.scenarios.items() if self.red(items, mutant)]
            facts = [item for item in self.items if not self.questions[item.nodeid]]
            told = [] if bills else _failing(facts)
        return {"bills": bills, "facts": [_key(item) for item in facts if item.nodeid in told]}

    def red(self, items: Sequence[pytest.Item], mutant: Mutant | None) -> bool:
        """Whether a question of a scenario is answered otherwise than it asserts."""
        return any(
            not question.well_answered()
            for item in items
            for question in self.questions[item.nodeid]
            if mutant is None or _concerns(mutant, question)
        )


def _concerns(mutant: Mutant, question: Question) -> bool:
    """Whether a question is of the page's book, and of an interface that the mutant changes."""
    if question.case["book"] is not None:
        return False
    if question.interfaces is None or not mutant.interfaces:
        return True
    return not set(question.interfaces).isdisjoint(mutant.interfaces)


def _failing(items: Sequence[pytest.Item]) -> list[str]:
    """Name those of ``items`` that fail, run in a process of their own: each runs them once."""
    failing: list[str] = in_fork("the facts", lambda: {"failing": failures(items)})["failing"]
    return failing


def _told(
    what: str, jobs: Sequence[tuple[str, Job]], suspects: int, processes: int
) -> Iterator[tuple[str, Answer]]:
    """What became of each suspect of all jobs, by its id, with progress shown."""
    done = 0
    for _, answers in in_forks(jobs, processes):
        done += len(answers)
        print(f"\r{what} {done}/{suspects}", end="", file=sys.stderr, flush=True)
        yield from answers.items()
    print(file=sys.stderr)


def _portrait(wrong: Wrong) -> dict[str, Any]:
    return {"id": wrong.id, "en": wrong.misreading, "zh": wrong.misreading_zh}


def _key(item: pytest.Item) -> tuple[str, str]:
    file, name, _ = dict[str, Any](item.user_properties)[SCENARIO]
    return file, name


def instead(book: PriceBook) -> Any:
    """The book of the page is ``book``, wherever a scenario looks."""
    books.page.cache_clear()
    return everywhere("default_book", default_book, lambda: book)


@contextmanager
def behind_protocol(wrong: Wrong) -> Iterator[None]:
    """A wrong calculator, in a process of its own, answers every scenario."""
    program = Program(
        shlex.join([sys.executable, "-m", "tiia_pricing.proof.wrong_adapter", wrong.id])
    )
    program.start()
    try:
        with everywhere("run", implementation.run, program.ask):
            yield
        program.stop()
    finally:
        program.close()


def _row(mutant: Mutant) -> dict[str, Any]:
    problems = check_dated(mutant.book)
    row = {
        "id": mutant.id,
        "group": mutant.group,
        "fact": str.__str__(mutant.fact),
        "change": str.__str__(mutant.change),
        "interfaces": list(mutant.interfaces),
    }
    if problems:
        return {**row, "verdict": "refused", "rule": problems[0].rule}
    why = reason(mutant)
    return {**row, "verdict": "pending", "equivalent": why and str.__str__(why)}


def _judged(row: dict[str, Any], answer: Answer) -> dict[str, Any]:
    red = bool(answer["bills"] or answer["facts"])
    if row["equivalent"]:
        return {**answer, "verdict": "stale" if answer["bills"] else "equivalent"}
    return {**answer, "verdict": "killed" if red else "survived"}
