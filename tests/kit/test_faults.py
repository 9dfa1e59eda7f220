"""A program that breaks the protocol is told how, when, and with what it said; no answer of it is
wrong. No test waits for a limit that it does not test."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.conformance.run.environment import Environment
from tiia_pricing.conformance.run.faults import Broke, Fault, FaultTrace, Kind, Skipped
from tiia_pricing.conformance.run.pipe import Pipe
from tiia_pricing.conformance.run.program import Program, ProgramLimits

from .programs import HASTY, PATIENT, alive, faulty, gone, small

SOON = 10
AT_START: dict[str, tuple[Kind, str]] = {
    "garbage": ("garbage", "the line 'Loading the model, please wait"),
    "list": ("garbage", "the line '[1, 2, 3]"),
    "no-reply": ("invalid", "the key 'protocol' is missing"),
    "dies": ("crash", "ended with exit code 3"),
    "ends": ("crash", "ended with exit code 0"),
    "killed": ("crash", "ended with signal 9"),
    "protocol-2": ("invalid", "speaks protocol 2, expected 1"),
    "no-name": ("invalid", "$.implementation.name"),
    "control-characters": ("invalid", "$.implementation.name"),
    "script-as-homepage": ("invalid", "$.implementation.homepage"),
    "unknown-level": ("invalid", "'poems' is not one of the values allowed, at $.levels[2]"),
    "lines-without-totals": ("invalid", "claims the levels ['lines'], expected the first one"),
    "no-level": ("invalid", "claims the levels []"),
    "unknown-reading": ("invalid", "claims 'moon' with ['full'], expected of tier-basis, "),
    "unknown-value": ("invalid", "'half-down'], expected of half-up, down"),
    "empty-reading": ("invalid", "claims 'rounding' with [], expected of half-up, down"),
    "unknown-ability": (
        "invalid",
        "'telepathy' is not one of the values allowed, at $.abilities[0]",
    ),
}
AT_A_RUN: dict[str, tuple[Kind, str]] = {
    "garbage": ("garbage", "the line 'Loading the model, please wait"),
    "list": ("garbage", "the line '[1, 2, 3]"),
    "number": ("garbage", "the line '42"),
    "no-utf-8": ("garbage", """the line '{"seq": 1, "error": "\ufffd\ufffd"}"""),
    "byte-order-mark": ("garbage", "the line "),
    "deep": ("garbage", "the line "),
    "long": ("garbage", "a line of more than 16777216 bytes"),
    "no-reply": ("invalid", "the key 'seq' is missing"),
    "empty-reply": ("invalid", "holds none of result, skipped and error, expected one"),
    "both": ("invalid", "holds result and error of result, skipped and error, expected one"),
    "seq-as-text": ("invalid", "expected a whole number, found a string, at $.seq"),
    "another": ("missing", "an answer to run 8"),
    "no-bill": ("invalid", "result: the key 'total' is missing"),
    "bill-of-floats": (
        "invalid",
        "result: expected a string, found a number with a fraction, at $.total",
    ),
    "bill-without-months": ("invalid", "result: the key 'months' is missing"),
    "one-decimal": ("invalid", "result: expected a string of the form"),
    "refusal-and-bill": ("invalid", "result: unknown key 'total'"),
    "skipped-without-reason": ("invalid", "expected a string of length >= 1, at $.skipped"),
    "dies": ("crash", "ended with exit code 3"),
    "ends": ("crash", "ended with exit code 0"),
    "killed": ("crash", "ended with signal 9"),
    "dies-with-a-child": ("crash", "ended with exit code 4"),
}


@contextmanager
def programs(command: str, limits: ProgramLimits = PATIENT) -> Iterator[Program]:
    program = Program(command, limits)
    try:
        yield program
    finally:
        program.close()


def fault_at_start(command: str, limits: ProgramLimits = PATIENT) -> FaultTrace:
    with programs(command, limits) as program, pytest.raises(Fault) as broken:
        program.start()
    assert program.faults == [broken.value.trace]
    return broken.value.trace


def fault_at_run(command: str, limits: ProgramLimits = PATIENT, runs: int = 1) -> FaultTrace:
    """The fault of the last of so many runs."""
    with programs(command, limits) as program:
        program.start()
        for _ in range(runs - 1):
            assert program.ask(small())["error"] == "not-today"
        with pytest.raises(Fault) as broken:
            program.ask(small())
        assert program.faults == [broken.value.trace]
        return broken.value.trace


@pytest.mark.parametrize("way", AT_START)
def test_a_start_that_fails(way: str) -> None:
    kind, text = AT_START[way]
    found = fault_at_start(faulty(way))
    assert (found.kind, found.asked) == (kind, "start")
    assert text in found.text


@pytest.mark.parametrize("way", AT_A_RUN)
def test_an_answer_that_is_none(way: str) -> None:
    kind, text = AT_A_RUN[way]
    begun = time.monotonic()
    found = fault_at_run(faulty(way, 1))
    assert (found.kind, found.asked) == (kind, "run 1")
    assert text in found.text
    assert time.monotonic() - begun < SOON


def test_a_fault_after_many_answers_names_its_run() -> None:
    found = fault_at_run(faulty("dies", 30), runs=30)
    assert found == FaultTrace("crash", "ended with exit code 3", "run 30", (" [31mcannot go on",))
    assert str(found) == (
        "crash: ended with exit code 3 (asked: run 30)\n  stderr:  [31mcannot go on"
    )


@pytest.mark.parametrize("way", ["hang", "half-a-line"])
def test_a_program_that_is_silent_at_start(way: str) -> None:
    found = fault_at_start(faulty(way), ProgramLimits(start=0.4))
    assert (found.kind, found.text, found.asked) == ("hang", "no answer within 0.4 s", "start")


@pytest.mark.parametrize("way", ["hang", "half-a-line"])
def test_a_program_that_is_silent_at_a_run(way: str) -> None:
    found = fault_at_run(faulty(way, 3), HASTY, runs=3)
    assert (found.kind, found.text, found.asked) == ("hang", "no answer within 0.3 s", "run 3")


def test_a_program_that_closes_its_output_and_runs_on() -> None:
    found = fault_at_run(faulty("closes-output", 1))
    assert (found.kind, found.text) == ("missing", "the output is closed, the program runs on")


def test_a_program_that_does_not_read_is_silent_however_much_it_is_sent() -> None:
    large = {"padding": "x" * 4 * 1024 * 1024}
    with programs(faulty("deaf"), HASTY) as program:
        program.start()
        begun = time.monotonic()
        with pytest.raises(Fault, match=r"hang: no answer within 0\.3 s \(asked: run 1\)"):
            program.ask(small(large))
        assert time.monotonic() - begun < SOON


def test_an_answer_twice_is_told_at_the_next_run() -> None:
    with programs(faulty("twice", 1)) as program:
        program.start()
        assert program.ask(small())["error"] == "not-today"
        with pytest.raises(Fault, match=r"missing: an answer to run 1 \(asked: run 2\)"):
            program.ask(small())


def test_an_answer_twice_is_told_at_stop_where_no_run_follows() -> None:
    with programs(faulty("twice", 1)) as program:
        program.start()
        program.ask(small())
        with pytest.raises(Fault, match=r"missing: a line that nothing asked for.*asked: stop"):
            program.stop()


def test_what_the_program_says_of_itself_is_no_fault() -> None:
    with programs(faulty("skipped", 1)) as program:
        program.start()
        with pytest.raises(Skipped, match="no months with a new moon"):
            program.ask(small())
        assert program.ask(small())["error"] == "not-today"
        assert program.faults == []


def test_an_error_that_the_program_admits_is_no_fault_either() -> None:
    with programs(faulty("error", 1)) as program:
        program.start()
        with pytest.raises(Broke, match="division by zero"):
            program.ask(small())
        assert program.ask(small())["error"] == "not-today"
        assert program.faults == []


def test_a_flood_on_stderr_disturbs_nothing_and_its_end_is_kept() -> None:
    with programs(faulty("floods-stderr", 1)) as program:
        program.start()
        assert program.ask(small())["error"] == "not-today"
        program.stop()
        assert program.faults == []
    found = fault_at_run(faulty("floods-stderr-and-dies", 1))
    assert found.stderr == (*["x" * 400] * 19, "flooded")


def test_a_flood_after_stop_costs_no_memory() -> None:
    with programs(faulty("floods-after-stop"), HASTY) as program:
        pid = int(program.start().implementation.version.removeprefix("process "))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(Fault):
            program.stop()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024
    assert gone(pid)


@pytest.mark.parametrize(
    ("way", "limits", "kind", "text"),
    [
        ("ignores-stop", HASTY, "hang", "still running 0.3 s after stop"),
        ("floods-after-stop", HASTY, "hang", "still running 0.3 s after stop"),
        ("ends-with-3-after-stop", PATIENT, "crash", "ended with exit code 3"),
        ("talks-after-stop", PATIENT, "missing", "a line that nothing asked for: 'goodbye"),
    ],
)
def test_a_stop_that_fails(way: str, limits: ProgramLimits, kind: Kind, text: str) -> None:
    with programs(faulty(way), limits) as program:
        program.start()
        with pytest.raises(Fault) as broken:
            program.stop()
        found = broken.value.trace
        assert (found.kind, found.asked) == (kind, "stop")
        assert found.text.startswith(text)


def test_a_program_that_keeps_the_protocol_has_no_fault() -> None:
    with programs(faulty("right")) as program:
        program.start()
        assert program.implementation.name == "faulty"
        for _ in range(20):
            program.ask(small())
        program.stop()
        program.stop()
        assert program.faults == []


def test_a_program_that_broke_is_started_again_and_given_its_books_anew() -> None:
    with programs(faulty("dies", 2)) as program:
        program.start()
        for life in range(1, 5):
            assert program.ask(small())["error"] == "not-today"
            with pytest.raises(Fault):
                program.ask(small())
            assert program.exhausted == (life > 3)
        assert [found.asked for found in program.faults] == ["run 2", "run 4", "run 6", "run 8"]


def test_a_program_that_is_started_again_claims_what_it_claimed(tmp_path: Path) -> None:
    """What is skipped as not claimed was settled by the claims of the first start."""
    script = tmp_path / "fickle.sh"
    lives = '{"protocol":1,"implementation":{"name":"x","version":"1"},"levels":["totals"%s]}'
    script.write_text(
        f"""read request
        if [ -e {tmp_path}/met ]; then echo '{lives % ',"lines"'}'; else echo '{lives % ""}'; fi
        touch {tmp_path}/met; read request; exit 1"""
    )
    with programs(f"sh {script}") as program:
        program.start()
        with pytest.raises(Fault, match="crash"):
            program.ask(small())
        with pytest.raises(Fault, match="invalid: claims something else than before"):
            program.ask(small())


def test_no_child_of_a_program_survives_it() -> None:
    with programs(faulty("leaves-a-child", 1)) as program:
        program.start()
        with pytest.raises(Skipped) as told:
            program.ask(small())
        program.stop()
        assert gone(child(str(told.value)))


def test_no_child_survives_a_program_that_died() -> None:
    found = fault_at_run(faulty("dies-with-a-child", 1))
    assert gone(child(found.stderr[0]))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="shows no environment")
def test_a_child_in_a_session_of_its_own_is_ended_too() -> None:
    begun = time.monotonic()
    found = fault_at_run(faulty("dies-with-an-escaped-child", 1))
    assert (found.kind, found.text) == ("crash", "ended with exit code 4")
    assert time.monotonic() - begun < SOON
    assert gone(child(found.stderr[0]))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="shows no environment")
def test_a_program_and_its_children_end_with_a_kit_that_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "children"
    program = f"sleep 1000 & setsid sleep 1000 & echo $$ >{told}; pgrep -P $$ >>{told}; cat"
    kit = (
        "import sys, time; from tiia_pricing.conformance.run.environment import Environment;"
        "from tiia_pricing.conformance.run.pipe import Pipe;"
        "pipe = Pipe(['sh', '-c', sys.argv[1]], Environment.of()); time.sleep(1000)"
    )
    with subprocess.Popen([sys.executable, "-c", kit, program]) as process:  # noqa: S603
        for _ in range(1000):
            if told.exists() and len(told.read_text().split()) >= 3:
                break
            time.sleep(0.01)
        process.kill()
    pids = [int(pid) for pid in told.read_text().split()]
    assert len(pids) >= 3
    assert all(gone(pid) for pid in pids)


def test_what_a_program_writes_unasked_waits_in_the_program() -> None:
    flood = "import os, itertools\nfor n in itertools.count():\n os.write(2, b'%d\\n' % n)\n "
    flood += "os.write(1, b'x' * 100_000 + b'\\n')"
    pipe = Pipe([sys.executable, "-S", "-c", flood], Environment.of())
    for _ in range(1000):
        if pipe.said:
            break
        time.sleep(0.01)
    time.sleep(0.5)
    pipe.close()
    assert int(pipe.said[-1]) < 20


def test_an_interrupt_in_the_middle_of_a_run_leaves_no_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with programs(faulty("hang", 1)) as program:
        pid = int(program.start().implementation.version.removeprefix("process "))
        monkeypatch.setattr(Pipe, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            program.ask(small())
        assert alive(pid)
    assert gone(pid)


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("", "the command is empty"),
        ("   ", "the command is empty"),
        ("node 'adapter.mjs", "No closing quotation"),
        ("node adapter.mjs \\", "No escaped character"),
    ],
)
def test_a_command_that_cannot_be_read(command: str, text: str) -> None:
    with pytest.raises(InputError, match=re.escape(text)) as refused:
        Program(command)
    assert refused.value.id == "command-unreadable"
    assert refused.value.expected == 'a command, such as "node adapter.mjs"'


def test_a_command_that_cannot_be_run(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("words")
    no_format = tmp_path / "no-format"
    no_format.write_text("words")
    no_format.chmod(0o755)
    no_interpreter = tmp_path / "no-interpreter"
    no_interpreter.write_text(f"#!{tmp_path / 'missing'}\n")
    no_interpreter.chmod(0o755)
    for path, reason in (
        (tmp_path / "missing", "was not found"),
        (plain, "cannot be started: Permission denied"),
        (tmp_path, "cannot be started: Permission denied"),
        (no_format, "cannot be started: Exec format error"),
        (no_interpreter, "cannot be started: No such file or directory"),
    ):
        found = fault_at_start(str(path))
        text = f"the program {str(path)!r} {reason}"
        assert found == FaultTrace("not-started", text, "start")


def test_a_command_with_a_byte_that_no_name_has() -> None:
    with pytest.raises(InputError, match="null"):
        Program("node\0 adapter.mjs")


def child(words: str) -> int:
    """The process of which a program says ``child 123``."""
    return int(words.removeprefix("child "))


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt
