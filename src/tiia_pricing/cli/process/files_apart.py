"""Outputs that are files of their own: none of them is read, and none is named twice."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import Any

from tiia_pricebook.bounded_reading import STDIN
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.cli.process.standard_input import input_file, named_by, source
from tiia_pricing.output_files import named, named_or_stdout


def ensure_apart(options: argparse.Namespace) -> None:
    """Raise ``InputError`` where an output is a file that is read, or another output too."""
    taken = {os.path.realpath(file) for file in _files(options, input_file, source)}
    for file in _files(options, named, named_or_stdout):
        real = os.path.realpath(file)
        if real in taken:
            text = say("the file {path} is named twice", path=file)
            expected = say("a file of its own for each output")
            raise InputError("file-twice", text, expected=expected)
        if os.path.isfile(real) or not os.path.exists(real):  # a device may be named twice
            taken.add(real)


def _files(options: argparse.Namespace, *types: Any) -> Iterator[str]:
    """The files that options of these types name; standard input and output are none."""
    return (file for _, file in named_by(options, *types) if file != str(STDIN))
