"""``python -m tiia_pricing.publishing.build.policy site``: what the pages of a built site may run.

Every page gets a Content-Security-Policy. It lets the browser load files of the site's own host
alone, and run, of the scripts within the page, those of the theme alone, each by its SHA-256.
Which those are is read from the theme's page for an unknown address, ``404.html``, where no
text of the vendor stands. Any other script within a page stops the build. Exits 1 where it must.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tiia_pricebook.errors import PricingError
from tiia_pricing.output_files import write

PLAIN_PAGE = "404.html"
DIRECTIVES = (
    "default-src 'none'",
    "connect-src 'self'",  # the search index
    "font-src 'self'",
    "img-src 'self' data:",  # the icons in the theme's style sheet
    "manifest-src 'self'",
    "style-src 'self' 'unsafe-inline'",  # aligned columns, and the charts, style their elements
    "worker-src 'self'",  # the search
    "base-uri 'none'",
    "form-action 'none'",
)
CHARSET = '<meta charset="utf-8">'
_SCRIPT = re.compile(r"<script(?=[\s/>]).*?(?=</script[\s/>]|\Z)", re.IGNORECASE | re.DOTALL)
_DATA = {"application/json", "application/ld+json"}
_ROOT = re.compile(r'new URL\("[\w./~%-]*",location\)')  # the way to the site's root, a page's own
_OUTWARD = re.compile(r'<a (?=[^>]*\bhref="?https?:)(?![^>]*\brel=)', re.IGNORECASE)


class ForeignScript(PricingError):
    """A script within a page that the theme did not write (exit 1)."""

    exit_code = 1


class NotAPage(PricingError):
    """A file that cannot be given a policy (exit 1)."""

    exit_code = 1


def main(arguments: list[str] | None = None) -> int:
    """Give each page of the site a policy; print how many pages there are."""
    (site,) = arguments or sys.argv[1:]
    try:
        count = protect(Path(site))
    except PricingError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    print(f"{count} pages with a policy in {site}")
    return 0


def protect(site: Path) -> int:
    """Write a policy into every page under ``site``; how many they are.

    Raises ``ForeignScript`` for a script within a page that ``404.html`` lacks, and ``NotAPage``
    where ``404.html`` is missing or a page has no place for the policy.
    """
    try:
        plain = (site / PLAIN_PAGE).read_text("utf-8")
    except FileNotFoundError as error:
        message = "there is no page to read the theme's scripts from"
        raise NotAPage("no-plain-page", message, where={"file": PLAIN_PAGE}) from error
    known = frozenset(_ROOT.sub("", script) for script in inline_scripts(plain))
    pages = sorted(site.rglob("*.html"))
    written = [
        protected(page.read_text("utf-8"), known, page.relative_to(site).as_posix())
        for page in pages
    ]
    for page, html in zip(pages, written, strict=True):
        write(page, html, durable=False)
    return len(pages)


def protected(html: str, known: frozenset[str], name: str) -> str:
    """``html`` of the page ``name`` with its policy, and with ``rel`` on links that lead away."""
    scripts = sorted(set(inline_scripts(html)))
    for script in scripts:
        if _ROOT.sub("", script) not in known:
            message = f"a script that the theme did not write: {script[:80]!r}"
            raise ForeignScript("foreign-script", message, where={"page": name})
    if html.count(CHARSET) != 1:
        message = "there is no one place for the policy"
        raise NotAPage("no-charset", message, where={"page": name}, expected=CHARSET)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{content(scripts)}">'
    return _OUTWARD.sub('<a rel="noopener" ', html.replace(CHARSET, CHARSET + policy))


def content(scripts: list[str]) -> str:
    """Return the policy of a page that may run ``scripts``, the text between their tags."""
    allowed = " ".join(["'self'", *(f"'{_sha256(script)}'" for script in scripts)])
    return "; ".join((*DIRECTIVES, f"script-src {allowed}"))


def inline_scripts(html: str) -> Iterator[str]:
    """Yield the scripts that stand within a page; blocks of data are none.

    Whatever looks like a script is one, in a comment too: a parser of the whole page would take
    seconds, and a page that a browser reads in another way than it must not pass.
    """
    for found in _SCRIPT.finditer(html):
        tag = _Tag(found[0])
        if tag.attributes is None:
            yield found[0]
        elif "src" not in tag.attributes and tag.attributes.get("type") not in _DATA:
            yield found[0][len(tag.get_starttag_text() or "") :]


class _Tag(HTMLParser):
    """The attributes of the tag that a text begins with; ``None`` where the tag does not end."""

    attributes: dict[str, str | None] | None = None

    def __init__(self, text: str) -> None:
        super().__init__()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.attributes is None:
            # Of attributes of one name a browser takes the first.
            self.attributes = dict(reversed(attrs))


def _sha256(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


if __name__ == "__main__":
    sys.exit(main())
