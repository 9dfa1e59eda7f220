"""How a program under test can fail to answer, which is not the same as a wrong answer."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tiia_pricebook.messages import Message, say
from tiia_pricebook.untrusted_text import line

Kind = Literal["not-started", "crash", "hang", "garbage", "invalid", "missing"]
MEANINGS: dict[Kind, Message] = {
    "not-started": say("the command cannot be run"),
    "crash": say("the program ended before it answered"),
    "hang": say("no answer within the time limit"),
    "garbage": say("a line that is not a JSON object"),
    "invalid": say("JSON, but no message of the protocol"),
    "missing": say("an answer to another question, or none although the output was closed"),
}


class FaultTrace(Struct, frozen=True, omit_defaults=True):
    """A fault as a report tells it: what was asked, and the last that went to stderr."""

    kind: Kind
    text: str
    asked: str
    stderr: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {line(self.text)} (asked: {line(self.asked)}){self.stderr_lines}"

    @property
    def stderr_lines(self) -> str:
        """What went to stderr, each line below the fault and marked as such."""
        return "".join(f"\n  stderr: {line(one)}" for one in self.stderr)


class Fault(BaseException):
    """The program under test broke the protocol.

    No ``Exception``: a search for a smaller example of it, or a step that catches what is
    wrong with an answer, would only ask a broken program again.
    """

    def __init__(self, trace: FaultTrace) -> None:
        super().__init__(str(trace))
        self.trace = trace


class Broke(Exception):
    """The implementation says that something broke in it (``error``)."""


class Skipped(Exception):
    """The implementation skips a question, and says why (``skipped``)."""
