"""Files and standard input."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_scraper import Fetched, fetch, revisions
from tiia_scraper.sources import MAX_BYTES


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"page")
    assert fetch(str(path)) == Fetched(b"page", str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"page"))
    monkeypatch.setattr("sys.stdin", stdin)
    assert fetch("-") == Fetched(b"page", "-")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.md", tmp_path):
        with pytest.raises(SourceUnreachable) as refused:
            fetch(str(path))
        assert refused.value.exit_code == 101
        assert str(path) in refused.value.message


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b" " * MAX_BYTES)
    assert len(fetch(str(path)).data) == MAX_BYTES
    path.write_bytes(b" " * (MAX_BYTES + 1))
    with pytest.raises(PageUnreadable) as refused:
        fetch(str(path))
    assert refused.value.id == "page-too-large"


@pytest.mark.parametrize("source", ["page.md", "-", "https://example.com/page?token=1"])
def test_only_git_has_revisions(source: str) -> None:
    with pytest.raises(InputError) as refused:
        revisions(source)
    assert refused.value.id == "source-unsupported"
    assert "token" not in str(refused.value)


@pytest.mark.parametrize("source", ["caf\udce9.md", "git:caf\udce9.md", "git:repo\udce9//a.md"])
def test_a_name_that_is_no_utf8_is_shown_once_escaped(source: str) -> None:
    with pytest.raises((SourceUnreachable, InputError)) as refused:
        fetch(source)
    assert r"\udce9" in refused.value.message
    assert r"\\" not in refused.value.message


def test_a_backslash_in_a_name_is_one() -> None:
    with pytest.raises(SourceUnreachable, match=re.escape(r"cannot read 'a\b.md'")):
        fetch(r"a\b.md")
