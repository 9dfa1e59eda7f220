"""The command and the plugin: options, errors, what is told before a run and after it."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

import frozen
import tiia_pricebook
from support.killing import heeding_interrupts
from tiia_pricing.cli import main
from tiia_pricing.conformance.plugin import pytest_configure
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.receipts.receipt import Receipt, dumps
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.program import Program
from tiia_pricing.conformance.run.suite_run import ProtocolBroken, ended
from tiia_pricing.feature_files.features import key

from .programs import HASTY, ROOT, faulty, gone, partial, suite
from .receipts import recorded

Capture = pytest.CaptureFixture[str]
REFERENCE = shlex.join([sys.executable, "-m", "tiia_pricing", "adapter"])
SMALL = "unused_quota_lapses"


def failed(capsys: Capture, *words: str) -> dict[str, Any]:
    """The error of a command line that is refused with exit code 2."""
    assert main(["conformance", "--format", "json", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    error: dict[str, Any] = json.loads(err)
    assert error["exit_code"] == 2
    return error


def test_help_has_an_example(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["conformance", "--help"])
    assert ended.value.code == 0
    example = 'tiia-pricing conformance --implementation "tiia-pricing adapter" --smoke'
    assert example in capsys.readouterr().out


def test_without_an_implementation_nothing_is_run(capsys: Capture) -> None:
    error = failed(capsys)
    assert (error["error"], error["message"]) == ("usage", "no implementation is named")
    assert error["expected"] == '--implementation "COMMAND", or verify, badge, schema or session'


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "-inf", "1e300", "soon", "", "86401"])
def test_a_time_that_nobody_can_wait_is_refused(value: str, capsys: Capture) -> None:
    error = failed(capsys, "--implementation", "true", f"--answer-seconds={value}")
    assert error["error"] == "usage"
    assert f"{value!r} is not a number of seconds to wait" in error["message"]
    assert error["expected"].startswith("seconds, above 0")


def test_a_receipt_that_cannot_be_written_is_told_before_the_run(
    tmp_path: Path, capsys: Capture
) -> None:
    started = tmp_path / "started"
    program = shlex.join(["touch", str(started)])
    for path in (tmp_path / "missing" / "receipt.json", tmp_path):
        error = failed(capsys, "--implementation", program, "--receipt", str(path))
        assert (error["error"], error["where"]) == ("file-unwritable", {"file": str(path)})
    assert not started.exists()


@pytest.mark.parametrize(
    ("command", "id", "asked"),
    [
        ("'", "command-unreadable", None),
        ("", "command-unreadable", None),
        ("./there-is-no-such-program", "program-not-started", "start"),
        (faulty("garbage"), "program-garbage", "start"),
        (faulty("dies", 2), "program-crash", "run 2"),
        (faulty("protocol-2"), "program-invalid", "start"),
        (faulty("another", 1), "program-missing", "run 1"),
    ],
    ids=["quote", "empty", "missing", "garbage", "crash", "invalid", "another"],
)
def test_a_program_that_cannot_talk_is_refused(
    command: str, id: str, asked: str | None, capsys: Capture
) -> None:
    for words in ((), ("--smoke",)):
        error = failed(capsys, "--implementation", command, *words)
        assert error["error"] == id
        assert error["where"] == ({"asked": asked} if asked else {})
        assert error["expected"]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            ("the program 'no-such-program' was not found\nexpected: a program that can be run",),
        ),
        ("zh", ("找不到程序“no-such-program”\n应为：可以运行的程序",)),
    ],
)
def test_a_program_that_is_not_there_broke_no_protocol(
    language: str, told: tuple[str], capsys: Capture
) -> None:
    words = ["conformance", "--implementation", "no-such-program", "--lang", language]
    assert main(words) == 2
    err = capsys.readouterr().err
    assert told[0] in err
    assert "protocol" not in err


def test_what_a_program_said_before_it_died_is_told(capsys: Capture) -> None:
    assert main(["conformance", "--implementation", faulty("dies", 1)]) == 2
    assert capsys.readouterr().err == (
        "error: asked run 1: the program broke the protocol: ended with exit code 3\n"
        "  stderr:  [31mcannot go on\n"
        "expected: the protocol of the page on conformance; try it by hand: start, run, stop\n"
    )


def test_smoke_of_a_program_that_is_right(capsys: Capture) -> None:
    """101,000 calls, 1,000 of them free: 100,000 x 2.5 / 1,000."""
    program = partial("--level", "totals", "--abilities", "", "--defaults")
    assert main(["conformance", "--smoke", "--implementation", program]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[1:] == [
        "  no calls: 0.00",
        "  101,000 calls: 250.00",
        "  an interface that the page does not have: unknown-interface",
    ]


def test_smoke_of_a_program_that_is_wrong(capsys: Capture) -> None:
    words = ["conformance", "--smoke", "--implementation", faulty("right")]
    assert main(words) == 1
    out = capsys.readouterr().out
    assert "  101,000 calls: not-today, the page says 250.00\n" in out
    assert main([*words, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["implementation"]["name"] == "faulty"
    assert found["smoke"] == [
        {"what": "no calls", "found": "not-today", "right": False},
        {"what": "101,000 calls", "found": "not-today", "right": False},
        {"what": "an interface that the page does not have", "found": "not-today", "right": False},
    ]


@pytest.mark.parametrize("way", ["skipped", "error"])
def test_smoke_of_a_program_that_does_not_answer_says_why(way: str, capsys: Capture) -> None:
    assert main(["conformance", "--smoke", "--implementation", faulty(way, 1)]) == 1
    why = {"skipped": "skipped: no months with a new moon", "error": "broke: division by zero"}
    assert f"  no calls: {why[way]}, the page says 0.00\n" in capsys.readouterr().out


@pytest.mark.parametrize("way", ["ends-with-3-after-stop", "talks-after-stop"])
def test_smoke_sees_how_a_program_ends(way: str, capsys: Capture) -> None:
    error = failed(capsys, "--smoke", "--implementation", faulty(way))
    assert error["where"] == {"asked": "stop"}


def test_smoke_sees_that_a_program_does_not_end() -> None:
    program = Program(faulty("ignores-stop"), HASTY)
    program.start()
    with pytest.raises(ProtocolBroken, match=r"still running 0\.3 s after stop") as told:
        ended(program)
    assert (told.value.id, told.value.exit_code) == ("program-hang", 2)


def test_an_interrupt_ends_the_run_and_the_program_and_writes_no_receipt(tmp_path: Path) -> None:
    """The program hangs at its fifth answer, and a person presses Ctrl-C."""
    receipt, note = tmp_path / "receipt.json", tmp_path / "note"
    words = ["--implementation", faulty("hang", 5, "truthful"), "--receipt", str(receipt)]
    words += ["--pass-env", "FAULTY_NOTE"]
    command = [sys.executable, "-m", "tiia_pricing", "conformance", *words]
    with subprocess.Popen(  # noqa: S603
        [*command, "--answer-seconds", "500"],
        cwd=ROOT,
        env=os.environ | {"FAULTY_NOTE": str(note)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 - one thread, and nothing but a signal
    ) as kit:
        try:
            end = time.monotonic() + 120
            while not (note.exists() and note.read_text("ascii").endswith("\n")):
                assert kit.poll() is None
                assert time.monotonic() < end, "the program never came to its fifth answer"
                time.sleep(0.05)
            kit.send_signal(signal.SIGINT)
            out, err = kit.communicate(timeout=60)
        finally:
            kit.kill()
    assert (kit.returncode, out, err) == (130, b"", b"")
    assert gone(int(note.read_text("ascii")))
    assert not receipt.exists()


# The plugin, in the checkout


@pytest.mark.parametrize("workers", ["0", "2"])
def test_pytest_puts_an_implementation_to_a_part_of_the_suite(workers: str) -> None:
    if workers != "0":
        pytest.importorskip("xdist", reason="the extra test is not installed")
    results = ROOT / "build" / "results.json"
    before = results.read_bytes() if results.exists() else None
    words = ("-n", workers) if workers != "0" else ()
    done = suite("--implementation", REFERENCE, "-k", SMALL, *words)
    assert done.code == 0, done.out
    assert "A part of the suite was asked: no conclusion." in done.out
    assert before == (results.read_bytes() if results.exists() else None)


def test_pytest_ends_with_2_for_a_program_that_broke() -> None:
    """Three bills of the smoke test are right; of 16 runs one worker asks at least 8."""
    pytest.importorskip("xdist", reason="the extra test is not installed")
    program = faulty("dies", 4, "truthful")
    done = suite("--implementation", program, "-k", "half_a_cent_is", "-n", "2")
    assert done.code == 2, done.out
    assert "crash: ended with exit code 3" in done.out


class Config:
    """What the plugin asks of pytest's configuration before anything is collected."""

    def __init__(self, **options: object) -> None:
        unset: dict[str, object] = {
            "implementation": None,
            "receipt": None,
            "answer-seconds": 10.0,
            "pass-env": [],
        }
        self.options = {**unset, **options}

    def getoption(self, name: str) -> object:
        return self.options[name.removeprefix("--")]


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"receipt": Path("x.json")}, "--receipt needs --implementation COMMAND"),
        ({"implementation": "'"}, "cannot read the command"),
        (
            {"implementation": "true", "receipt": Path("no/such/folder/x.json")},
            "file no/such/folder/x.json: cannot write: No such file or directory",
        ),
        ({"implementation": faulty("garbage")}, "the program broke the protocol: garbage: "),
    ],
    ids=["no program", "quote", "unwritable", "garbage"],
)
def test_the_plugin_says_at_once_what_cannot_be(options: dict[str, object], text: str) -> None:
    with pytest.raises((pytest.UsageError, pytest.exit.Exception)) as refused:
        pytest_configure(cast(pytest.Config, Config(**options)))
    assert text in str(refused.value)
    assert getattr(refused.value, "returncode", 2) == 2


def test_pytest_refuses_a_time_that_nobody_can_wait() -> None:
    done = suite("--implementation", "true", "--answer-seconds=nan")
    assert done.code == pytest.ExitCode.USAGE_ERROR
    assert "'nan' is not a number of seconds to wait" in done.err


# The schemas


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    from tiia_pricing.conformance.receipts import receipt  # noqa: PLC0415

    return {"protocol": messages.schema(), "receipt": receipt.schema()}


def test_the_command_prints_the_schemas(schemas: dict[str, Any], capsys: Capture) -> None:
    for name, schema in schemas.items():
        assert main(["conformance", "schema", name]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(schema))


def test_every_message_of_a_session_is_of_the_schema(schemas: dict[str, Any]) -> None:
    """A bill, a bill by the same book, a refusal and a fault: what was sent and what came back."""
    jsonschema = pytest.importorskip("jsonschema", reason="the extra test is not installed")
    validate = jsonschema.Draft202012Validator(schemas["protocol"]).validate
    book = json.loads(tiia_pricebook.dumps(frozen.book()))
    run: dict[str, Any] = {
        "cmd": "run",
        "seq": 1,
        "book": {"sha256": "a" * 64, "content": book},
        "readings": {},
        "usage": [{"date": "2023-05", "interface": "商品识别", "calls": 101_000}],
        "packs": [],
        "activated": {"service": None, "interfaces": {}},
    }
    named = {**run, "seq": 2, "book": {"sha256": "a" * 64}, "readings": {"rounding": "down"}}
    refused = {**named, "seq": 3, "usage": [{**run["usage"][0], "interface": "x"}]}
    unknown = {**named, "seq": 4, "book": {"sha256": "b" * 64}}
    start = {"cmd": "start", "protocol": 1, "suite": "1.0.0"}
    requests = [start, run, named, refused, unknown, {"cmd": "stop"}]
    sent = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(  # noqa: S603
        shlex.split(REFERENCE), input=sent, capture_output=True, encoding="utf-8", check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [sorted(answer) for answer in answers[1:]] == [
        ["result", "seq"],
        ["result", "seq"],
        ["result", "seq"],
        ["error", "seq"],
    ]
    assert answers[1]["result"]["total"] == "250.00"
    assert answers[3]["result"]["refused"]["id"] == "unknown-interface"
    definitions = schemas["protocol"]["$defs"]
    for message in (*requests, *answers, answers[1]["result"], answers[3]["result"]):
        validate(message)
    for name, message in (
        ("Start", start),
        ("Run", run),
        ("Started", answers[0]),
        ("Reply", answers[1]),
        ("Reply", answers[4]),
        ("Statement", answers[1]["result"]),
        ("Refused", answers[3]["result"]),
    ):
        one = {"$ref": f"#/$defs/{name}", "$defs": definitions}
        jsonschema.Draft202012Validator(one).validate(message)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Statement", {"total": "250.0", "months": []}),
        ("Statement", {"total": 250, "months": []}),
        ("Refused", {"refused": {"id": "", "message": "x"}}),
        ("Started", {"protocol": 1, "levels": ["totals"]}),
        ("Reply", {"result": {}}),
        ("Run", {"cmd": "run", "seq": 1}),
    ],
)
def test_what_is_no_message_is_not_of_the_schema(
    name: str, message: dict[str, Any], schemas: dict[str, Any]
) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the extra test is not installed")
    one = {"$ref": f"#/$defs/{name}", "$defs": schemas["protocol"]["$defs"]}
    assert not jsonschema.Draft202012Validator(one).is_valid(message)


def test_a_receipt_is_of_its_schema(schemas: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="the extra test is not installed")
    name = key(places()[0][0].file, places()[0][2].name, places()[0][3])
    made = recorded({name: Outcome({"totals": ["the total is 1.00"]})})
    faults = (FaultTrace("hang", "no answer", "run 1", ("loading",)),)
    found = json.loads(dumps(msgspec.structs.replace(made, faults=faults)))
    jsonschema.Draft202012Validator(schemas["receipt"]).validate(found)
    assert set(found) == set(Receipt.__struct_fields__)
