"""Modules laid into the one scope of a classic script, each as open as its names allow.

Of the language's ways to import and export only those are known that the modules use; any other
is refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from tiia_pricebook.errors import PricingError

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|class|const) (\w+))", re.MULTILINE)
_OWN = re.compile(
    r"^(?:(?:async )?function\*?|class|const|let) (\w+|[\[{][^=]*[\]}] =)", re.MULTILINE
)
_OTHER = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\s*[(.].*$", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^*\n]*\*/ ")  # of an expression, for the checker of types
_CUT = re.compile(r'"\n *\+ "')  # a text over several lines: in one piece it packs smaller
_BEHIND = re.compile(r" +// [^\"'`\n]*\n$")
_NAME = re.compile(r"(\w+)(?: as (\w+))?")


class NotBundled(PricingError):
    """A module that cannot become part of the script (exit 1)."""

    exit_code = 1


class Scope:
    """The scope that the modules of a script share, with the names that are taken in it.

    A module whose names are all free is laid open. One of which only names of its own are taken
    is a function that gives its exports. One whose exports are taken is an object of its own,
    from which others take what they import.
    """

    def __init__(self, names: Iterable[str] = (), apart: Iterable[str] = ()) -> None:
        self._names, self.apart = set(names), set(apart)

    def add(self, path: str, text: str) -> str:
        """Return a module as part of the script; those that it imports were added before.

        Raises ``NotBundled`` for a form of ``import`` or ``export`` that is not known.
        """
        code, renamed, brought = self._bare(path, text)
        exports = _EXPORT.findall(code)
        code = _EXPORT.sub("", code)
        own = {name for found in _OWN.findall(code) for name in re.findall(r"\w+", found)}
        body = _unindented(_CUT.sub("", code))
        if other := _OTHER.search(body):
            expected = 'import { names } from "./module.mjs"; or export function, class or const'
            raise NotBundled("module-form", f"{path}: {other[0].strip()}", expected=expected)
        if not (own | brought) & self._names:
            self._names |= own | brought
            return "".join(f"const {new} = {old};\n" for new, old in renamed.items()) + body
        if self._names.isdisjoint(exports):
            self._names |= {*exports}
            head = f"const {{ {', '.join(exports)} }} = " if exports else ""
            return head + _closed(body, exports, renamed)
        self.apart.add(path)
        return f"const {_variable(path)} = {_closed(body, exports, renamed)}"

    def name_of(self, path: str, name: str) -> str:
        """Return the name in the scope by which a module's export is reached."""
        return _variable(path) if path in self.apart else name

    def _bare(self, path: str, text: str) -> tuple[str, dict[str, str], set[str]]:
        """A module's text without comments and imports, and the names that imports bring.

        What it names otherwise than the scope does comes apart, by its own name.
        """
        renamed: dict[str, str] = {}
        brought: set[str] = set()

        def taken(match: re.Match[str]) -> str:
            names = [*_imported(path, match[1])]
            target = _resolved(path, match[2])
            if target in self.apart:
                brought.update(own for _, own in names)
                pairs = (name if name == own else f"{name}: {own}" for name, own in names)
                return f"const {{ {', '.join(pairs)} }} = {_variable(target)};"
            renamed.update((own, name) for name, own in names if name != own)
            return ""

        code = _IMPORT.sub(taken, _CAST.sub("", _COMMENT.sub("", text)))
        return code, renamed, brought | {*renamed}


def imports(path: str, text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each module that one imports, by its path, with the names that it takes from there."""
    for names, target in _IMPORT.findall(text):
        yield _resolved(path, target), [name for name, _ in _imported(path, names)]


def _resolved(path: str, target: str) -> str:
    """Where a module lies that another one names."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _variable(path: str) -> str:
    """The variable of a module that is an object of its own."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".mjs"))


def _imported(path: str, names: str) -> Iterator[tuple[str, str]]:
    """Each name of an import, and the one that it has in the module."""
    for text in filter(None, map(str.strip, names.split(","))):
        found = _NAME.fullmatch(text)
        if not found:
            raise NotBundled("module-import", f"{path}: cannot import {text!r}")
        yield found[1], found[2] or found[1]


def _closed(body: str, exports: list[str], renamed: Mapping[str, str]) -> str:
    """A function around a module, to which the scope gives what that one names otherwise."""
    names, given = ", ".join(renamed), ", ".join(renamed.values())
    return f"(({names}) => {{\n{body}return {{ {', '.join(exports)} }};\n}})({given});\n"


def _unindented(text: str) -> str:
    """Text without blank lines, blanks before lines and comments after them, but in templates."""
    lines: list[str] = []
    within = False
    for line in text.splitlines(keepends=True):
        lines.append(line if within else _BEHIND.sub("\n", line).lstrip())
        within ^= line.count("`") % 2 == 1
    return "".join(lines)
