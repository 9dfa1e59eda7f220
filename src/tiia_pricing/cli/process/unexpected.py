"""Faults of the program itself: a short sentence, and the traceback where somebody asks for it."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import ClassVar

from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import Tell, say
from tiia_pricebook.untrusted_text import lines
from tiia_pricing.cli.output import complain

VARIABLE = "TIIA_TRACEBACK"


class Unexpected(PricingError):
    """An exception that nobody foresaw: a fault of the program, not of what it was given."""

    exit_code: ClassVar[int] = 70


def complain_of(error: Exception, tell: Tell = str, *, as_json: bool) -> int:
    """Tell a fault of the program on stderr, or that it runs nowhere; the exit code.

    With the variable ``TIIA_TRACEBACK`` set, what led to it is printed before.
    """
    if isinstance(error, FileNotFoundError) and not _has_folder():
        gone = InputError(
            "folder-gone", say("the working directory is gone"), expected=say("one that exists")
        )
        complain(gone, tell, as_json=as_json)
        return gone.exit_code
    if os.environ.get(VARIABLE):
        sys.stderr.write(lines("".join(traceback.format_exception(error))))
    words = " ".join(str(error).split())
    kind = f"{type(error).__name__}: {words}" if words else type(error).__name__
    text = say("the program has a fault: {kind}", kind=kind)
    expected = say(
        "no fault; please report it with what {variable}=1 prints before this message",
        variable=VARIABLE,
    )
    complain(Unexpected("program-fault", text, expected=expected), tell, as_json=as_json)
    return Unexpected.exit_code


def _has_folder() -> bool:
    try:
        return bool(Path.cwd())
    except OSError:
        return False
