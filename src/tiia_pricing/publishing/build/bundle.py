"""The site's script: JavaScript modules as one classic script, which a page opened from a folder
can load; browsers refuse modules there.

Each module becomes a function of its own that gives its exports, in the order of the imports. Of
the language's ways to import and export only those are known that the modules use; any other is
refused. A script may come in two: the second takes modules from the first, which offers its own.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from importlib.resources import files
from typing import Any

from tiia_pricebook.errors import PricingError

ENTRY = "page/main.mjs"
DATA = "page/data.mjs"
OFFERED = "$tiia"  # where a second script finds the modules of the first

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.{1,2}/[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function\*?|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\s*[(.].*$", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*.*?\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type [^*\n]*\*/ ")  # of an expression, for the checker of types
_CUT = re.compile(r'"\n *\+ "')  # a text over several lines: in one piece it packs smaller
_BEHIND = re.compile(r" +// [^\"'`\n]*\n$")
_NAME = re.compile(r"\w+(?: as \w+)?")


class NotBundled(PricingError):
    """A module that cannot become part of the script (exit 1)."""

    exit_code = 1


def script(data: Mapping[str, Any], entry: str = ENTRY) -> str:
    """Return the whole script of a page, the calculator's or that of ``entry``.

    ``data`` are the constants of ``page/data.mjs``. Raises ``NotBundled`` for a module that is
    missing, imports itself by a detour, or uses a form of ``import`` or ``export`` that is not
    known.
    """
    return bundle(entry, _sources(data))


def two_scripts(data: Mapping[str, Any], first: str, second: str) -> tuple[str, str]:
    """Return a page's script and a further one, which has no module that the first has.

    Raises ``NotBundled`` as ``script`` does.
    """
    source = _sources(data)
    shared = list(modules(first, source))
    offer = f"globalThis.{OFFERED} = {{ {', '.join(map(_variable, shared))} }};\n"
    return bundle(first, source, last=offer), bundle(second, source, shared)


def _sources(data: Mapping[str, Any]) -> Callable[[str], str]:
    folder = files("tiia_pricing") / "javascript"
    constants = "".join(f"export const {name} = {_literal(it)};\n" for name, it in data.items())

    def source(path: str) -> str:
        if path == DATA:
            return constants
        try:
            return (folder / path).read_text("utf-8")
        except FileNotFoundError as error:
            raise NotBundled("module-missing", f"there is no module {path}") from error

    return source


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def bundle(
    entry: str, source: Callable[[str], str], given: Collection[str] = (), *, last: str = ""
) -> str:
    """Return ``entry`` and all that it imports as one script; ``source`` gives a module's text.

    The modules ``given`` are taken from another script; ``last`` is its last statement.
    """
    made = modules(entry, source, given)
    taken = ""
    if used := sorted({_variable(path) for path in _imported(made) if path in given}):
        taken = f"const {{ {', '.join(used)} }} = globalThis.{OFFERED};\n"
    texts = "".join(_function(path, text) for path, text in made.items())
    return f'"use strict";\n{{\n{taken}{texts}{last}}}\n'


def modules(
    entry: str, source: Callable[[str], str], given: Collection[str] = ()
) -> dict[str, str]:
    """Return the text of each module of a script by its path, those that it imports before it."""
    done: dict[str, str] = {}

    def visit(path: str, above: tuple[str, ...]) -> None:
        if path in above:
            raise NotBundled("module-cycle", " imports ".join((*above, path)))
        if path in done or path in given:
            return
        text = source(path)
        for target in _targets(path, text):
            visit(target, (*above, path))
        done[path] = text

    visit(entry, ())
    return done


def _imported(made: Mapping[str, str]) -> set[str]:
    return {target for path, text in made.items() for target in _targets(path, text)}


def _targets(path: str, text: str) -> list[str]:
    return [_resolved(path, target) for _, target in _IMPORT.findall(text)]


def _resolved(path: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _function(path: str, text: str) -> str:
    """A module as ``const $name = (() => { ... return { exports }; })();``."""
    exports = _EXPORT.findall(text)

    def taken(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[1].split(",") if name.strip()]
        if wrong := [name for name in names if not _NAME.fullmatch(name)]:
            raise NotBundled("module-import", f"{path}: cannot import {wrong[0]!r}")
        renamed = ", ".join(name.replace(" as ", ": ") for name in names)
        return f"const {{ {renamed} }} = {_variable(_resolved(path, match[2]))};"

    code = _CUT.sub("", _EXPORT.sub("", _IMPORT.sub(taken, _CAST.sub("", _COMMENT.sub("", text)))))
    body = _unindented(code)
    if other := _OTHER.search(body):
        expected = 'import { names } from "./module.mjs"; or export function, class or const'
        raise NotBundled("module-form", f"{path}: {other[0].strip()}", expected=expected)
    return (
        f"const {_variable(path)} = (() => {{\n{body}return {{ {', '.join(exports)} }};\n}})();\n"
    )


def _unindented(text: str) -> str:
    """Text without blank lines, blanks before lines and comments after them, but in templates."""
    lines: list[str] = []
    within = False
    for line in text.splitlines(keepends=True):
        lines.append(line if within else _BEHIND.sub("\n", line).lstrip())
        within ^= line.count("`") % 2 == 1
    return "".join(lines)


def _variable(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".mjs"))
