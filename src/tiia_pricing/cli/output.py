"""Where results and errors go: stdout and stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from itertools import pairwise

from tiia_pricebook.errors import PricingError
from tiia_pricebook.untrusted_text import json_text, lines


def print_json(value: object) -> None:
    """Print a result as indented JSON."""
    sys.stdout.write(as_json(value))


def as_json(value: object) -> str:
    """A result as indented JSON."""
    return json_text(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether errors are to be JSON: known before the command line is parsed."""
    pairs = pairwise(arguments)
    return "--format=json" in arguments or ("--format", "json") in pairs


def complain(error: PricingError, *, as_json: bool) -> None:
    """Tell an error on stderr."""
    if as_json:
        sys.stderr.write(json_text(json.dumps(error.as_dict(), ensure_ascii=False)) + "\n")
    else:
        sys.stderr.write(f"{lines(f'error: {error}')}\n")
