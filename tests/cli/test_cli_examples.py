"""The example in the help of every command runs, as a person types it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import frozen
from cli.helps import COMMANDS, Capture, example, helped
from proposing.trees import edited, git, lay
from support.repository import Repository

PRO = "车辆识别（增强版）"
ROOT = Path(__file__).parents[2]
RECEIPT = ROOT / "docs/conformance/receipts/reference.json"
WANTS = {
    "mcp": "mcp",
    "http": "uvicorn",
    "completion": "shtab",
    "template": "openpyxl",
    "rate": "duckdb",
}
FOUND = {"reconcile": 1, "diff": 1, "watch": 1, "propose": 1}  # a difference; 0 for the others
FOUND["http"] = 143  # SIGTERM as a shell counts it: it serves until it is told to end


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the examples name."""
    folder = tmp_path_factory.mktemp("examples")
    usage = f"account,date,interface,calls\na,2023-05,{PRO},1050000\n"
    bill = "产品名称,账单归属月,组件名称,组件用量,组件用量单位,优惠后总价\n"
    bill += f"图像分析,2023-05,{PRO},1050000,次,1.00\n"
    texts = {
        "usage.csv": "".join(f"{line.partition(',')[2]}\n" for line in usage.splitlines()),
        "packs.csv": f"purchased_on,interface,calls\n2023-05-01,{PRO},100000\n",
        "owned.csv": f"purchased_on,interface,calls,left\n2023-05-01,{PRO},100000,1\n",
        "forecast.csv": f"month,interface,calls\n2023-06,{PRO},1050000\n",
        "old.md": frozen.TEXT,
        "new.md": edited(("<td >2.5元/千次</td>", "<td >2.6元/千次</td>")),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "page.html").write_text(texts["new.md"], "utf-8")
    (folder / "rate").mkdir()
    (folder / "rate" / "usage.csv").write_text(usage, "utf-8")
    with zipfile.ZipFile(folder / "bill.zip", "w") as archive:
        archive.writestr("bill.csv", bill)
    shutil.copy(RECEIPT, folder / "receipt.json")
    command = folder / "bin" / "tiia-pricing"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tiia_pricing "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def with_accounts(folder: Path) -> Path:
    """Usage of many accounts."""
    return folder / "rate"


def with_repository(folder: Path) -> Path:
    """A repository with two versions of the page that the example names."""
    ensure_git()
    pages = Repository(folder / "qcloud-documents")
    page = pages.folder / "product" / "tiia" / "计费概述.md"
    page.parent.mkdir(parents=True)
    for text in (frozen.TEXT, (folder / "new.md").read_text("utf-8")):
        page.write_text(text, "utf-8")
        pages.commit()
    return folder


def with_checkout(folder: Path) -> Path:
    """A clean checkout of the project, with the page beside it."""
    ensure_git()
    lay(folder / "laid")
    git(folder, "clone", "--quiet", str(folder / "laid"), "checkout")
    return folder / "checkout"


def ensure_git() -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")


PLACES = {"rate": with_accounts, "history": with_repository, "propose": with_checkout}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_runs(capsys: Capture, folder: Path, command: str, language: str) -> None:
    if wanted := WANTS.get(command):
        pytest.importorskip(wanted)
    typed = example(helped(capsys, command, language), language)
    assert f"tiia-pricing {command}" in typed
    if language == "zh" and typed == example(helped(capsys, command, "en"), "en"):
        return  # it was run in English
    if command == "http":
        typed = f"timeout --preserve-status 5 {typed}"
    where = PLACES[command](folder) if command in PLACES else folder
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    ran = subprocess.run(  # noqa: S603
        ["bash", "-o", "pipefail", "-c", typed],  # noqa: S607
        cwd=where,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, typed) == (FOUND.get(command, 0), typed), ran.stderr
    assert "Traceback" not in ran.stderr
