"""``make proof`` runs programs that are there."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from proof.__main__ import PARTS


@pytest.mark.parametrize("words", PARTS.values(), ids=PARTS)
def test_a_part_is_a_program(words: list[str]) -> None:
    module = find_spec(words[0])
    assert module is not None
    assert not module.submodule_search_locations or find_spec(f"{words[0]}.__main__")
