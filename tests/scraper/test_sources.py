"""Where pages come from."""

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tiia_pricing.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_scraper import read_source
from tiia_scraper.sources import MAX_BYTES


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/page")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://elsewhere.invalid/page")
        elif self.path == "/page":
            self.send_response(200)
        else:
            self.send_response(404)
        self.end_headers()
        self.wfile.write(b"page")

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"page")
    assert read_source(str(path)) == b"page"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"page"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read_source("-") == b"page"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(SourceUnreachable) as refused:
            read_source(str(path))
        assert refused.value.exit_code == 101
        assert str(path) in refused.value.message


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(PageUnreadable):
        read_source(str(path))


def test_another_kind_of_url() -> None:
    with pytest.raises(InputError):
        read_source("ftp://example.com/page")


def test_a_url_and_a_redirect_within_its_host(site: str) -> None:
    assert read_source(f"{site}/page") == b"page"
    assert read_source(f"{site}/moved") == b"page"


@pytest.mark.parametrize("path", ["/away", "/none"])
def test_a_url_that_gives_no_page(site: str, path: str) -> None:
    with pytest.raises(SourceUnreachable):
        read_source(site + path)


def test_a_url_that_is_none() -> None:
    for url in ("http://", "http://[", "http://127.0.0.1:1/"):
        with pytest.raises(SourceUnreachable):
            read_source(url)
