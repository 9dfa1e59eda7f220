"""What the documentation shows of ``propose``: typed in a checkout, since it wants one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from support.fences import blocks
from tiia_pricing.cli import main
from tiia_pricing.proposing import Checkout

from .conftest import Run
from .trees import ROOT, edited

COMMANDS = ("docs/reference/commands.md", "docs/zh/reference/commands.md")
CORRECTING = ("docs/how-to/correct-the-spec.md", "docs/zh/how-to/correct-the-spec.md")
LINE = re.compile(r"(\.feature):\d+:")


def shown(page: str, command: str) -> list[tuple[str, str]]:
    """The commands of a page that begin so, each with what stands under it."""
    found = []
    for language, _, text in blocks(ROOT / page):
        first, _, rest = text.partition("\n")
        if language == "text" and first.removeprefix("$ ").startswith(command):
            found.append((first.removeprefix("$ ").removeprefix("tiia-pricing propose "), rest))
    return found


@pytest.mark.parametrize("page", COMMANDS)
def test_the_reference_shows_what_is_printed(tree: Checkout, run: Run, page: str) -> None:
    [(words, printed)] = shown(page, "tiia-pricing propose")
    (tree.root / "new.md").write_text(edited(("7.5元/千次", "7.6元/千次")), "utf-8")
    ran = run(*shlex.split(words))
    assert (ran.code, ran.err) == (1, "")
    assert LINE.sub(r"\1:", ran.out).startswith(LINE.sub(r"\1:", printed))
    assert ran.out.count("\n") == printed.count("\n") + 2, "and nothing but what is to be done next"


@pytest.mark.parametrize("page", CORRECTING)
def test_the_correction_that_is_shown_is_understood(run: Run, page: str) -> None:
    """The page that it names was accepted; nothing is typed that would read it otherwise."""
    [(words, _)] = shown(page, "tiia-pricing propose")
    *_, option, why = shlex.split(words)
    assert (option, why) == ("--correct", "2.5 was read as 2.4")


@pytest.mark.parametrize("page", COMMANDS)
def test_every_option_is_explained(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["propose", "--help"])
    options = set(re.findall(r"^  (--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    text = Path(ROOT / page).read_text("utf-8")
    own = text[text.index("{ #propose }") : text.index("{ #conformance }")]
    explained = set(re.findall(r"^\| `(--[a-z-]+)", own, re.MULTILINE))
    assert explained == options - {"--allow-host", "--lang"}
