"""Templates to Markdown pages. Every value is text until it is escaped here.

Headings are Markdown, so that they stand in the contents; all else is HTML blocks, which
Markdown leaves alone, so that escaping for HTML is enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path, PurePosixPath
from traceback import extract_tb
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from tiia_pricebook import Source
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.editions.price_history import Page
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Message
from tiia_pricebook.untrusted_text import visible
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.locale import tell_in, words_of
from tiia_pricing.locale.site_names import CONTEXT, NAMES
from tiia_pricing.publishing.build.data_block import data_block
from tiia_pricing.publishing.chinese.descriptions import type_in_chinese
from tiia_pricing.publishing.chinese.scenarios import told
from tiia_pricing.publishing.site_data.price_tables import per_thousand, span
from tiia_pricing.results.scenario_results import ScenarioResult

PUNCTUATION = re.compile(r"[^\w\s]")
WORKFLOW = re.compile(r"^```yaml\b.*?^```$", re.MULTILINE | re.DOTALL)
FENCES = str.maketrans({"`": "&#96;", "~": "&#126;"})


class Untranslated(PricingError):
    """A string of a template that the catalogue of the language lacks (exit 1)."""

    exit_code = 1


class Translator:
    """The words of the templates in one language; those of the catalogue have a context."""

    def __init__(self, language: str, sayings: Mapping[str, str]) -> None:
        self.language = language
        self.sayings = sayings

    def __call__(self, text: str, **values: Any) -> str:
        """``text`` in this language with ``values`` filled in; raises ``Untranslated``.

        It is what a template says, or the name of something by its id.
        """
        if name := NAMES.get(text):
            return tell_in(self.language)(name)
        wording = self._wording(text)
        return wording.format(**values) if values else wording

    def _wording(self, text: str) -> str:
        if self.language == "en":
            return text
        wording = words_of(self.language).pgettext(CONTEXT, text)
        if wording == text:
            message = f"{text!r} has no wording in {self.language!r}"
            raise Untranslated("untranslated", message, expected="an entry in its catalogue")
        return wording

    @property
    def blank(self) -> str:
        """What stands between two words in this language."""
        return " " if self.language == "en" else ""

    def said(self, text: str) -> str:
        """A text of book or features in this language, or as it is where nobody translated it."""
        if isinstance(text, Message):
            return tell_in(self.language)(text)
        return self.sayings.get(text, text)

    def knowing(self, sayings: Mapping[str, str]) -> Translator:
        """Return the same words, with more texts of book or features."""
        return Translator(self.language, {**self.sayings, **sayings})

    def type(self, words: str) -> str:
        """Return the type of a field of the price book in this language."""
        return words if self.language == "en" else type_in_chinese(words)

    def told(self, scenario: ScenarioResult) -> ScenarioResult:
        """Return a scenario in this language; its id is the same in both."""
        return told(scenario) if self.language == "zh" else scenario


class TemplateBroken(PricingError):
    """A template that cannot be rendered: it uses a name that its page lacks, say (exit 1)."""

    exit_code = 1


class Places(Struct, frozen=True):
    """Where what a price book cites can be looked up: on the site, or on which older page.

    ``verbatim`` is the folder of the files that a page may show as they are.
    """

    cell_of: Callable[[Source], str | None]
    older_pages: Mapping[str | None, Page]
    verbatim: Path


class Compiled(BytecodeCache):
    """What templates were compiled to, for every language: that takes as long as rendering."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what the same text of the same file was compiled to."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        if bucket.code:
            self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class HandWritten(FileSystemLoader):
    """Pages written by hand; in their YAML ``${{ … }}`` is an expression of a workflow."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a page, its YAML as it stands."""
        text, path, current = super().get_source(environment, template)
        return WORKFLOW.sub(r"{% raw %}\g<0>{% endraw %}", text), path, current


def environment(pages: Path, translate: Translator, places: Places) -> Environment:
    """The template engine for one language: the package's templates, then hand-written pages.

    Its globals are what every template may use: the words of the language, and where a source
    stands. All else a template has from the context of its page.
    """
    env = Environment(
        loader=ChoiceLoader([PackageLoader("tiia_pricing.publishing"), HandWritten(str(pages))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=safe,
        bytecode_cache=COMPILED,
    )
    env.globals = {
        "_": translate,
        "said": translate.said,
        "place_of": lambda where: translate.said(in_words(to_builtins(where))),
        "blank": translate.blank,
        "told": translate.told,
        "type_in_words": translate.type,
        "cell_of": places.cell_of,
        "older_page": places.older_pages.get,
        "document": lambda page: PurePosixPath(page.path).name,
        "span": span,
        "per_thousand": per_thousand,
        "yuan": yuan,
        "verbatim": lambda path: fenced((places.verbatim / path).read_text("utf-8")),
    }
    env.filters |= {"n": number, "md": heading, "title": title}
    env.filters["linked_data"] = lambda body: data_block(body, translate.said)
    env.filters |= {"gherkin": gherkin, "exactly": exactly}
    return env


def rendered(env: Environment, template: str, context: Struct, path: str) -> str:
    """Return the page at ``path``: its template with the fields of ``context``.

    Such a template can use those names, the globals and ``up``, the way to the site's root;
    raises ``TemplateBroken`` for any other name, and where a template is missing or malformed.
    """
    try:
        return env.get_template(template).render(asdict(context), up="../" * path.count("/"))
    except TemplateError as error:
        file, line = _place(error, template)
        message = f"the template cannot be rendered: {error.message}"
        expected = "names of the page's context"
        where = {"template": file, "line": line}
        raise TemplateBroken("template-broken", message, where=where, expected=expected) from error


def _place(error: TemplateError, template: str) -> tuple[str, int]:
    """File and line of a fault; Jinja tells them in the frames of what it compiled."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or template, error.lineno
    frames = extract_tb(error.__traceback__)
    own = [one for one in frames if Path(one.filename).suffix in (".md", ".html")]
    return (Path(own[-1].filename).name, own[-1].lineno or 0) if own else (template, 1)


def safe(value: Any) -> Any:
    """``value`` as text that neither HTML nor Markdown's preprocessors take for markup.

    What turns the direction of text, or cannot be seen, stands visible in it.
    """
    if hasattr(value, "__html__"):
        return value
    return _inert(visible(str(value)))


def exactly(text: str) -> Markup:
    """``text`` for an attribute that a script compares: every character, unseen ones by number."""
    signs = (sign if sign.isprintable() else f"&#{ord(sign)};" for sign in _inert(text))
    return Markup("".join(signs))  # noqa: S704 - escaped right here


def _inert(text: str) -> Markup:
    return Markup(str(escape(text)).translate(FENCES))  # noqa: S704 - escaped right here


def fenced(text: str) -> Markup:
    """Return a text for a fenced block, where Markdown escapes.

    Raises ``ValueError`` for a fence.
    """
    if "```" in text:
        raise ValueError("the text would close its fenced block")
    return Markup(text.removesuffix("\n"))  # noqa: S704 - Markdown escapes what stands in a fence


def heading(value: object) -> Markup:
    """``value`` as the text of a Markdown heading: every punctuation mark as an entity."""
    text = visible(" ".join(str(value).split()))
    return Markup(PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", text))  # noqa: S704


def title(value: object) -> Markup:
    """``value`` as the title in a page's front matter: MkDocs prints it without escaping it."""
    return Markup(json.dumps(str(safe(" ".join(str(value).split())))))  # noqa: S704 - quoted


def gherkin(text: str) -> Markup:
    """Return a step with its quoted values and placeholders marked."""
    parts = re.split(r'("[^"]*"|“[^”]*”|<[^<>]*>|\{[^{}]*\})', text)
    marked = (
        Markup("<span class=value>{}</span>").format(safe(part)) if index % 2 else safe(part)
        for index, part in enumerate(parts)
    )
    return Markup("").join(marked)


def number(value: int | Decimal) -> str:
    """Return a number with thousands set apart: ``1,050,000``; decimals keep their digits."""
    return f"{value:,}"


def anchor(source: Source) -> str:
    """Return the anchor of a source on the page of the vendor's text."""
    if source.table is None:
        return f"clause-{source.clause}"
    return f"t{source.table}r{source.row}c{source.column}"
