"""Where results and errors go: stdout, stderr, whole files."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tiia_pricing.errors import InputError, PricingError


def print_json(value: object) -> None:
    """Print a result as indented JSON."""
    sys.stdout.write(as_json(value))


def as_json(value: object) -> str:
    """A result as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; raises ``InputError``."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        message = f"cannot write: {error.strerror}"
        raise InputError("file-unwritable", message, where={"file": str(path)}) from error


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether errors are to be JSON: known before the command line is parsed."""
    pairs = pairwise(arguments)
    return "--format=json" in arguments or ("--format", "json") in pairs


def complain(error: PricingError, *, as_json: bool) -> None:
    """Tell an error on stderr."""
    if as_json:
        json.dump(error.as_dict(), sys.stderr, ensure_ascii=False)
        sys.stderr.write("\n")
    else:
        sys.stderr.write(f"error: {error}\n")
