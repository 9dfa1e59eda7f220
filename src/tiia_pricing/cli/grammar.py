"""What the grammars of the commands share: the parser, its help, options of several commands."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, Tell, listed, say
from tiia_pricing.cli.process.standard_input import ensure_read_once, input_file
from tiia_pricing.locale import LANGUAGES, OPTION
from tiia_pricing.locale.argparse_messages import Argparsed, fault_and_expected, unrecognized
from tiia_pricing.locale.help_formatting import HelpFormatter
from tiia_pricing.output_files import named_or_stdout

EXIT_CODES = say(
    "exit codes:\n"
    "  0    done, nothing to report\n"
    "  1    a difference was found\n"
    "  2    usage or bad input\n"
    "  70   a fault of the program; TIIA_TRACEBACK=1 shows where\n"
    "  101  the source cannot be reached\n"
    "  102  the page does not read as a price page\n"
    "  103  a change is held as implausible\n"
    "  104  the price book is invalid"
)
SOURCE = say("a file, URL, git:REPOSITORY//PATH, or - (stdin)")

RunCommand = Callable[[argparse.Namespace], int]
_NOT_SHOWN = (" [-h]", " [--lang {en,zh}]")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the project's own, and whose help is in the reader's language."""

    def __init__(self, *, tell: Tell = str, **options: Any) -> None:
        self.tell, self._brief = tell, False
        super().__init__(**options, formatter_class=self._formatter)
        self.color = False  # Python 3.14 colours help, which goes into errors and files too
        self.add_argument(
            OPTION,
            choices=LANGUAGES,
            default=argparse.SUPPRESS,
            help=say("of texts and errors; default: by the environment"),
        )

    def add_subparsers(self, **options: Any) -> Any:
        """Commands below this one, in the same language."""
        options["parser_class"] = partial(Parser, tell=self.tell)
        return super().add_subparsers(**options)

    def format_help(self) -> str:
        """Return the help, on one screen where that can be."""
        self._brief = True
        try:
            return super().format_help()
        finally:
            self._brief = False

    def _formatter(self, **options: Any) -> HelpFormatter:
        return HelpFormatter(**options, tell=self.tell, brief=self._brief)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; raises ``InputError``."""
        fault, expected = fault_and_expected(message)
        raise InputError("usage", fault, expected=expected or self._form())

    def parse_args(  # type: ignore[override] # of the two that argparse declares, the one in use
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """Return the options; raises ``InputError`` that says what the command takes."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            command: Parser = options.command
            known = (*command._option_string_actions, *self._option_string_actions)
            command.error(unrecognized(unknown, known))
        ensure_read_once(options)
        options.tell = self.tell
        return options

    def _form(self) -> str:
        """How the command is used, on one line."""
        form = self.format_usage().removeprefix(self.tell(Argparsed("usage: ")))
        form = " ".join(form.split())
        for left_out in _NOT_SHOWN:
            form = form.replace(left_out, "")
        return form


class _Version(argparse.Action):
    """``--version``; what knows it is loaded only for who asks."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print the version, and end."""
        from importlib.metadata import version  # noqa: PLC0415

        sys.stdout.write(f"{parser.prog} {version('tiia-pricing-spec')}\n")
        parser.exit()


if TYPE_CHECKING:
    # What ``add_subparsers`` returns has no public name.
    Commands = argparse._SubParsersAction[Parser]


def parser(commands: Iterable[Callable[[Commands], None]], tell: Tell = str) -> Parser:
    """Return the command line's grammar in a language; each of ``commands`` adds its own."""
    top = Parser(
        tell=tell,
        prog="tiia-pricing",
        description=say(
            "What Tencent Cloud image analysis (TIIA) charges: read, computed, explained."
        ),
        epilog=EXIT_CODES,
    )
    top.add_argument("--version", action=_Version, help=say("print the version"))
    top.set_defaults(run=_help, command=top)
    places = top.add_subparsers(metavar="COMMAND")
    for add in commands:
        add(places)
    return top


def _help(options: argparse.Namespace) -> int:
    """Say what there is to ask for; nothing was asked, so a script has not got what it wanted."""
    sys.stderr.write(options.command.format_help())
    return InputError.exit_code


def add_command(
    commands: Commands,
    run: RunCommand,
    *,
    name: str,
    summary: str,
    example: str,
    formats: Sequence[str],
) -> Parser:
    """Return a command with its help, its formats, the first as default, and what it runs."""
    command = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=example_of(example),
    )
    default = formats[0]
    command.add_argument(
        "--format",
        choices=formats,
        default=default,
        metavar="FORMAT",
        help=say("{formats}; default: {default}", formats=listed(formats), default=default),
    )
    command.set_defaults(run=run, command=command)
    return command


def example_of(command: str) -> Message:
    """Return what stands at the end of a command's help."""
    return say(
        "example:\n  {example}\nexit codes and languages: tiia-pricing --help", example=command
    )


def day(text: str) -> dt.date:
    """Return a day as an option gives it; what argparse says of another text."""
    try:
        if len(text) == len("2026-11-24"):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    fault, expected = say("{text!r} is no day", text=text), say("one such as 2026-11-24")
    text = say("{fault}, expected {expected}", fault=fault, expected=expected)
    raise argparse.ArgumentTypeError(text)


def add_output(command: argparse.ArgumentParser) -> None:
    """Declare ``-o``: where the result goes, standard output if it is not given."""
    command.add_argument(
        "-o",
        "--output",
        type=named_or_stdout,
        metavar="FILE",
        help=say("write here instead; -: standard output"),
    )


def add_hosts(command: Parser) -> None:
    """Declare ``--allow-host``: where a URL may lead besides its own host."""
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help=say("an additional host for redirects; repeatable"),
    )


def add_fail_on(command: Parser) -> None:
    """Declare ``--fail-on``: which changes end with exit code 1."""
    command.add_argument(
        "--fail-on",
        choices=("info", "notable", "breaking"),
        default="info",
        metavar="LEVEL",
        help=say("exit 1 from: info (default), notable, breaking"),
    )


def add_acknowledged(command: Parser) -> None:
    """Declare ``--acknowledged``: which changes somebody knows of."""
    command.add_argument(
        "--acknowledged",
        type=input_file,
        metavar="FILE",
        help=say("acknowledged changes, in TOML"),
    )


def add_usage_and_packs(command: Parser) -> None:
    """Declare ``USAGE`` and ``--packs``: the files of an account."""
    command.add_argument(
        "usage",
        type=input_file,
        metavar="USAGE.csv",
        help=say("date,interface,calls, or months by API; or .xlsx"),
    )
    command.add_argument(
        "--packs",
        type=input_file,
        metavar="PACKS.csv",
        help=say("purchased_on,interface,calls[,quantity][,left]"),
    )


def add_account(command: Parser) -> None:
    """Declare what ``quote`` and ``bill`` know of an account besides usage and packs."""
    add_book(command)
    add_activated(command)
    add_reading(command)


def add_book(command: Parser) -> None:
    """Declare ``--book`` and ``--known-on``: by which price book."""
    command.add_argument(
        "--book", type=input_file, metavar="BOOK.json", help=say("another price book")
    )
    command.add_argument(
        "--known-on",
        type=day,
        metavar="YYYY-MM-DD",
        help=say("by the price book as it was known on that day"),
    )


def add_activated(command: Parser) -> None:
    """Declare ``--activated``: since when the service, or an interface, is in use."""
    command.add_argument(
        "--activated",
        nargs="+",
        action="extend",
        default=[],
        metavar="[NAME=]DATE",
        help=say("when the service, or one interface, was activated"),
    )


def add_reading(command: Parser) -> None:
    """Declare ``--reading``: which readings are fixed."""
    command.add_argument(
        "--reading",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help=say("answer an open question: tier-basis=gross"),
    )
