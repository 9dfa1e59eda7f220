"""The style of the calculator in other pages: its own, the calculator's, and the site's colours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tiia_pricing.publishing.build.script_scope import NotBundled

_USED = re.compile(r"var\((--[\w-]+)")
_GIVEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
_LIGHT = re.compile(r'(?:^|\n)(?::root|\[data-md-color-scheme="default"\]) \{([^}]*)\}')
_DARK = re.compile(r'\n\s*\[data-md-color-scheme="slate"\] \{([^}]*)\}')
_COMMENT_OR_BREAK = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)


def embedded_style(docs: Path) -> str:
    """Return the style, whose colours are those of ``extra.css``, light and dark.

    Raises ``NotBundled`` for a colour that no file gives.
    """
    names = ("extra", "embed", "calculator")
    site, embed, calculator = ((docs / f"assets/{it}.css").read_text("utf-8") for it in names)
    own = embed + calculator
    wanted = set(_USED.findall(own)) - {name for name, _ in _GIVEN.findall(own)}
    light, dark = (_colours(site, wanted, scheme) for scheme in (_LIGHT, _DARK))
    colours = f":root{{{light}}}@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}"
    return colours + _COMMENT_OR_BREAK.sub("", own)


def _colours(site: str, names: Iterable[str], scheme: re.Pattern[str]) -> str:
    given = dict(_GIVEN.findall("".join(scheme.findall(site))))
    for name in sorted(names):
        if name not in given:
            raise NotBundled("colour-missing", f"extra.css has no {name}")
    return "".join(f"{name}: {given[name]};" for name in sorted(names))
