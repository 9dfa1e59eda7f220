"""What people read: a sentence in English that keeps its template and values.

So it is an ordinary text wherever nobody asks, in JSON for instance, and can be told in another
language at the edge. What stands in the values is never translated nor taken for a template.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

Tell = Callable[[str], str]
"""How a message is told to the reader; ``str`` tells it in English."""


class Words(Protocol):
    """The sentences of a language by their English templates, as ``gettext`` has them."""

    def gettext(self, message: str, /) -> str:
        """Return the template in this language, or as it is."""

    def ngettext(self, one: str, many: str, n: int, /) -> str:
        """Return the template for ``n`` of something in this language, or as it is."""

    def pgettext(self, context: str, message: str, /) -> str:
        """Return the template as it is meant in ``context``, or as it is."""


class Message(str):
    """A sentence in English, and the template and values that it was made of."""

    template: str
    values: Mapping[str, Any]
    many: str
    context: str

    def __new__(
        cls, template: str, values: Mapping[str, Any], many: str = "", context: str = ""
    ) -> Message:
        """Make the English sentence; with ``many`` ``n`` of the values chooses the template."""
        chosen = many if many and values["n"] != 1 else template
        self = super().__new__(cls, chosen.format(**values))
        self.template, self.values, self.many, self.context = template, values, many, context
        return self

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, self.values, self.many, self.context)

    def told(self, words: Words) -> str:
        """Tell the message in the language of ``words``, with all messages that it has in it."""
        values = {name: _told(value, words) for name, value in self.values.items()}
        return _Quoting(words).vformat(self._template(words), (), values)

    def _template(self, words: Words) -> str:
        if self.many:
            return words.ngettext(self.template, self.many, self.values["n"])
        if self.context:
            return words.pgettext(self.context, self.template)
        return words.gettext(self.template)


class Joined(Message):
    """Several texts in a row, with what separates them in the language."""

    items: Sequence[object]

    def __new__(cls, separator: str, items: Sequence[object]) -> Joined:
        """Make the English text of all ``items``."""
        self = str.__new__(cls, separator.join(map(str, items)))
        self.template, self.items = separator, items
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, self.items)

    def told(self, words: Words) -> str:
        """Tell each of the texts, and what separates them, in the language of ``words``."""
        separator = words.pgettext("list", self.template)
        return separator.join(str(_told(item, words)) for item in self.items)


class Shown(Message):
    """A text that is shown in some way, such as cut, once it is told."""

    text: str
    way: Callable[[str], str]

    def __new__(cls, text: str, way: Callable[[str], str]) -> Shown:
        """Make the English text as ``way`` shows it."""
        self = str.__new__(cls, way(str.__str__(text)))
        self.text, self.way = text, way
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text, self.way)

    def told(self, words: Words) -> str:
        """Tell the text in the language of ``words``, and show it."""
        return self.way(str(_told(self.text, words)))


def telling(words: Words) -> Tell:
    """Return how messages are told in the language of ``words``.

    What is no message stays as it is.
    """
    return lambda text: text.told(words) if isinstance(text, Message) else text


def say(template: str, /, **values: Any) -> Message:
    """Make a message: ``say("{day!r} is not in the calendar", day=text)``."""
    return Message(template, values)


def say_many(one: str, many: str, n: int, /, **values: Any) -> Message:
    """Make a message about ``n`` of something, which is ``{n}`` in both templates."""
    return Message(one, {"n": n, **values}, many)


def say_as(context: str, template: str, /, **values: Any) -> Message:
    """Make a message whose template means one thing here and another elsewhere."""
    return Message(template, values, context=context)


def phrase(template: str, /) -> str:
    """Mark a template of which a message is made later, as ``Message(template, values)``."""
    return template


def listed(items: Iterable[object], separator: str = ", ") -> Message:
    """Make a list of texts; separators have the context ``list`` in the catalogue."""
    return Joined(separator, tuple(items))


SEPARATORS = (
    say_as("list", ", "),
    say_as("list", "; "),
    say_as("list", ": "),
    say_as("list", " and "),
    say_as("list", " or "),
    say_as("list", ", or "),
    say_as("quotation", "'{text}'", text="{text}"),
)
"""What stands between the texts of a list, and around a quotation."""


def in_english(value: object) -> str:
    """Encode a message, as a hook of ``msgspec``, which takes no kind of text but ``str``."""
    if isinstance(value, Message):
        return str.__str__(value)
    raise NotImplementedError(f"{type(value).__name__} has no place in JSON")


def _told(value: object, words: Words) -> object:
    return value.told(words) if isinstance(value, Message) else value


class _Quoting(string.Formatter):
    """Formats as ``str.format`` does; what ``!r`` quotes has the marks of the language."""

    def __init__(self, words: Words) -> None:
        self._marks = words.pgettext("quotation", "'{text}'")

    def convert_field(self, value: Any, conversion: Any) -> Any:
        if conversion == "r" and isinstance(value, str):
            return self._marks.format(text=repr(value)[1:-1])
        return super().convert_field(value, conversion)
