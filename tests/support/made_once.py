"""What is slow to make, made once a run: by the worker that asks first, for all to read alone."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

Made = TypeVar("Made")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what ``make`` makes in an empty folder, which is the same for every worker.

    What it returns must bear being pickled; a worker that comes meanwhile waits.
    """
    shared = shared_folder(factory)
    folder, kept = shared / name, shared / f"{name}.pickle"
    with FileLock(shared / f"{name}.lock"):
        if not kept.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            kept.write_bytes(pickle.dumps(make(folder)))
        made: Made = pickle.loads(kept.read_bytes())  # noqa: S301 - written by this run
        return made


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, the same for all its workers."""
    base = factory.getbasetemp()
    # Not by the environment: what a worker starts has it too, and would find an older run's.
    return base.parent if base.name.startswith("popen-") else base
