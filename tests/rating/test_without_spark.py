"""``--engine spark`` where no Spark can be had: one error that says what to set or to install."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tiia_pricing.cli import main

pytest.importorskip("pyspark")
USAGE = "account,date,interface,calls\nnorth,2023-05-10,DetectPet,2000\n"


@pytest.mark.parametrize(
    ("remote", "said"),
    [
        (None, "the Spark Connect remote URL has not been set"),
        ("spark.example.org", "The URL must start with 'sc://'"),
        ("sc://127.0.0.1:1", "failed to connect"),  # nobody serves on the port 1
    ],
)
def test_an_address_of_no_spark_is_an_error_of_the_input(
    remote: str | None, said: str, tmp_path: Path
) -> None:
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    environment = {**os.environ, "SPARK_REMOTE": remote or ""}
    if remote is None:
        del environment["SPARK_REMOTE"]
    words = ["rate", "usage.csv", "--out", "bills.csv", "--engine", "spark", "--lang", "en"]
    # A process of its own: a session that is open would be taken.
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-W", "ignore", "-m", "tiia_pricing", *words],
        check=False,
        capture_output=True,
        cwd=tmp_path,
        encoding="utf-8",
        env=environment,
        timeout=120,
    )
    assert done.returncode == 2
    assert "error: there is no session of Spark: " in done.stderr
    assert said in done.stderr
    assert "expected: SPARK_REMOTE=sc://HOST:PORT" in done.stderr


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("library", ["pyspark.sql", "pyarrow"])
def test_a_library_that_is_missing_is_named_with_its_extra(
    library: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (tmp_path / "usage.csv").write_text(USAGE, "utf-8")
    out = str(tmp_path / "bills.csv")
    assert main(["rate", str(tmp_path / "usage.csv"), "--out", out, "--engine", "spark"]) == 2
    name = library.partition(".")[0]
    assert f"{name} is not installed; the extra 'spark' brings it" in capsys.readouterr().err
