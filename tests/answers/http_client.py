"""``tiia-pricing http`` as a process, and a client that asks it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPMessage
from typing import Any, NamedTuple

import frozen
from support.killing import heeding_interrupts

JSON = {"Content-Type": "application/json"}


class Reply(NamedTuple):
    """A response; ``told`` is its JSON, where it is any."""

    status: int
    headers: HTTPMessage
    text: str

    @property
    def told(self) -> Any:
        return json.loads(self.text)


class Served(NamedTuple):
    """A server that runs."""

    process: subprocess.Popen[str]
    port: int

    def ask(self, name: str, arguments: object, **headers: str) -> Reply:
        """Ask a question."""
        body = json.dumps(arguments, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return self.send("POST", f"/{name}", body, JSON | headers)

    def send(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Send a request as it is."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            found = connection.getresponse()
            return Reply(found.status, found.headers, found.read().decode())
        finally:
            connection.close()


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """Start the command as a person does, on a port that is free; end it if it still runs."""
    command = [sys.executable, "-m", "tiia_pricing", "http", "--port", "0"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--book", frozen.dated_file(), *options],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LANGUAGE": "en"},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509 - one thread, and nothing but a signal
    )
    try:
        assert process.stderr
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stderr.readline())
        assert found
        yield Served(process, int(found[1]))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
