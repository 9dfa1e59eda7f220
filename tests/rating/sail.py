"""Sail, which speaks Spark Connect without a Java machine: a server for the tests."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

INSTALLED = bool(find_spec("pysail") and find_spec("pyspark"))


@contextmanager
def sail() -> Iterator[None]:
    """Serve while this is open: ``SPARK_REMOTE`` names the server."""
    from pysail.spark import SparkConnectServer  # noqa: PLC0415

    # A worker of pytest has no file of its own, which Spark's client takes for its own doctests.
    vars(sys.modules["__main__"]).setdefault("__file__", __file__)
    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    os.environ["SPARK_REMOTE"] = f"sc://127.0.0.1:{server.listening_address[1]}"
    try:
        yield
    finally:
        _close_session()
        del os.environ["SPARK_REMOTE"]
        server.stop()


def _close_session() -> None:
    """End the client's session: it would look for its server for minutes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the client warns of is not ours to mend
        from pyspark.sql import SparkSession  # noqa: PLC0415

        if session := SparkSession.getActiveSession():
            session.stop()
