"""The command killed while it proposes: the next one ends in the same patch."""

from __future__ import annotations

from pathlib import Path

from support.killing import killed_at
from tiia_pricing.proposing import Checkout

from .conftest import Run, new
from .trees import edited, git

# The journal and five files are put in their places, one after another; then the journal goes.
BEFORE, MIDWAY, AFTER = ("replace", 0), [("replace", 2), ("replace", 5)], ("unlink", 1)


def found(tree: Checkout) -> dict[Path, bytes]:
    """Every file of the checkout, but for git's own."""
    files = (path for path in tree.root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in files if ".git" not in path.parts}


def test_a_proposal_that_is_killed_ends_in_the_same_patch(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    page = new(tmp_path, edited(("2.5元/千次", "2.6元/千次")))
    before = found(tree)
    assert run(page).code == 1
    wanted = found(tree)
    for place in (BEFORE, *MIDWAY, AFTER):
        git(tree.root, "reset", "--quiet", "--hard")
        git(tree.root, "clean", "--quiet", "--force", "-d")
        call, number = place
        assert killed_at(number, [call], lambda: run(page), torn=False)
        left = found(tree)
        assert (left == before, left == wanted) == (place == BEFORE, place == AFTER)
        again = run(page)
        assert again.code == (2 if place == AFTER else 1), again.err
        assert ("as before it" in again.err) == (place in MIDWAY)
        assert found(tree) == wanted, f"killed at {call} {number}"
        assert [path.name for path in tree.workplace.iterdir()] == ["lock"]
