"""The frozen book as a file: written once, and gone with the run that wrote it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
# A worker of xdist that is slow to end is ended so, without what Python does at its exit.
WORKER = """\
import os, sys, pytest
code = pytest.main([*sys.argv[1:], "-p", "no:cacheprovider", "-q"])
sys.stdout.flush()
os._exit(code)
"""


def test_a_worker_leaves_no_folder_behind(tmp_path: Path) -> None:
    """One test is run that bills by the frozen book, as a file for ``--book``."""
    test = TESTS / "cli" / "test_cli_stdin.py::test_a_vendor_bill_is_read"
    path = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(  # noqa: S603 - our own test
        [sys.executable, "-c", WORKER, str(test)],
        cwd=TESTS.parent,
        env=os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": path, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr
    assert list(tmp_path.glob("frozen-*")) == []
