"""Templates to Markdown pages. Every value is text until it is escaped here.

Headings are Markdown, so that they stand in the contents; all else is HTML blocks, which
Markdown leaves alone, so that escaping for HTML is enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tiia_pricebook import Source
from tiia_pricebook.errors import PricingError
from tiia_pricebook.untrusted_text import visible
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.publishing.chinese.descriptions import type_in_chinese
from tiia_pricing.publishing.chinese.facts import fact_in_chinese
from tiia_pricing.publishing.chinese.findings import DECISIONS, finding_in_chinese
from tiia_pricing.publishing.chinese.scenarios import told
from tiia_pricing.publishing.pages.links import rule_slug
from tiia_pricing.publishing.pages.price_tables import per_thousand, span
from tiia_pricing.results.scenario_results import Scenario

PUNCTUATION = re.compile(r"[^\w\s]")
FENCES = str.maketrans({"`": "&#96;", "~": "&#126;"})


class Untranslated(PricingError):
    """A string of a template that the dictionary of the language lacks (exit 1)."""

    exit_code = 1


class Translator:
    """The words of the templates in one language; English is the key of every entry."""

    def __init__(self, language: str, words: Mapping[str, str], sayings: Mapping[str, str]) -> None:
        self.language = language
        self.words = words
        self.sayings = sayings

    def __call__(self, text: str, **values: Any) -> str:
        """``text`` in this language with ``values`` filled in; raises ``Untranslated``."""
        wording = self.words.get(text, text if self.language == "en" else None)
        if wording is None:
            message = f"{text!r} has no wording in {self.language!r}"
            raise Untranslated("untranslated", message, expected="an entry in words.py")
        return wording.format(**values) if values else wording

    def said(self, text: str) -> str:
        """A text of book or features in this language, or as it is where nobody translated it."""
        found = self.sayings.get(text)
        if found is None and self.language == "zh":
            found = finding_in_chinese(text)
        return found or text

    def fact(self, text: str) -> str:
        """What the proof calls a fact, a change of it or a reason, in this language."""
        if text in self.sayings or self.language == "en":
            return self.said(text)
        return DECISIONS.get(text) or fact_in_chinese(text)

    def type(self, words: str) -> str:
        """The type of a field of the price book in this language."""
        return words if self.language == "en" else type_in_chinese(words)

    def told(self, scenario: Scenario) -> Scenario:
        """A scenario in this language; its id is the same in both."""
        return told(scenario) if self.language == "zh" else scenario


def environment(pages: Path, translate: Translator, verbatim: Path | None = None) -> Environment:
    """The template engine for one language: the package's templates, then hand-written pages.

    ``verbatim(path)`` puts a file of the folder ``verbatim`` into a fenced block as it is.
    """
    env = Environment(
        loader=ChoiceLoader(
            [PackageLoader("tiia_pricing.publishing"), FileSystemLoader(str(pages))]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=safe,
    )
    env.globals |= {"_": translate, "said": translate.said, "told": translate.told}
    env.globals |= {
        "fact": translate.fact,
        "type_in_words": translate.type,
        "span": span,
        "anchor": anchor,
        "rule_slug": rule_slug,
        "per_thousand": per_thousand,
        "yuan": yuan,
        "verbatim": lambda path: fenced(((verbatim or pages) / path).read_text("utf-8")),
    }
    env.filters |= {"n": number, "md": heading, "gherkin": gherkin, "title": title}
    return env


def safe(value: Any) -> Any:
    """``value`` as text that neither HTML nor Markdown's preprocessors take for markup.

    What turns the direction of text, or cannot be seen, stands visible in it.
    """
    if hasattr(value, "__html__"):
        return value
    return Markup(str(escape(visible(str(value)))).translate(FENCES))  # noqa: S704 - escaped right here


def fenced(text: str) -> Markup:
    """A text for a fenced block, where Markdown escapes; raises ``ValueError`` for a fence."""
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
    """A step with its quoted values and placeholders marked."""
    parts = re.split(r'("[^"]*"|“[^”]*”|<[^<>]*>|\{[^{}]*\})', text)
    marked = (
        Markup("<span class=value>{}</span>").format(safe(part)) if index % 2 else safe(part)
        for index, part in enumerate(parts)
    )
    return Markup("").join(marked)


def number(value: int | Decimal) -> str:
    """A number with thousands set apart: ``1,050,000``; decimals keep their digits."""
    return f"{value:,}"


def anchor(source: Source) -> str:
    """The anchor of a source on the page of the vendor's text."""
    if source.table is None:
        return f"clause-{source.clause}"
    return f"t{source.table}r{source.row}c{source.column}"
