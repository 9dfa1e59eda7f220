"""What each scenario asks, and what it asserts of the answer.

A scenario is run once; what it asserts is then put to the answers of every wrong calculator.
Running its sentences again for each would say the same, and take longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from msgspec import Struct

from conformance import checks, implementation
from tiia_pricing.conformance.run.judge import Judge
from tiia_pricing.proof.patching import everywhere

from .forks import failures


class Assertion(Struct, frozen=True):
    """A check of ``conformance.checks`` by its name, and its values beside the answer."""

    check: str
    values: list[Any]

    @classmethod
    def of(cls, check: Callable[..., None], values: Sequence[Any]) -> Assertion:
        """The assertion of a check, which is to be found again by its name."""
        if getattr(checks, check.__name__, None) is not check:
            raise RuntimeError(f"no check of conformance.checks: {check!r}")
        return cls(check.__name__, list(values))

    def holds(self, answer: implementation.Answer) -> bool:
        """Whether the answer passes the check; one of another shape does not."""
        try:
            getattr(checks, self.check)(answer, *self.values)
        except Exception:
            return False
        return True


class Question(Struct, frozen=True):
    """What a calculator is asked, the interfaces that the right answer speaks of, and its checks.

    ``interfaces`` is ``None`` where the right answer refuses: that may speak of any.
    """

    case: implementation.Case
    interfaces: list[str] | None
    assertions: list[Assertion]

    def well_answered(self) -> bool:
        """Ask the calculator of this moment: whether its answer passes; a crash does not."""
        try:
            answer = implementation.run(self.case)
        except Exception:
            return False
        return all(assertion.holds(answer) for assertion in self.assertions)


def questions(item: pytest.Item) -> list[Question]:
    """Run a scenario, which must be green, and keep its questions; one about the book has none."""
    kept: list[tuple[implementation.Answer, Question]] = []
    silent: list[str] = []  # sentences that assert something of no answer
    with _listening(item, kept, silent):
        if failures([item]):
            raise RuntimeError(f"the suite is not green to begin with: {item.nodeid}")
    found = [question for _, question in kept]
    if found and (silent or not all(question.assertions for question in found)):
        raise RuntimeError(f"asserts more than its answers show, or nothing: {item.nodeid}")
    return found


@contextmanager
def _listening(
    item: pytest.Item, kept: list[tuple[implementation.Answer, Question]], silent: list[str]
) -> Iterator[None]:
    ask = implementation.run

    def asking(case: implementation.Case) -> implementation.Answer:
        answer = ask(case)
        kept.append((answer, Question(case, _interfaces(case, answer), [])))
        return answer

    class Keeping(Judge):
        def __call__(self, *given: Any, **needs: Any) -> None:
            _, check, answer, *values = given
            [question] = [question for known, question in kept if known is answer]
            question.assertions.append(Assertion.of(check, values))
            super().__call__(*given, **needs)

    class Sentences:
        def pytest_bdd_before_step_call(self, step: Any, step_func_args: dict[str, Any]) -> None:
            if step.type == "then" and "judge" not in step_func_args:
                silent.append(step.name)

    plugins = item.config.pluginmanager
    listener = Sentences()
    with ExitStack() as stack:
        plugins.register(listener)
        stack.callback(plugins.unregister, listener)
        stack.enter_context(everywhere("run", ask, asking))
        stack.enter_context(everywhere("Judge", Judge, Keeping))
        yield


def _interfaces(case: implementation.Case, answer: implementation.Answer) -> list[str] | None:
    if "error" in answer:
        return None
    if "months" not in answer:
        return [row["interface"] for row in case["usage"]]
    lines = (line["interface"] for month in answer["months"] for line in month["lines"])
    return [*lines, *(pack["interface"] for pack in answer["packs"])]
