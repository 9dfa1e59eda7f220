"""The SQL of ``rate`` on Spark behind the kit's protocol: ``python -m rating.kit_on_sail``.

Sail stands in for Spark. It keeps some megabytes of every request until it ends, so each
``REQUESTS`` of them are answered by a process and a server of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.metadata import version
from typing import IO, Any

import msgspec

from rating.sail import sail
from tiia_pricing.conformance.protocol.reference_adapter import NAME, introduced, serve
from tiia_pricing.rating.kit_answer import CLAIMS, answer

REQUESTS = 150
SERVING = "serving"


class Relay:
    """Hands on each line to a process that answers it; every process is told the books it needs."""

    def __init__(self) -> None:
        self.books: dict[str, Any] = {}
        self.known: set[str] = set()
        self.asked = 0
        self.process: subprocess.Popen[bytes] | None = None

    def answers(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the answer to each line until the kit says stop."""
        for line in lines:
            request = msgspec.json.decode(line)
            if request["cmd"] == "stop":
                break
            yield self._answer(self._with_book(request))
        self.end()

    def end(self) -> None:
        """End the process, if there is one."""
        if self.process:
            self.process.communicate()
            self.process = None

    def _with_book(self, request: dict[str, Any]) -> bytes:
        """The request as the next process understands it."""
        if self.process is None or self.asked == REQUESTS:
            self._begin()
        self.asked += 1
        if book := request.get("book"):
            name = book["sha256"]
            self.books.setdefault(name, book)
            request["book"] = {"sha256": name} if name in self.known else self.books[name]
            self.known.add(name)
        return msgspec.json.encode(request) + b"\n"

    def _begin(self) -> None:
        self.end()
        words = [sys.executable, "-m", __spec__.name, SERVING]
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "RUST_LOG": "error"},  # Sail tells of every server on stderr
        )
        self.asked, self.known = 0, set()

    def _answer(self, line: bytes) -> bytes:
        assert self.process is not None
        stdin, stdout = _pipes(self.process)
        stdin.write(line)
        stdin.flush()
        return stdout.readline()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def _serve() -> int:
    """Answer on a server of this process."""
    from tiia_pricing.rating.spark.spark_engine import Spark  # noqa: PLC0415 - an extra
    from tiia_pricing.rating.spark.spark_session import session  # noqa: PLC0415 - an extra

    warnings.simplefilter("ignore")  # what the client warns of is not ours to mend
    with sail():
        spark = session()
        spark.client.disable_reattachable_execute()  # it asks twice, for queries of minutes
        on = f"SQL (Spark {spark.version}, by Sail {version('pysail')})"
        started = introduced(f"{NAME} rate", on=on, claims=CLAIMS)
        ask = partial(answer, partial(Spark, spark))
        return serve(sys.stdin.buffer, sys.stdout.buffer, ask, started)


def main() -> int:
    """Relay the kit's requests, or serve some of them."""
    if SERVING in sys.argv:
        return _serve()
    for line in Relay().answers(sys.stdin.buffer):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
