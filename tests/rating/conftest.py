"""The engines that the rating is tried on: DuckDB, and Spark where one can be had."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from rating.sail import INSTALLED, sail


@pytest.fixture(scope="session")
def spark() -> Iterator[str]:
    """Spark's SQL: by Sail, which speaks Spark Connect without a Java machine, or by a local Spark.

    Gives its name; skips where neither is installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the client warns of is not ours to mend
        if INSTALLED:
            with sail():
                yield "Sail"
        elif find_spec("pyspark") and find_spec("py4j") and shutil.which("java"):
            yield "Spark, local"
        else:
            pytest.skip("neither pysail nor pyspark with Java is installed")
