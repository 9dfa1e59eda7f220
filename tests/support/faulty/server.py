"""The server: scripted answers by path, and a record of what was asked."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from support.faulty.answers import Answer, Request, Script, status

_RESET = struct.pack("ii", 1, 0)


class Server(ThreadingTCPServer):
    """Answers as it is told; a path that nothing was told of is 404, robots.txt too."""

    allow_reuse_address = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._tls = tls
        self._scripts: dict[str, list[Script]] = {}

    @property
    def port(self) -> int:
        """The port, which the system chose."""
        return self.server_address[1]

    @property
    def url(self) -> str:
        """The server's origin."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def answer(self, path: str, *scripts: Script) -> str:
        """Tell what ``path`` answers, in sequence, the last one again and again; its URL."""
        self._scripts[path] = list(scripts)
        return self.url + path

    def asked(self, path: str) -> list[Request]:
        """The requests for one path."""
        return [request for request in self.requests if request.path == path]

    def next_answer(self, request: Request) -> Answer:
        """What to answer now."""
        self.requests.append(request)
        scripts = self._scripts.get(request.path) or [status(404)]
        script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script(request) if callable(script) else script

    def get_request(self) -> tuple[socket.socket, object]:
        """A connection, with TLS where that was asked for."""
        connection, address = super().get_request()
        if self._tls:
            connection.settimeout(5)
            connection = self._tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what half of the tests are about."""

    def stop(self) -> None:
        """End every answer that is under way, and listen no more."""
        self.stopping.set()
        self.shutdown()
        self.server_close()


class _Handler(StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        line = self.rfile.readline(65536).decode("latin-1").split(" ")
        headers = dict(iter(self._header, None))
        if len(line) == 3:
            self._play(self.server.next_answer(Request(line[1], headers)))

    def _header(self) -> tuple[str, str] | None:
        name, colon, value = self.rfile.readline(65536).decode("latin-1").partition(":")
        return (name.strip().lower(), value.strip()) if colon else None

    def _play(self, answer: Answer) -> None:
        self.wfile.write(answer.at_once)
        if answer.pause:
            for byte in answer.data:
                self.wfile.write(bytes([byte]))
                if self.server.stopping.wait(answer.pause):
                    return
        else:
            self.wfile.write(answer.data)
        if answer.end == "hold":
            self.server.stopping.wait(30)
        elif answer.end == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.connection.close()


def running(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server in a thread of its own, for the body of a fixture."""
    server = Server(tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.stop()
    thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that fails as the test tells it to."""
    yield from running()
