"""A program: runs the Python that it is given as JSON and says what each block prints.

It is one of its own since doctest takes the standard output of the whole program.
"""

from __future__ import annotations

import doctest
import json
import sys
from itertools import chain
from types import TracebackType
from typing import Any, NoReturn

Raised = tuple[type[BaseException], BaseException, TracebackType]


class Broken(Exception):
    """An example raised an exception."""


class Recorder(doctest.DocTestRunner):
    """Keeps what is printed as what is expected."""

    def report_failure(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        """Keep what was printed, with doctest's sign for an empty line."""
        lines = (line or "<BLANKLINE>" for line in got.splitlines())
        example.want = "".join(f"{line}\n" for line in lines)

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Raised
    ) -> NoReturn:
        """Give up: the examples after it rest on this one."""
        raise Broken(example, f"raises {exc_info[0].__name__}: {exc_info[1]}")


def printed(blocks: list[list[str]]) -> dict[str, Any]:
    """Run lines with their prompts, all blocks in one session, and give each as it looks then.

    Where an example raises, give the number of its block, its line and the exception.
    """
    parser = doctest.DocTestParser()
    found = [parser.get_examples("".join(f"{line}\n" for line in lines)) for lines in blocks]
    session = doctest.DocTest([*chain(*found)], {}, "examples", None, 0, None)
    try:
        Recorder(verbose=False).run(session, out=lambda text: None)
    except Broken as broken:
        example, why = broken.args
        block = next(at for at, one in enumerate(found) if example in one)
        return {"broken": [block, _typed(example.source).splitlines()[0], why]}
    return {"texts": ["".join(_typed(one.source) + one.want for one in block) for block in found]}


def _typed(source: str) -> str:
    first, *rest = source.splitlines()
    return "\n".join([f">>> {first}", *(f"... {line}".rstrip() for line in rest)]) + "\n"


if __name__ == "__main__":
    json.dump(printed(json.load(sys.stdin)), sys.stdout)
