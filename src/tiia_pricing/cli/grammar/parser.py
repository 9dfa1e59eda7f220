"""The grammar of the command line: its parser, its help, and what every command has."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, Tell, listed, say
from tiia_pricing.cli.process.files_apart import ensure_apart
from tiia_pricing.cli.process.standard_input import ensure_read_once
from tiia_pricing.locale import LANGUAGES, OPTION
from tiia_pricing.locale.argparse_messages import Argparsed, fault_and_expected, unrecognized
from tiia_pricing.locale.help_formatting import HelpFormatter

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

RunCommand = Callable[[argparse.Namespace], int]
_NOT_SHOWN = (" [-h]", " [--lang {en,zh}]")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the project's own, and whose help is in the reader's language."""

    def __init__(self, *, tell: Tell = str, **options: Any) -> None:
        self.tell, self._brief = tell, False
        super().__init__(**options, formatter_class=self._formatter, allow_abbrev=False)
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
        ensure_apart(options)
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
    told = say("{formats}; default: {default}", formats=listed(formats), default=default)
    if len(formats) == 1:
        told = say("{default} alone: this command has one form", default=default)
    command.add_argument("--format", choices=formats, default=default, metavar="FORMAT", help=told)
    command.set_defaults(run=run, command=command)
    return command


def example_of(command: str) -> Message:
    """Return what stands at the end of a command's help."""
    return say(
        "example:\n  {example}\nexit codes and languages: tiia-pricing --help", example=command
    )
