"""No secret of a URL stands in what a command prints, whatever was typed and whatever it does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import frozen
from support.faulty import answers
from tiia_pricing.cli import main
from tiia_scraper.sources import Limits, shown
from tiia_scraper.sources.urls import without_secrets

if TYPE_CHECKING:
    from support.faulty.server import Server

HUNTER = "hunter2"
PLACES = (
    "http://127.0.0.1:1/page?token={0}",
    "http://127.0.0.1:1/page#{0}",
    "http://127.0.0.1:1?token={0}",
    "http://127.0.0.1:1/page?mail=a@b&token={0}",
    "http://{0}@127.0.0.1:1/",
    "http://user:{0}@127.0.0.1:1/",
    "HTTP://user:{0}@127.0.0.1:1/",
    "http:/user:{0}@127.0.0.1/",
    "http:user:{0}@127.0.0.1/",
    "//user:{0}@127.0.0.1/",
    "user:{0}@127.0.0.1:page",
    "http://user:a/{0}@127.0.0.1/",
    "http://user:1/{0}@127.0.0.1/",
    "http://user:a?{0}@127.0.0.1/",
    "http://user:{0}?a@127.0.0.1/",
    "http://user:{0}@exa mple/",
    "http://user:{0}@[/",
    "ftp://user:{0}@127.0.0.1/",
    "git:https://user:{0}@127.0.0.1/repository//page.md",
    "git:ssh://{0}@127.0.0.1//page.md",
    "git:user:{0}@127.0.0.1:repository//page.md",
    "git:https://127.0.0.1/repository?token={0}//page.md",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_command_tells_a_secret_of_its_source(
    place: str,
    form: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tiia_scraper.sources.LIMITS", Limits(attempts=1))
    source, archive = place.format(HUNTER), str(tmp_path / "archive")
    for words in (
        ["scrape", source],
        ["diff", source, source],
        ["history", source],
        ["watch", source, "--archive", archive, "--book", frozen.file()],
        ["propose", source],
    ):
        assert main([*words, "--format", form]) in (2, 101), words
        assert HUNTER not in "".join(capsys.readouterr()), words
    kept = tmp_path.rglob("*")
    assert not [path for path in kept if path.is_file() and HUNTER in path.read_text("utf-8")]


@pytest.mark.parametrize("place", [*PLACES, "http://{0}#a@127.0.0.1/"])
def test_what_is_shown_is_shown_no_other_way(place: str) -> None:
    source = place.format(HUNTER)
    assert HUNTER not in shown(source)
    assert shown(shown(source)) == shown(source)


@pytest.mark.parametrize(
    "source",
    ["prices.md", "a/b:c.md", "C:\\pages\\a@b.md", "git:../docs//a/b.md", "-", "https://[::1]:8/a"],
)
def test_what_holds_no_secret_is_shown_as_it_is(source: str) -> None:
    assert shown(source) == source


def test_a_sentence_of_another_program_loses_its_secrets_alone() -> None:
    said = (
        f"at 12:30: cannot change to 'u:{HUNTER}@host:r' or https://u:{HUNTER}@h/x?t={HUNTER}, a@b"
    )
    assert without_secrets(said) == "at 12:30: cannot change to 'host:r' or https://h/x a@b"


def test_no_book_has_the_query_of_its_page(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    url = server.answer(f"/page?token={HUNTER}", answers.page(frozen.PAGE)).partition("?")[0]
    for form in ("text", "json"):
        assert main(["scrape", f"{url}?token={HUNTER}", "--format", form]) == 0
        printed = capsys.readouterr().out
        assert HUNTER not in printed
        assert url in printed
    assert json.loads(printed)["snapshot"]["source"] == url
    assert main(["diff", f"{url}?token={HUNTER}", frozen.file(), "--format", "json"]) == 0
    assert HUNTER not in capsys.readouterr().out
