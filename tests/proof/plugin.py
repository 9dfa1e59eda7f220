"""``pytest --proof FILE``: run the features against every mutant instead of the book.

Each mutant of the price book is run in a forked copy of the collected session. It is killed
when a scenario turns red, refused when a named rule of the book rejects it on loading.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Any

import pytest

from conformance import books, implementation
from conformance.reporter import PROPERTY
from tiia_pricing.pricebook import PriceBook, check, default_book
from tiia_pricing.proof.equivalents import reason
from tiia_pricing.proof.mutants import Mutant, mutants

from .forks import Answer, everywhere, failures, in_forks


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--proof", metavar="FILE", help="run the mutants, write what became of them")
    parser.addoption("--jobs", type=int, default=os.cpu_count(), help="processes at a time")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the mutants in the place of the tests."""
    path = session.config.getoption("--proof")
    if path is None or session.config.option.collectonly:
        return None
    session.config.option.tbstyle = "native"  # nobody reads the thousands of expected failures
    suite = Suite([item for item in session.items if dict(item.user_properties).get(PROPERTY)])
    begin = time.perf_counter()
    rows = suite.judge(list(mutants(default_book())), session.config.getoption("--jobs"))
    report = {"seconds": round(time.perf_counter() - begin, 1), "mutants": rows}
    target = session.config.rootpath / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    session.testsfailed = sum(row["verdict"] in ("survived", "stale") for row in rows)
    session.testscollected = len(rows)
    return True


class Suite:
    """The collected scenarios, each with what it asked and what it was answered.

    A scenario judges answers alone, so a mutant can turn it red only where it changes one of
    its answers: asking again is quick, and only the scenarios answered otherwise are run.
    """

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.items = list(items)
        [(_, self.asked)] = in_forks([("the suite", self.listen)], 1)

    def listen(self) -> Answer:
        """Run every scenario, all of them green, and keep what each asked of the page's book."""
        return {item.nodeid: _asked(item) for item in self.items}

    def judge(self, all_mutants: Sequence[Mutant], processes: int) -> list[dict[str, Any]]:
        """What became of each mutant, in their order.

        Raises ``UsageError`` where a scenario is red although nothing was changed.
        """
        [(_, red)] = in_forks([("nothing changed", lambda: {"red": failures(self.items)})], 1)
        if red["red"]:
            raise pytest.UsageError(f"red although nothing was changed: {red['red']}")
        rows = {mutant.id: _row(mutant) for mutant in all_mutants}
        valid = [mutant for mutant in all_mutants if rows[mutant.id]["verdict"] != "refused"]
        jobs = ((mutant.id, lambda mutant=mutant: self.run(mutant)) for mutant in valid)
        for number, (id, answer) in enumerate(in_forks(jobs, processes), start=1):
            rows[id] |= _judged(rows[id], answer)
            if number % 25 == 0 or number == len(valid):
                print(f"\rmutants {number}/{len(valid)}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
        return list(rows.values())

    def run(self, mutant: Mutant) -> Answer:
        """Run the bills that the mutant touches; if none turns red, the facts of the book."""
        with instead(mutant.book):
            touched = [item for item in self.items if self.touches(mutant, item)]
            red = failures(touched)
            facts = [item for item in self.items if not self.asked[item.nodeid]]
            told = [] if red else failures(facts)
        return {"bills": self.scenarios(red), "facts": self.scenarios(told)}

    def touches(self, mutant: Mutant, item: pytest.Item) -> bool:
        """Whether the mutant changes an answer that a scenario was given."""
        return any(
            implementation.run(case) != answer
            for case, answer, says in self.asked[item.nodeid]
            if not mutant.interfaces or not set(says).isdisjoint(mutant.interfaces)
        )

    def scenarios(self, nodes: Sequence[str]) -> list[list[str]]:
        """File and name of each scenario among ``nodes``, once."""
        keys = {item.nodeid: _key(item) for item in self.items}
        return [list(key) for key in dict.fromkeys(keys[node] for node in nodes)]


Asked = list[tuple[implementation.Case, implementation.Answer, list[str]]]


def _asked(item: pytest.Item) -> Asked:
    """Run a scenario and keep what it asked of the page's book; it must be green."""
    asked: Asked = []

    def recording(case: implementation.Case) -> implementation.Answer:
        answer = ask(case)
        if case["book"] is None:
            asked.append((case, answer, _interfaces(answer)))
        return answer

    ask = implementation.run
    with everywhere("run", ask, recording):
        if failures([item]):
            raise RuntimeError(f"the suite is not green to begin with: {item.nodeid}")
    return asked


def _interfaces(answer: implementation.Answer) -> list[str]:
    """The interfaces that an answer speaks of; all of the book's where it is a refusal."""
    if "error" in answer:
        return [interface.name for interface in default_book().interfaces]
    lines = (line["interface"] for month in answer["months"] for line in month["lines"])
    return [*lines, *(pack["interface"] for pack in answer["packs"])]


def _key(item: pytest.Item) -> tuple[str, str]:
    file, name, _ = dict[str, Any](item.user_properties)[PROPERTY]
    return file, name


def instead(book: PriceBook) -> Any:
    """The book of the page is ``book``, wherever a scenario looks."""
    books.page.cache_clear()
    return everywhere("default_book", default_book, lambda: book)


def _row(mutant: Mutant) -> dict[str, Any]:
    problems = check(mutant.book)
    row = {
        "id": mutant.id,
        "group": mutant.group,
        "fact": mutant.fact,
        "change": mutant.change,
        "interfaces": list(mutant.interfaces),
    }
    if problems:
        return {**row, "verdict": "refused", "rule": problems[0].rule}
    return {**row, "verdict": "pending", "equivalent": reason(mutant)}


def _judged(row: dict[str, Any], answer: Answer) -> dict[str, Any]:
    red = bool(answer["bills"] or answer["facts"])
    if row["equivalent"]:
        return {**answer, "verdict": "stale" if answer["bills"] else "equivalent"}
    return {**answer, "verdict": "killed" if red else "survived"}
