"""The colours of the calculator in other pages: those of the site, given once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tiia_pricing.publishing.build.script_scope import NotBundled
from tiia_pricing.publishing.pages.embedded_style import embedded_style

DOCS = Path(__file__).parents[2] / "docs"
SHARED = ["--md-accent-fg-color", "--md-typeset-a-color", "--tp-bad", "--tp-good", "--tp-line"]


def colours(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the first two rules give, the light one and the dark one."""
    light, dark = (re.findall(r"(--[\w-]+): ([^;]+);", one) for one in style.split("}")[:2])
    return dict(light), dict(dark)


def test_a_frame_has_the_colours_of_the_site() -> None:
    style = embedded_style(DOCS)
    light, dark = colours(style)
    assert (light["--tp-good"], dark["--tp-good"]) == ("#1b7a3d", "#6fd18f")
    assert (light["--md-typeset-a-color"], dark["--md-typeset-a-color"]) == ("#1b5a93", "#8fc3f5")
    assert list(light) == list(dark) == [*SHARED, "--tp-quiet", "--tp-shade"]
    assert style.index("@media screen and (prefers-color-scheme: dark){:root{") < 400


def test_no_colour_is_given_twice() -> None:
    given = {
        name: set(re.findall(r"(--[\w-]+):", (DOCS / f"assets/{name}.css").read_text("utf-8")))
        for name in ("extra", "embed")
    }
    assert given["extra"] & given["embed"] == set()


def test_a_colour_of_the_site_changes_that_of_the_frame(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("extra", "embed", "calculator"):
        text = (DOCS / f"assets/{name}.css").read_text("utf-8")
        (tmp_path / f"assets/{name}.css").write_text(text.replace("#1b7a3d", "#123456"), "utf-8")
    assert colours(embedded_style(tmp_path))[0]["--tp-good"] == "#123456"
    extra = tmp_path / "assets/extra.css"
    extra.write_text(extra.read_text("utf-8").replace("--tp-good: #6fd18f;", ""), "utf-8")
    with pytest.raises(NotBundled, match="--tp-good"):
        embedded_style(tmp_path)
