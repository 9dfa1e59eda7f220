"""Text that anyone may have written, made harmless in each form in which it is shown.

Names and sentences come from the vendor's page, from price books, usage files, archives,
receipts and programs under test. What a terminal, a workflow's runner, a spreadsheet or
Markdown would obey stands visible in its place, as ``\\u001b``; Chinese text stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RUNNER = "##["  # a workflow's runner obeys it anywhere in a line
_RUNNER_SHOWN = r"#\u0023["
_COMMAND = re.compile(r"^(\s*):(?=:)")  # and this after any blanks
_IDEOGRAPHS = range(0x20000, 0x40000)  # assigned year by year, each Python knows some
_BETWEEN = re.compile(r"[^\n\t]+")
_MARKED = re.compile(r"[\\`*_{}\[\]<>|~&]")
_LINKED = re.compile(r"@|(?<!&)#|(?<=[a-z]):(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
# What a spreadsheet takes for a formula, after a separator too: which one it is differs by country.
_FORMULA = re.compile(r'(^|[;,|])([\s"]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫−⁺⁻⁼₊₋₌])')


def line(text: str) -> str:
    """Return ``text`` as one line that nothing obeys.

    It has no control or format character, and is no command.
    """
    return _COMMAND.sub(r"\1\\u003a", _visible(text).replace(_RUNNER, _RUNNER_SHOWN))


def lines(text: str) -> str:
    """Return ``text`` with its line feeds, and each of its lines as ``line`` gives it."""
    return "\n".join(map(line, text.split("\n")))


def block(rows: Iterable[str]) -> str:
    """Return each of ``rows`` on a line of its own, whatever stands in it."""
    return "".join(f"{line(row)}\n" for row in rows)


def plain(text: str) -> str:
    """Return ``text`` on one line, its white space folded, without what anything would obey."""
    return line(" ".join(text.split()))


def json_text(text: str) -> str:
    """Return JSON text that says the same, with such characters as JSON escapes."""
    shown = (row if row.isprintable() else _escaped(row) for row in text.split("\n"))
    return "\n".join(shown).replace(_RUNNER, _RUNNER_SHOWN)


def cell(text: str) -> str:
    """Return ``text`` as the cell of a table that a spreadsheet opens: never a formula."""
    return _FORMULA.sub(r"\1\2'", line(text))


def marked(text: str) -> str:
    """``text`` as Markdown that shows it, and neither links, mentions nor breaks the table."""
    entities = _MARKED.sub(lambda match: f"&#{ord(match[0])};", line(text))
    return _LINKED.sub(lambda match: f"{match[0]}&#8203;", entities)


def data(text: str) -> str:
    """Return ``text`` as the message of a workflow command; its line feeds stay."""
    return lines(text).replace("%", "%25").replace("\n", "%0A")


def parameter(text: str) -> str:
    """Return ``text`` as a property of a workflow command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def visible(text: str) -> str:
    """``text`` with its tabs and line feeds, and all else that is not to be read made visible."""
    return _BETWEEN.sub(lambda match: _visible(match[0]), text)


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_shown(sign) if _obeyed(sign) else sign for sign in text)


def _escaped(text: str) -> str:
    """JSON has four digits to an escape, and two escapes for what is beyond them."""
    return "".join(_units(sign) if _obeyed(sign) else sign for sign in text)


def _obeyed(sign: str) -> bool:
    """Whether a character is not there to be read; spaces of any width are."""
    if sign.isprintable() or ord(sign) in _IDEOGRAPHS:
        return False
    return unicodedata.category(sign) != "Zs"


def _shown(sign: str) -> str:
    code = ord(sign)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _units(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
