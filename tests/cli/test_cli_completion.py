"""Completion is asked of the shells themselves, those that are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.command_names import NAMES
from tiia_pricing.cli import COMMANDS, completion, main

Capture = pytest.CaptureFixture[str]
# What is typed, and what it can become: among the answers of bash, and among those of fish.
TYPED = [
    ("tiia-pricing qu", ["quote"]),
    ("tiia-pricing --lang zh recon", ["reconcile"]),
    ("tiia-pricing bill --form", ["--format"]),
    ("tiia-pricing plan --format ", ["text", "json", "csv", "xlsx"]),
    ("tiia-pricing conformance ver", ["verify"]),
    ("tiia-pricing prices 车辆", ["车辆识别", "车辆识别（增强版）"]),
    ("tiia-pricing prices DetectP", ["DetectPet", "DetectProduct", "DetectProductBeta"]),
    ("tiia-pricing quote DetectPe", ["DetectPet="]),
    ("tiia-pricing readings shared", ["shared-pool-order"]),
    ("tiia-pricing quote DetectPet=1 --reading roun", ["rounding=down", "rounding=half-up"]),
    ("tiia-pricing completion f", ["fish"]),
    ("tiia-pricing bill usage-of-", ["usage-of-may.csv"]),
    ("tiia-pricing bill usage-of-may.csv --packs packs-", ["packs-of-may.csv"]),
]
BASH = r"""
source "$1"
COMP_LINE="$2" COMP_POINT=${#2}
_tiia_pricing
printf '%s\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("shtab")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("usage-of-may.csv", "packs-of-may.csv"):
        (tmp_path / name).touch()
    return tmp_path


@pytest.fixture
def script(request: pytest.FixtureRequest, folder: Path, capsys: Capture) -> Path:
    """The script of the shell that a test names."""
    shell = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert main(["completion", shell]) == 0
    file = folder / f"completion.{shell}"
    file.write_text(capsys.readouterr().out, "utf-8")
    return file


def answers(*command: str) -> list[str]:
    ran = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.stderr == ""
    return sorted(line.partition("\t")[0] for line in ran.stdout.splitlines() if line)


@pytest.mark.parametrize("script", ["bash"], indirect=True)
@pytest.mark.parametrize(("typed", "wanted"), TYPED)
def test_bash_completes(script: Path, typed: str, wanted: list[str]) -> None:
    assert answers("bash", "--norc", "-c", BASH, "bash", str(script), typed) == sorted(wanted)


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_behind_an_equals_sign(script: Path) -> None:
    """Of which bash makes a word of its own, so that only what follows it is put there."""
    typed = "tiia-pricing quote DetectPet=1 --reading tier-basis="
    assert answers("bash", "--norc", "-c", BASH, "bash", str(script), typed) == [
        "after-deduction",
        "gross",
    ]


@pytest.mark.parametrize("script", ["bash"], indirect=True)
def test_bash_completes_every_command(script: Path) -> None:
    found = answers("bash", "--norc", "-c", BASH, "bash", str(script), "tiia-pricing ")
    assert found == sorted(NAMES)
    assert len(COMMANDS) == len(NAMES)


@pytest.mark.parametrize("script", ["fish"], indirect=True)
@pytest.mark.parametrize(("typed", "wanted"), TYPED)
def test_fish_completes(script: Path, typed: str, wanted: list[str]) -> None:
    ask = "source $argv[1]; complete -C $argv[2]"
    assert answers("fish", "--no-config", "-c", ask, str(script), typed) == sorted(wanted)


@pytest.mark.parametrize("script", ["zsh"], indirect=True)
@pytest.mark.parametrize(("typed", "wanted"), [one for one in TYPED if len(one[1]) == 1])
def test_zsh_completes(script: Path, typed: str, wanted: list[str]) -> None:
    """What it makes of a line is read at a terminal, since only there it completes."""
    *before, begun = typed.split(" ")
    assert wanted[0].startswith(begun)
    assert " ".join([*before, wanted[0]]) in typed_in_zsh(script, typed)


def typed_in_zsh(script: Path, typed: str) -> str:
    """The line that zsh makes of what is typed and a tab, taken from it by its own editor."""
    line = script.with_name("line")
    setup = (
        "PS1=; unsetopt beep; autoload -Uz compinit; compinit -u -d ./dump; "
        f'eval "$(<{script})"; told() {{ print -r -- $BUFFER > {line}; }}; '
        "zle -N told; bindkey '^X' told; : > ready\n"
    )
    child, terminal = os.forkpty()
    if child == 0:
        os.execvp("zsh", ["zsh", "-f", "-i"])  # noqa: S606, S607
    try:
        os.write(terminal, setup.encode())
        appears(script.with_name("ready"))
        os.write(terminal, f"{typed}\t\x18".encode())
        appears(line)
        return line.read_text("utf-8")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def appears(file: Path) -> None:
    until = time.monotonic() + 20
    while not (file.exists() and (file.name == "ready" or file.read_bytes())):
        assert time.monotonic() < until, f"no {file.name}"
        time.sleep(0.05)


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_descriptions_are_in_the_language_of_the_reader(capsys: Capture, shell: str) -> None:
    """bash shows none."""
    assert main(["completion", shell, "--lang", "zh"]) == 0
    assert ("按各接口的调用次数计算一个月的费用。" in capsys.readouterr().out) is (shell != "bash")


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_no_script_has_a_word_that_a_shell_would_obey(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """An interface is named by the vendor; a shell reads the script."""
    hostile = "车辆$(touch gone)"
    monkeypatch.setattr(
        completion, "names_and_actions", lambda: ["DetectPet", hostile], raising=True
    )
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert "DetectPet=" in out
    assert "touch" not in out


def test_without_its_extra_it_says_what_to_install(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert capsys.readouterr() == (
        "",
        "error: shtab is not installed; the extra 'completion' brings it\n"
        "expected: pip install '.[completion]' in a checkout,"
        " or pip install 'FILE.whl[completion]'; with pipx, pipx install --force\n",
    )


def test_another_shell_is_refused(capsys: Capture) -> None:
    assert main(["completion", "fsh"]) == 2
    assert capsys.readouterr().err.startswith(
        "error: argument SHELL: invalid choice: 'fsh'; did you mean fish or zsh?\n"
    )
