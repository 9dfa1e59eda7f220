"""No command takes much more than eight times as much for an input eight times as long."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.growth.commands import COMMANDS, cost
from proof.growth.timing import MOST

_LEAST_SECONDS, _LEAST_KILOBYTES = 0.05, 4096


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells no peak of memory")
@pytest.mark.parametrize("name", COMMANDS)
def test_time_and_memory_of_a_command_grow_with_its_input(name: str, tmp_path: Path) -> None:
    small, large = (cost(COMMANDS[name](count, tmp_path)) for count in (1, 8))

    assert large.seconds < MOST * max(small.seconds, _LEAST_SECONDS)
    assert large.kilobytes < MOST * max(small.kilobytes, _LEAST_KILOBYTES)
