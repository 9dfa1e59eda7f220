"""What the templates say, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Message
from tiia_pricing.locale import tell_in, words_of
from tiia_pricing.locale.site_names import CONTEXT, NAMES
from tiia_pricing.publishing.chinese.descriptions import type_in_chinese
from tiia_pricing.publishing.chinese.scenarios import told
from tiia_pricing.results.scenario_results import ScenarioResult


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
