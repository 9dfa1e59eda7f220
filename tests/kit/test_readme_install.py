"""The ways to install that README names, as it writes them, into environments that are empty."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from .programs import ROOT, Done

READMES = ("README.md", "README.zh-CN.md")
FIRST_SHELL_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
NO_NETWORK = ("dns error", "failed to fetch", "client error", "connection", "network")

pytestmark = pytest.mark.skipif(not find_spec("uv"), reason="the extra dev is not installed")


def lines(readme: str) -> list[str]:
    """The commands of the first block, each a line."""
    block = FIRST_SHELL_BLOCK.search((ROOT / readme).read_text("utf-8"))
    assert block, f"{readme}: no commands"
    return block[1].splitlines()


def run(folder: Path, *words: str) -> Done:
    """Run a program of a package by uv from the checkout, with nothing of our environment."""
    from uv import find_uv_bin  # noqa: PLC0415 - the extra dev may be missing

    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environ |= {
        "PIPX_HOME": str(folder / "pipx"),
        "PIPX_BIN_DIR": str(folder / "bin"),
        "LANGUAGE": "en",
    }
    done = subprocess.run(  # noqa: S603
        (find_uv_bin(), "tool", "run", *words),
        cwd=ROOT,
        env=environ,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode and any(sign in done.stderr.lower() for sign in NO_NETWORK):
        pytest.skip("the packages that it needs cannot be had here")
    return Done(done.returncode, done.stdout, done.stderr)


def test_both_languages_name_the_same_ways() -> None:
    assert lines(READMES[0]) == lines(READMES[1])
    assert [line.split()[0] for line in lines(READMES[0])] == ["uvx", "pipx"]


def test_uvx_answers_from_the_checkout_alone(tmp_path: Path) -> None:
    uvx, _ = lines(READMES[0])
    done = run(tmp_path, *uvx.split()[1:])
    assert done.code == 0, done.err
    assert "车辆识别（增强版）" in done.out


def test_pipx_installs_the_command(tmp_path: Path) -> None:
    _, pipx = lines(READMES[0])
    done = run(tmp_path, *pipx.split())
    assert done.code == 0, done.err
    command = (tmp_path / "bin" / "tiia-pricing", "--version")
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    assert re.fullmatch(r"tiia-pricing \d+\.\d+\.\d+\n", said.stdout)


def test_the_picture_is_there_and_small() -> None:
    for readme in READMES:
        [picture] = re.findall(r"\n!\[[^]]+\]\(([^)]+)\)", (ROOT / readme).read_text("utf-8"))
        file = ROOT / picture
        assert file.read_bytes()[:2] == b"\xff\xd8"
        assert file.stat().st_size < 120_000
