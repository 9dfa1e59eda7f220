"""``tiia-pricing completion``: what makes a shell complete commands, options, names and readings.

The script stands for itself: completing a word starts no Python. shtab writes it (the extra
``completion``), from the grammar of all commands.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricebook.messages import Tell, say
from tiia_pricing.cli.grammar.parser import add_command, parser
from tiia_pricing.cli.process.standard_input import input_file, source
from tiia_pricing.extras import load_extra
from tiia_pricing.locale.argparse_messages import in_messages
from tiia_pricing.output_files import named, named_or_stdout

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands

SHELLS = ("bash", "zsh", "fish")
_FILES = {input_file, source, named, named_or_stdout, Path}
_WORD = re.compile(r"[\w（）.-]+")  # a name with any other sign could mean something to a shell
# bash parts words at "=": what stands before it is put back for shtab, and taken from its answers.
_WHOLE_WORDS = """

_tiia_pricing() {
  local line="${COMP_LINE:0:COMP_POINT}" before index
  local -a COMP_WORDS
  read -ra COMP_WORDS <<<"$line"
  [[ "$line" == *[[:space:]] ]] && COMP_WORDS+=("")
  local COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  local word="${COMP_WORDS[COMP_CWORD]}"
  _shtab_tiia_pricing
  [[ "$COMP_WORDBREAKS" == *=* ]] && before="${word%"${word##*=}"}"
  for index in "${!COMPREPLY[@]}"; do
    [[ "${COMPREPLY[index]}" == *= ]] && compopt -o nospace 2>/dev/null
    COMPREPLY[index]="${COMPREPLY[index]#"$before"}"
  done
  return 0
}
complete -o bashdefault -o default -F _tiia_pricing tiia-pricing
"""


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="completion",
        summary=say("A script with which bash, zsh or fish completes words."),
        example='eval "$(tiia-pricing completion bash)"',
        formats=("text",),
    )
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help=say("bash, zsh or fish"))


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    sys.stdout.write(script(options.shell, options.tell))
    return 0


def script(shell: str, tell: Tell = str) -> str:
    """Return what a shell reads to complete the command; raises ``InputError`` without shtab."""
    shtab = load_extra("completion", "shtab")
    from tiia_pricing.cli import COMMANDS  # noqa: PLC0415 - it imports this module

    with in_messages():
        top = parser((command.add for command in COMMANDS), tell)
    _prepare(top, tell, shtab.FILE)
    text: str = shtab.complete(top, shell=shell)
    return text + (_WHOLE_WORDS if shell == "bash" else "\n")


def _prepare(grammar: argparse.ArgumentParser, tell: Tell, file: object) -> None:
    """Tell the grammar's help, and say what each of its arguments can be."""
    for command in _parsers(grammar):
        command.description = tell(command.description) if command.description else None
        known = {**_known_words(command.prog.rpartition(" ")[2]), "reading": _readings()}
        for action in _with_commands(command):
            action.help = tell(action.help) if action.help else action.help
            if action.type in _FILES:
                action.complete = file  # type: ignore[attr-defined] # shtab's own attribute
            elif action.dest in known and not action.choices:
                action.choices = known[action.dest]


def _parsers(grammar: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A grammar, and those of its commands."""
    yield grammar
    for action in grammar._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from _parsers(below)


def _with_commands(grammar: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a grammar, and its commands, which have a help of their own."""
    for action in grammar._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            yield from action._get_subactions()


def _known_words(command: str) -> dict[str, list[str]]:
    """What the arguments of a command can be, where that is not a part of its grammar."""
    from tiia_pricebook import READINGS  # noqa: PLC0415

    names = [name for name in names_and_actions() if _WORD.fullmatch(name)]
    return {
        "prices": {"names": names},
        "quote": {"calls": [f"{name}=" for name in names]},
        "readings": {"names": [one.name for one in READINGS]},
    }.get(command, {})


def names_and_actions() -> list[str]:
    """Return every name by which an interface goes."""
    from tiia_pricebook import default_book  # noqa: PLC0415

    names = (name for one in default_book().interfaces for name in (one.name, one.action))
    return [name for name in names if name]


def _readings() -> list[str]:
    from tiia_pricebook import READINGS  # noqa: PLC0415

    return [f"{one.name}={value}" for one in READINGS for value in one.values]
