"""The session of Spark that a run uses, or what is missing for one."""

from __future__ import annotations

from typing import Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricing.extras import load_extra

SETTINGS = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "UTC"}
_FIRST_TRIES = 4  # some five seconds; the client itself looks for a server for ten minutes


def session() -> Any:
    """The session of Spark: of the job, of ``SPARK_REMOTE``, or a local one, with ANSI on.

    Raises ``InputError`` where a library is missing and where no Spark answers.
    """
    builder = load_extra("spark", "pyspark.sql").SparkSession.builder
    load_extra("spark", "pyarrow")
    from pyspark.errors import PySparkException  # noqa: PLC0415 - an extra

    try:
        found = builder.getOrCreate()
        _set(found)
    except ImportError as error:
        raise _missing(error, say("pip install '.[spark]', with all that it brings")) from error
    # Of its transport's errors some are no errors of the client's own, each by what is installed.
    except (PySparkException, OSError, RuntimeError) as error:
        expected = say(
            "SPARK_REMOTE=sc://HOST:PORT, the address of Spark Connect, or a job of spark-submit"
        )
        raise _missing(error, expected) from error
    return found


def _missing(error: Exception, expected: Message) -> InputError:
    text = say("there is no session of Spark: {said}", said=_said(error))
    return InputError("spark-missing", text, expected=expected)


def _said(error: BaseException) -> str:
    """What an error says in a line; of the transport, which prints its whole state, the reason."""
    details = getattr(error.__cause__ or error.__context__, "details", None)
    said = details() if callable(details) else str(error)
    return next(iter(str(said).splitlines()), type(error).__name__)


def _set(spark: Any) -> None:
    """Make the settings; a server of Spark Connect that does not answer is given up soon."""
    client = getattr(spark, "client", None)
    if client is None:
        _make(spark)
        return
    from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415 - an extra

    usual = client.get_retry_policies()
    client.set_retry_policies([DefaultPolicy(max_retries=_FIRST_TRIES)])
    try:
        _make(spark)
    except Exception:
        client.set_retry_policies([DefaultPolicy(max_retries=0)])  # it says goodbye at the end
        raise
    client.set_retry_policies(usual)


def _make(spark: Any) -> None:
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
