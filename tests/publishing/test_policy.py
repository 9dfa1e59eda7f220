"""The policy of a page: which scripts it names, and what stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.publishing.build.policy import ForeignScript, NotAPage, main, protect

PAGE = '<html><head><meta charset="utf-8"><script>{script}</script></head>{body}</html>'
THEME = 'scope=new URL("{root}",location)'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    _write(tmp_path / "404.html", THEME.format(root="/"))
    _write(tmp_path / "rules/a.html", THEME.format(root=".."))
    return tmp_path


def _write(path: Path, script: str, body: str = "") -> None:
    path.write_text(PAGE.format(script=script, body=body), "utf-8")


def _policy(path: Path) -> str:
    return path.read_text("utf-8").split('Security-Policy" content="')[1].split('"')[0]


def test_a_page_names_the_scripts_of_the_theme_that_it_has(site: Path) -> None:
    assert protect(site) == 2
    # printf 'scope=new URL("..",location)' | openssl dgst -sha256 -binary | base64
    here = "'sha256-gNYeBb5NjNZGzkCxHNk4W9UCLN7r6ZQd8pJ+3O5W8hk='"
    assert _policy(site / "rules/a.html").endswith(f"; script-src 'self' {here}")
    assert "default-src 'none'; connect-src 'self'" in _policy(site / "404.html")
    assert "'unsafe-inline'" not in _policy(site / "404.html").split("script-src")[1]
    assert _policy(site / "404.html") != _policy(site / "rules/a.html")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT type=module>alert(1)</SCRIPT >",
        "<script data-src='x.js'>alert(1)</script>",
        "<script title=' src=x.js'>alert(1)</script>",
        '<script>scope=new URL("https://a.example/",location)</script>',
        "<script/type=module>alert(1)</script>",
        "<script\n>alert(1)</script\n>",
        "<script>alert(1)",
        "<script title='</script>'>alert(1)</script>",
        "<script title='</script>' src=x.js>alert(1)</script>",
        "<script type=module type='application/json'>alert(1)</script>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><script href=x.js></script></svg>",
        "<!--><script>alert(1)</script>-->",
        "<!-- a --!><script>alert(1)</script>",
        "<textarea></TEXTAREA ><script>alert(1)</script>",
        "<noscript><p title='</noscript><script>alert(1)</script>'></noscript>",
    ],
)
def test_a_script_that_the_theme_did_not_write_stops_the_build(
    site: Path, body: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (site / "404.html").read_text("utf-8")
    _write(site / "rules/a.html", THEME.format(root=".."), body)
    with pytest.raises(ForeignScript, match=r"page rules/a\.html: a script that the theme did not"):
        protect(site)
    assert (site / "404.html").read_text("utf-8") == before
    assert main([str(site)]) == 1
    assert "rules/a.html" in capsys.readouterr().err


def test_data_and_files_are_no_scripts_within_the_page(site: Path) -> None:
    body = '<script type="application/json">{"a": 1}</script><script src="a.js"></script>'
    _write(site / "rules/a.html", THEME.format(root=".."), body)
    protect(site)
    assert _policy(site / "rules/a.html").count("sha256-") == 1


def test_links_that_lead_away_leave_no_hold_of_the_page(site: Path) -> None:
    body = '<a href="https://a.example/">a</a><a class="x" href="http://b.example">b</a>'
    body += '<a href="../index.html">c</a><a rel="me" href="https://d.example/">d</a>'
    _write(site / "rules/a.html", THEME.format(root=".."), body)
    protect(site)
    html = (site / "rules/a.html").read_text("utf-8")
    assert '<a rel="noopener" href="https://a.example/">' in html
    assert '<a rel="noopener" class="x" href="http://b.example">' in html
    assert html.count("noopener") == 2


def test_a_page_without_a_place_for_the_policy_is_an_error(site: Path) -> None:
    (site / "bare.html").write_text("<html></html>")
    with pytest.raises(NotAPage, match=r"bare\.html: there is no one place for the policy"):
        protect(site)


def test_a_site_without_a_plain_page_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotAPage, match=r"404\.html: there is no page to read the theme's"):
        protect(tmp_path)
