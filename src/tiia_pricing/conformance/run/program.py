"""A calculator behind the protocol: started, asked, stopped, and started again after a fault."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import UNSET, Struct

from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import Message, Shown, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.book_names import book_in_force, named
from tiia_pricing.conformance.protocol.case import Answer, Book, Case
from tiia_pricing.conformance.protocol.claims import Claims
from tiia_pricing.conformance.protocol.messages import Malformed, Started
from tiia_pricing.conformance.run.environment import Environment
from tiia_pricing.conformance.run.faults import Broke, Fault, FaultTrace, Kind, Skipped
from tiia_pricing.conformance.run.pipe import MAX_LINE, Pipe, Silence
from tiia_pricing.conformance.run.program_command import words
from tiia_pricing.conformance.version import SUITE
from tiia_scraper.sources.urls import shown

_SHOWN = 200


class ProgramLimits(Struct, frozen=True):
    """Seconds to wait, and how often a program is started again after a fault."""

    start: float = 10
    answer: float = 10
    stop: float = 5
    restarts: int = 3


class Program:
    """A command that speaks the protocol; a ``Calculator``.

    ``faults`` are all that happened, in order. Raises ``InputError`` for a command that is
    empty or not quoted as a shell's.
    """

    def __init__(
        self,
        command: str,
        limits: ProgramLimits | None = None,
        environment: Environment | None = None,
    ) -> None:
        self.words = words(command)
        self.environment = environment or Environment.of()
        self.limits = limits or ProgramLimits()
        self.faults: list[FaultTrace] = []
        self._started: Started | None = None
        self._claims: Claims | None = None
        self._pipe: Pipe | None = None
        self._met: set[str] = set()
        self._seq = 0

    @property
    def claims(self) -> Claims:
        """What the program claims; it must have been started."""
        if self._claims is None:
            raise RuntimeError("the program has not been started")
        return self._claims

    @property
    def implementation(self) -> messages.Implementation:
        """Who answers, with no secret of an address; it must have been started."""
        if self._started is None:
            raise RuntimeError("the program has not been started")
        who = self._started.implementation
        page = shown(who.homepage) if who.homepage else None
        who = msgspec.structs.replace(who, homepage=page if page and page.isascii() else None)
        return msgspec.structs.replace(who, **self.conceal(msgspec.structs.asdict(who)))

    @property
    def exhausted(self) -> bool:
        """Whether it broke so often that it is not started again."""
        return len(self.faults) > self.limits.restarts

    def start(self) -> Started:
        """Start the program and read its claims; raises ``Fault``."""
        try:
            self._pipe = Pipe(self.words, self.environment)
        except OSError as error:
            self._fail("not-started", _not_started(self.words[0], error), "start")
        self._met = set()
        request = messages.Start(messages.PROTOCOL, SUITE.version)
        line = self._exchange(request, self.limits.start, "start")
        try:
            started = messages.read_started(line)
            claims = Claims.of(started)
        except Malformed as error:
            self._fail("invalid", str(error), "start")
        if self._claims not in (None, claims):
            self._fail("invalid", say("claims something else than before"), "start")
        self._started, self._claims = started, claims
        return started

    def ask(self, case: Case) -> Answer:
        """Return the program's answer to a case.

        Raises ``Unclaimed``, ``Skipped``, ``Broke``, and ``Fault`` where there is no answer.
        """
        asked = self.claims.asked(case)
        if self._pipe is None:
            self.start()
        self._seq += 1
        what = f"run {self._seq}"
        line = self._exchange(self._request(asked), self.limits.answer, what)
        try:
            reply = messages.read_reply(line)
            if reply.seq != self._seq:
                self._fail("missing", say("an answer to run {number}", number=reply.seq), what)
            if reply.skipped is not UNSET:
                raise Skipped(self.conceal(reply.skipped))
            if reply.error is not UNSET:
                raise Broke(self.conceal(reply.error))
            ranged, ask = self.claims.able("range"), asked.get("ask", "bill")
            return messages.read_result(reply.result, self.claims.levels, ranged=ranged, ask=ask)
        except Malformed as error:
            self._fail("invalid", str(error), what)

    def stop(self) -> None:
        """Ask the program to end, and end it where it does not; raises ``Fault`` then."""
        if self._pipe is None:
            return
        self._pipe.send(msgspec.json.encode(messages.Stop()))
        self._pipe.finish()
        code = self._pipe.wait(self.limits.stop)
        if code is None:
            self._fail(
                "hang",
                say("still running {seconds:g} s after stop", seconds=self.limits.stop),
                "stop",
            )
        if code:
            self._fail("crash", _ended(code), "stop")
        if line := self._pipe.rest():
            self._fail(
                "missing",
                say("a line that nothing asked for: {line}", line=self._shown(line)),
                "stop",
            )
        self.close()

    def conceal(self, said: Any) -> Any:
        """What it said, a text or texts in lists and by keys, without values of its environment."""
        if isinstance(said, str):
            return self.environment.conceal(said)
        if isinstance(said, dict):
            return {key: self.conceal(value) for key, value in said.items()}
        return [self.conceal(one) for one in said] if isinstance(said, list) else said

    def close(self) -> None:
        """End the program, whatever it does."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _request(self, case: Case) -> messages.Run:
        files = case["files"]
        return messages.Run(
            self._seq,
            self._named(case["book"], case.get("known_on")),
            case["readings"],
            msgspec.convert(case["usage"], list[messages.UsageGiven]),
            msgspec.convert(case["packs"], list[messages.PacksGiven]),
            msgspec.convert(case["activated"], messages.ActivationGiven),
            messages.FilesGiven(files.get("usage"), files.get("packs")) if files else None,
            case.get("ask", "bill"),
            msgspec.convert(case.get("billed", []), list[messages.BilledGiven]),
        )

    def _named(self, book: Book | None, day: str | None) -> messages.BookNamed:
        past = "history" in self.claims.abilities
        name, content = book_in_force(past=past, day=day) if book is None else named(book)
        if name in self._met:
            return messages.BookNamed(name)
        self._met.add(name)
        return messages.BookNamed(name, content)

    def _exchange(self, request: messages.Request, seconds: float, what: str) -> bytes:
        """Send a request; the line that answers it, which is a JSON object."""
        pipe = self._running()
        pipe.send(msgspec.json.encode(request))
        try:
            line = pipe.receive(seconds)
        except Silence:
            self._fail("hang", say("no answer within {seconds:g} s", seconds=seconds), what)
        if line is None:
            code = pipe.wait(1)
            if code is None:
                self._fail("missing", say("the output is closed, the program runs on"), what)
            self._fail("crash", _ended(code), what)
        try:
            if isinstance(decode(line, object), dict):
                return line
        except NotDecoded:
            pass
        shown = self._shown(line)
        if len(line) == MAX_LINE:
            text = say("a line of more than {most} bytes: {line}", most=MAX_LINE, line=shown)
        else:
            text = say("the line {line}", line=shown)
        self._fail("garbage", text, what)

    def _shown(self, line: bytes) -> str:
        text = self.conceal(line.rstrip(b"\r\n").decode("utf-8", "replace"))
        return repr(text[:_SHOWN])

    def _running(self) -> Pipe:
        if self._pipe is None:
            raise RuntimeError("the program has not been started")
        return self._pipe

    def _fail(self, kind: Kind, text: str, asked: str) -> NoReturn:
        pipe = self._pipe
        self.close()  # and read what is left of stderr
        trace = FaultTrace(kind, Shown(text, self.conceal), asked, pipe.said if pipe else ())
        self.faults.append(trace)
        raise Fault(trace)


def _ended(code: int) -> Message:
    if code < 0:
        return say("ended with signal {number}", number=-code)
    return say("ended with exit code {code}", code=code)


def _not_started(word: str, error: OSError) -> Message:
    missing = isinstance(error, FileNotFoundError) and not Path(word).exists()
    if missing and shutil.which(word) is None:  # else a script's interpreter is missing
        return say("the program {word!r} was not found", word=word)
    return say("the program {word!r} cannot be started: {why}", word=word, why=system_reason(error))
