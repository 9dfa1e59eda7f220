"""A program that speaks the protocol and breaks it, in one way, at one of its answers.

``python faulty.py WAY [AT]``: answers count from 0, which answers ``start``. Its bills are
refusals; after ``truthful`` as a third word they are the reference's, so that a run of the whole
suite is right up to the answer that breaks. Where it hangs it writes its process id into the
file that the environment names as FAULTY_NOTE.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

FOREVER = 600
FLOOD = 4 * 1024 * 1024
LONG = 20 * 1024 * 1024
STARTED: dict[str, Any] = {
    "protocol": 1,
    "implementation": {"name": "faulty", "version": f"process {os.getpid()}"},
    "levels": ["totals"],
    "abilities": ["books"],
}
Write = Callable[[bytes], None]
Say = Callable[[Write, dict[str, Any]], None]


def text(data: bytes) -> Say:
    return lambda write, _: write(data + b"\n")


def changed(**fields: Any) -> Say:
    """The answer with other fields; one that is ``None`` is left out."""

    def say(write: Write, answer: dict[str, Any]) -> None:
        fresh = {name: value for name, value in (answer | fields).items() if value is not None}
        write(json.dumps(fresh).encode() + b"\n")

    return say


def hang(_: Write, __: dict[str, Any]) -> None:
    if "FAULTY_NOTE" in os.environ:
        Path(os.environ["FAULTY_NOTE"]).write_text(f"{os.getpid()}\n", "ascii")
    time.sleep(FOREVER)


def ending(code: int) -> Say:
    def say(_: Write, __: dict[str, Any]) -> None:
        complain("\x1b[31mcannot go on")
        os._exit(code)

    return say


def killed(_: Write, __: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def half(write: Write, _: dict[str, Any]) -> None:
    write(b'{"seq": 1, "resu')
    time.sleep(FOREVER)


def twice(write: Write, answer: dict[str, Any]) -> None:
    write((json.dumps(answer).encode() + b"\n") * 2)


def another(write: Write, answer: dict[str, Any]) -> None:
    changed(seq=answer["seq"] + 7)(write, answer)


def closed(_: Write, __: dict[str, Any]) -> None:
    os.close(1)
    time.sleep(FOREVER)


def flood(*, code: int | None) -> Say:
    """Write much to stderr, and end with ``code`` or answer."""

    def say(write: Write, answer: dict[str, Any]) -> None:
        line = b"x" * 1000 + b"\n"
        for _ in range(FLOOD // len(line)):
            os.write(2, line)
        complain("flooded")
        if code is not None:
            os._exit(code)
        changed()(write, answer)

    return say


def long(write: Write, answer: dict[str, Any]) -> None:
    changed(padding="x" * LONG)(write, answer)


def orphan(*, own_session: bool, code: int | None) -> Say:
    """Start a child that holds the output open, and end with ``code`` or answer."""

    def say(write: Write, answer: dict[str, Any]) -> None:
        command = ["sleep", str(FOREVER)]
        child = subprocess.Popen(command, start_new_session=own_session)  # noqa: S603
        complain(f"child {child.pid}")
        if code is not None:
            os._exit(code)
        changed(result=None, skipped=f"child {child.pid}")(write, answer)

    return say


def complain(words: str) -> None:
    os.write(2, words.encode() + b"\n")


WAYS: dict[str, Say] = {
    "right": changed(),
    "hang": hang,
    "half-a-line": half,
    "garbage": text(b"Loading the model, please wait"),
    "list": text(b"[1, 2, 3]"),
    "number": text(b"42"),
    "no-utf-8": text(b'{"seq": 1, "error": "\xff\xfe"}'),
    "byte-order-mark": text(b'\xef\xbb\xbf{"seq": 1, "error": "x"}'),
    "deep": text(b'{"seq": 1, "result": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "long": long,
    "no-reply": text(b'{"hello": "world"}'),
    "empty-reply": changed(result=None),
    "both": changed(error="and broken"),
    "twice": twice,
    "another": another,
    "seq-as-text": changed(seq="1"),
    "no-bill": changed(result={"hello": "world"}),
    "bill-of-floats": changed(result={"total": 250.0, "months": []}),
    "bill-without-months": changed(result={"total": "250.00"}),
    "one-decimal": changed(result={"total": "250.0", "months": []}),
    "refusal-and-bill": changed(
        result={"refused": {"id": "x", "message": "y"}, "total": "0.00", "months": []}
    ),
    "skipped": changed(result=None, skipped="no months with a new moon"),
    "skipped-without-reason": changed(result=None, skipped=""),
    "error": changed(result=None, error="division by zero"),
    "dies": ending(3),
    "ends": ending(0),
    "killed": killed,
    "closes-output": closed,
    "floods-stderr": flood(code=None),
    "floods-stderr-and-dies": flood(code=5),
    "dies-with-a-child": orphan(own_session=False, code=4),
    "dies-with-an-escaped-child": orphan(own_session=True, code=4),
    "leaves-a-child": orphan(own_session=False, code=None),
    "deaf": changed(),
    "ignores-stop": changed(),
    "ends-with-3-after-stop": changed(),
    "talks-after-stop": changed(),
    "floods-after-stop": changed(),
    "protocol-2": changed(protocol=2),
    "control-characters": changed(implementation={"name": "a\x1b[31m", "version": "1"}),
    "script-as-homepage": changed(
        implementation={"name": "a", "version": "1", "homepage": "javascript:alert(1)"}
    ),
    "no-name": changed(implementation={"name": "", "version": "1"}),
    "unknown-level": changed(levels=["totals", "lines", "poems"]),
    "lines-without-totals": changed(levels=["lines"]),
    "no-level": changed(levels=[]),
    "unknown-reading": changed(readings={"moon": ["full"]}),
    "unknown-value": changed(readings={"rounding": ["half-up", "half-down"]}),
    "empty-reading": changed(readings={"rounding": []}),
    "unknown-ability": changed(abilities=["telepathy"]),
}


class Answers:
    """Stdout, but that the answer ``at`` is said in a way of its own."""

    def __init__(self, way: str, at: int) -> None:
        self.way, self.at = way, at
        self.count = 0

    def write(self, line: bytes) -> int:
        say = WAYS[self.way] if self.count == self.at else WAYS["right"]
        self.count += 1
        say(_stdout, json.loads(line))
        if self.way == "deaf" and self.count > self.at:
            time.sleep(FOREVER)
        return len(line)

    def flush(self) -> None:
        """Nothing is held back."""


def refuse(requests: IO[bytes], answers: Answers) -> None:
    """Refuse every bill, without a calculator."""
    for line in requests:
        request = json.loads(line)
        if request["cmd"] == "stop":
            return
        refused = {"refused": {"id": "not-today", "message": "not today"}}
        reply = STARTED if request["cmd"] == "start" else {"seq": request["seq"], "result": refused}
        answers.write(json.dumps(reply).encode())


def truthful(requests: IO[bytes], answers: Any) -> None:
    from tiia_pricing.conformance.protocol.reference_adapter import serve  # noqa: PLC0415

    serve(requests, answers)


def main(way: str, at: str = "0", kind: str = "refusing") -> int:
    answers = Answers(way, int(at))
    (truthful if kind == "truthful" else refuse)(sys.stdin.buffer, answers)
    if way == "ignores-stop":
        time.sleep(FOREVER)
    while way == "floods-after-stop":
        for number in (1, 2):
            os.write(number, b"x" * 65535 + b"\n")
    if way == "talks-after-stop":
        _stdout(b"goodbye\n")
    return 3 if way == "ends-with-3-after-stop" else 0


def _stdout(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
