"""The engines that the rating is tried on: DuckDB, and Spark where one can be had."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from importlib.util import find_spec

import pytest


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """Spark's SQL: by Sail, which speaks Spark Connect without a Java machine, or by a local Spark.

    Gives its name; skips where neither is installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the client warns of is not ours to mend
        if find_spec("pysail") and find_spec("pyspark"):
            yield from _sail()
        elif find_spec("pyspark") and find_spec("py4j") and shutil.which("java"):
            yield "Spark, local"
        else:
            pytest.skip("neither pysail nor pyspark with Java is installed")


def _sail() -> Iterator[str]:
    from pysail.spark import SparkConnectServer  # noqa: PLC0415

    # A worker of pytest has no file of its own, which Spark's client takes for its own doctests.
    vars(sys.modules["__main__"]).setdefault("__file__", __file__)
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    os.environ["SPARK_REMOTE"] = f"sc://127.0.0.1:{server.listening_address[1]}"
    yield "Sail"
    del os.environ["SPARK_REMOTE"]
    server.stop()
