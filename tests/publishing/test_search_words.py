"""The dictionary of the search: read from the package, whatever lies in the folder of all."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOOK = "src/tiia_pricing/publishing/build/search_words.py"
SPLIT = """
import sys
import jieba
if sys.argv[1] == "with the hook":
    from tiia_pricing.publishing.build.search_words import on_startup
    on_startup(command="build", dirty=False)
jieba.load_userdict("docs/words.txt")
print(*jieba.cut("某车辆识别服务的免费额度"))
"""
WORDS = "某 车辆 识别 服务 的 免费 额度"


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder in which somebody laid a dictionary that knows one word, and that one wrong."""
    data = marshal.dumps(({"车": 0, "车辆": 0, "车辆识": 10**9}, 10**9))
    (tmp_path / "jieba.cache").write_bytes(data)
    return tmp_path


def split(folder: Path, how: str) -> str:
    pytest.importorskip("jieba", reason="the extra docs is not installed")
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SPLIT, how],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder), "PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_a_cache_in_a_shared_folder_is_neither_read_nor_written(planted: Path) -> None:
    before = (planted / "jieba.cache").read_bytes()
    assert split(planted, "with the hook") == WORDS
    assert [path.name for path in planted.iterdir()] == ["jieba.cache"]
    assert (planted / "jieba.cache").read_bytes() == before
    assert "车辆识" in split(planted, "without it")


def test_no_cache_is_left_for_others(tmp_path: Path) -> None:
    assert split(tmp_path, "with the hook") == WORDS
    assert [*tmp_path.iterdir()] == []


def test_both_sites_are_built_with_the_hook() -> None:
    config = pytest.importorskip("mkdocs.utils.yaml", reason="the extra docs is not installed")
    for name in ("mkdocs.yml", "mkdocs.zh.yml"):
        with (ROOT / name).open(encoding="utf-8") as file:
            assert HOOK in config.yaml_load(file)["hooks"]
