"""The site's script: JavaScript modules as one classic script, which a page opened from a folder
can load; browsers refuse modules there.

The modules follow each other in the order of the imports. A script may come in two: the second
takes from the first what it imports, which that one offers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from importlib.resources import files
from typing import Any

from tiia_pricing.publishing.build.script_scope import NotBundled, Scope, imports

ENTRY = "page/main.mjs"
DATA = "page-parts/data.mjs"
OFFERED = "globalThis.$tiia"  # where a second script finds what it takes from the first

Source = Callable[[str], str]


def script(data: Mapping[str, Any], entry: str = ENTRY) -> str:
    """Return the whole script of a page, the calculator's or that of ``entry``.

    ``data`` are the constants of ``page-parts/data.mjs``. Raises ``NotBundled`` for a module that
    is missing, imports itself by a detour, or uses a form of ``import`` or ``export`` that is not
    known.
    """
    return bundle(entry, _sources(data))


def two_scripts(data: Mapping[str, Any], first: str, second: str) -> tuple[str, str]:
    """Return a page's script and a further one, which has no module that the first has.

    Raises ``NotBundled`` as ``script`` does.
    """
    source, scope = _sources(data), Scope()
    shared = modules(first, source)
    further = modules(second, source, shared)
    text = _laid(shared, scope)
    names = _taken(further, shared, scope)
    taken = f"{{ {', '.join(names)} }}"
    rest = _laid(further, Scope(names, scope.apart))
    return (
        _strict(f"{text}{OFFERED} = {taken};\n"),
        _strict(f"const {taken} = {OFFERED};\n{rest}"),
    )


def bundle(entry: str, source: Source) -> str:
    """Return ``entry`` and all that it imports as one script; ``source`` gives a module's text."""
    return _strict(_laid(modules(entry, source), Scope()))


def modules(entry: str, source: Source, given: Collection[str] = ()) -> dict[str, str]:
    """Return the text of each module of a script by its path, those that it imports before it.

    The modules ``given`` are in another script.
    """
    done: dict[str, str] = {}

    def visit(path: str, above: tuple[str, ...]) -> None:
        if path in above:
            raise NotBundled("module-cycle", " imports ".join((*above, path)))
        if path in done or path in given:
            return
        text = source(path)
        for target, _ in imports(path, text):
            visit(target, (*above, path))
        done[path] = text

    visit(entry, ())
    return done


def _laid(made: Mapping[str, str], scope: Scope) -> str:
    return "".join(scope.add(path, text) for path, text in made.items())


def _taken(further: Mapping[str, str], shared: Collection[str], scope: Scope) -> list[str]:
    """The names that a second script takes from the scope of the first."""
    names = {
        scope.name_of(target, name)
        for path, text in further.items()
        for target, taken in imports(path, text)
        if target in shared
        for name in taken
    }
    return sorted(names)


def _strict(text: str) -> str:
    return f'"use strict";\n{{\n{text}}}\n'


def _sources(data: Mapping[str, Any]) -> Source:
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
