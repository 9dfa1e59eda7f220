"""``tiia-pricing conformance``: anybody's calculator put to the suite, and receipts checked."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from tiia_pricebook.messages import Message, say
from tiia_pricebook.untrusted_text import block, json_text, plain
from tiia_pricing.cli.grammar.options import add_output
from tiia_pricing.cli.grammar.parser import add_command, example_of
from tiia_pricing.cli.output import give, print_json
from tiia_pricing.cli.process.standard_input import input_file
from tiia_pricing.conformance.run.program_command import seconds
from tiia_pricing.output_files import ensure_writable, named, write

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands, Parser
    from tiia_pricing.conformance.run.smoke_test import Tried


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="conformance",
        summary=say("Run the suite against a calculator that answers JSON lines."),
        example='tiia-pricing conformance --implementation "tiia-pricing adapter" --smoke',
        formats=("text", "json"),
    )
    command.add_argument("--implementation", metavar="COMMAND", help=say("the program to run"))
    command.add_argument(
        "--receipt", type=named, metavar="FILE", help=say("write the test report here")
    )
    command.add_argument(
        "--pass-env",
        action="append",
        default=[],
        metavar="NAME",
        help=say("an environment variable for it; repeatable"),
    )
    command.add_argument(
        "--answer-seconds",
        type=seconds,
        default=10,
        metavar="N",
        help=say("how long to wait for an answer; default: 10"),
    )
    command.add_argument(
        "--smoke", action="store_true", help=say("only start it and ask three small bills")
    )
    actions = command.add_subparsers(metavar="ACTION", dest="action")
    verify = _action(actions, "verify", say("check a test report offline"), "verify receipt.json")
    verify.add_argument("file", type=input_file, metavar="RECEIPT")
    badge = _action(
        actions,
        "badge",
        say("make an SVG badge of a valid test report"),
        "badge receipt.json -o badge.svg",
    )
    badge.add_argument("file", type=input_file, metavar="RECEIPT")
    add_output(badge)
    schema = _action(
        actions,
        "schema",
        say("the JSON Schema of the messages or of a test report"),
        "schema receipt",
    )
    schema.add_argument("of", choices=("protocol", "receipt"))
    session = _action(
        actions,
        "session",
        say("a short session, to try a program by hand"),
        "session -o session.jsonl",
    )
    add_output(session)


def _action(actions: Commands, name: str, summary: Message, example: str) -> Parser:
    """A command below this one."""
    epilog = example_of(f"tiia-pricing conformance {example}")
    return actions.add_parser(name, help=summary, description=summary, epilog=epilog)


def run(options: argparse.Namespace) -> int:
    """Run the action, or the suite."""
    if getattr(options, "output", None):
        ensure_writable(options.output)
    actions = {
        "verify": _verify,
        "badge": _badge,
        "schema": _schema,
        "session": _session,
        None: _put,
    }
    return actions[options.action](options)


def _put(options: argparse.Namespace) -> int:
    from tiia_pricebook.errors import InputError  # noqa: PLC0415
    from tiia_pricing.conformance.receipts import receipt, receipt_text  # noqa: PLC0415
    from tiia_pricing.conformance.run import suite_run  # noqa: PLC0415
    from tiia_pricing.conformance.run.environment import Environment  # noqa: PLC0415
    from tiia_pricing.conformance.run.program import Program, ProgramLimits  # noqa: PLC0415

    if options.implementation is None:
        expected = say('--implementation "COMMAND", or verify, badge, schema or session')
        raise InputError("usage", say("no implementation is named"), expected=expected)
    if options.receipt:
        ensure_writable(options.receipt)
    environment = Environment.of(options.pass_env)
    program = Program(
        options.implementation, ProgramLimits(answer=options.answer_seconds), environment
    )
    try:
        tried = suite_run.tried(program)
        if options.smoke:
            suite_run.ended(program)
            return _smoke(options, program, tried)
        done = suite_run.put(program)
    finally:
        program.close()
    try:
        if options.receipt:
            write(options.receipt, receipt.dumps(done))
    finally:
        _print(options, receipt.dumps(done).decode(), receipt_text.text(done, options.tell))
    return receipt_text.CODES[done.conclusion]


def _smoke(options: argparse.Namespace, program: Any, tried: list[Tried]) -> int:
    who = program.implementation
    name = plain(f"{who.name} {who.version}")
    lines = [say("{name} speaks the protocol.", name=name), *map(_tried, tried)]
    if options.format == "json":
        found = [{"what": t.trial.what, "found": t.found, "right": t.right} for t in tried]
        print_json({"implementation": {"name": who.name, "version": who.version}, "smoke": found})
    else:
        sys.stdout.write(block(map(options.tell, lines)))
    return 0 if all(one.right for one in tried) else 1


def _tried(one: Tried) -> Message:
    what, found = one.trial.what, plain(one.found)
    if one.right:
        return say("  {what}: {found}", what=what, found=found)
    wanted = one.trial.expected
    return say("  {what}: {found}, the page says {wanted}", what=what, found=found, wanted=wanted)


def _verify(options: argparse.Namespace) -> int:
    from tiia_pricing.conformance.receipts import receipt, receipt_text, verify  # noqa: PLC0415

    found = verify.load(options.file)
    text = receipt_text.text(found, options.tell) + block(
        [options.tell(say("The test report is valid: {file}", file=options.file))]
    )
    _print(options, receipt.dumps(found).decode(), text)
    return receipt_text.CODES[found.conclusion]


def _badge(options: argparse.Namespace) -> int:
    from tiia_pricing.conformance.receipts import badge, verify  # noqa: PLC0415

    give(badge.svg(verify.load(options.file)), options.output)
    return 0


def _session(options: argparse.Namespace) -> int:
    from tiia_pricing.conformance.run.short_session import session  # noqa: PLC0415

    give(json_text(session().decode()), options.output)
    return 0


def _schema(options: argparse.Namespace) -> int:
    from tiia_pricing.conformance.protocol import messages  # noqa: PLC0415
    from tiia_pricing.conformance.receipts import receipt  # noqa: PLC0415

    print_json({"protocol": messages.schema, "receipt": receipt.schema}[options.of]())
    return 0


def _print(options: argparse.Namespace, as_json: str, as_text: str) -> None:
    sys.stdout.write(as_json if options.format == "json" else as_text)
