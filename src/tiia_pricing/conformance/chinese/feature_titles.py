"""Titles of the features in the reader's language: their Chinese is data, not in the catalogue."""

from __future__ import annotations

from tiia_pricebook.messages import Message, Words, say_as
from tiia_pricing.conformance.chinese.wording import names

_LANGUAGE = say_as("language of the features", "en")


class Title(Message):
    """The title of a rule or a scenario as a receipt has it; one that is not ours stays as it is.

    The catalogue names the language of the features that its readers want, where there is one.
    """

    def __new__(cls, text: str) -> Title:
        """Make the title that the features have in English."""
        self = str.__new__(cls, text)
        self.template, self.values = text, {}
        return self

    def __reduce__(self) -> tuple[type[Title], tuple[str]]:
        return type(self), (self.template,)

    def told(self, words: Words) -> str:
        """Tell the title as the Chinese features have it, where Chinese is wanted."""
        if not speaks_chinese(words):
            return self.template
        return names().get(self.template, self.template)


def speaks_chinese(words: Words) -> bool:
    """Return whether the readers of a catalogue want the features in Chinese."""
    return _LANGUAGE.told(words) == "zh"
