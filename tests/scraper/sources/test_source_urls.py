"""URLs: what is accepted, what is the same, what is shown."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import InputError
from tiia_scraper.sources import fetch, kept, shown
from tiia_scraper.sources.urls import Gate, parse, resolve


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("http://example.com", "http://example.com/"),
        ("HTTP://EXAMPLE.com:80/A?b=1#c", "http://example.com/A?b=1"),
        ("https://example.com:443/", "https://example.com/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://example.com./", "https://example.com/"),
        ("https://例子.中国/价格", "https://xn--fsqu00a.xn--fiqs8s/%E4%BB%B7%E6%A0%BC"),
        ("https://example.com/%E4%BB%B7?q=价", "https://example.com/%E4%BB%B7?q=%E4%BB%B7"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_a_url_as_it_is_called(url: str, whole: str) -> None:
    assert parse(url).url == whole


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("http://", "host-malformed"),
        ("http:///page", "host-malformed"),
        ("http://[", "url-malformed"),
        ("http://[::1", "url-malformed"),
        ("http://example.com:port/", "url-malformed"),
        ("http://example.com:99999/", "url-malformed"),
        ("http://exa mple.com/", "url-malformed"),
        ("http://example.com/a b", "url-malformed"),
        ("http://example.com/a\nb", "url-malformed"),
        ("http://example.com\\@127.0.0.1/", "url-malformed"),
        ("http://example.com/\ud800", "url-malformed"),
        ("http://" + "a" * 64 + ".com/", "host-malformed"),
        ("http://exam%70le.com/", "host-malformed"),
        ("http://example.com/" + "a" * 8000, "url-malformed"),
        ("http://user@example.com/", "url-credentials"),
        ("http://user:hunter2@example.com/", "url-credentials"),
        ("http://user:hunter2@[/", "url-malformed"),
        ("http://user:hun/ter2@example.com/", "url-malformed"),
        ("http://user:hunter2@exa mple.com/", "url-malformed"),
        ("ftp://user:hunter2@example.com/page", "source-unsupported"),
        ("file:///etc/passwd", "source-unsupported"),
        ("git://example.com/repository", "source-unsupported"),
        ("javascript://example.com/", "source-unsupported"),
    ],
)
def test_a_url_that_is_none_is_bad_input_and_its_secrets_are_not_told(url: str, id: str) -> None:
    with pytest.raises(InputError) as refused:
        fetch(url)
    assert (refused.value.id, refused.value.exit_code) == (id, 2)
    assert "hun" not in str(refused.value)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/home/someone/new.md", "new.md"),
        ("../pages/new.md", "new.md"),
        ("new.md", "new.md"),
        ("-", "-"),
        ("git:https://example.com/docs.git//product/new.md", None),
        ("https://u:p@example.com/a/new.md?token=1", "https://example.com/a/new.md"),
    ],
)
def test_a_record_keeps_the_name_of_a_local_file_alone(source: str, name: str | None) -> None:
    assert kept(source) == (name or source)


def test_a_url_is_shown_without_its_secrets() -> None:
    assert shown("https://u:p@example.com:8443/a?token=1#b") == "https://example.com:8443/a"
    assert shown("https://example.com?token=1") == "https://example.com"
    assert shown("prices.md") == "prices.md"
    assert str(parse("https://example.com/a?token=1")) == "https://example.com/a"


@pytest.mark.parametrize(
    ("location", "whole"),
    [
        ("/b", "https://example.com/b"),
        ("b?c=1", "https://example.com/a/b?c=1"),
        ("//other.example/b", "https://other.example/b"),
        ("HTTPS://EXAMPLE.COM/b", "https://example.com/b"),
        ("?c=1", "https://example.com/a/page?c=1"),
    ],
)
def test_where_a_redirect_leads(location: str, whole: str) -> None:
    assert resolve(parse("https://example.com/a/page"), location).url == whole


@pytest.mark.parametrize(
    ("url", "admitted"),
    [
        ("https://example.com/", True),
        ("http://EXAMPLE.com:80/", True),
        ("https://example.com:8443/", True),
        ("https://other.example/", True),
        ("https://xn--fsqu00a.xn--fiqs8s/", True),
        ("https://www.example.com/", False),
        ("https://example.com.evil.example/", False),
        ("https://evil-example.com/", False),
        ("https://example.com:22/", False),
        ("https://other.example:9000/", False),
        ("http://example.com:443/", False),
    ],
)
def test_which_hosts_and_ports_are_admitted(url: str, admitted: bool) -> None:
    gate = Gate.of(parse("https://example.com:8443/page"), ["Other.Example.", "例子.中国"])
    assert gate.admits(parse(url)) is admitted
