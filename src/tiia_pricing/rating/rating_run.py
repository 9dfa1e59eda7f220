"""A whole run: files in, bills, rejects and sums out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import OnlySeen, PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.rating.engine import ROWS_OF_LINES, Engine
from tiia_pricing.rating.input.accepted import (
    add_odd,
    hand_over_refusals,
    judge,
    number_accounts,
    reject,
    split,
)
from tiia_pricing.rating.input.bought import date_purchases
from tiia_pricing.rating.input.by_day import ByDay, bits_of, days_by_day
from tiia_pricing.rating.input.holders import find_holders
from tiia_pricing.rating.input.intake import name_interfaces, scan, usage_files
from tiia_pricing.rating.input.rejects import Located, located, odd_rows, rejected_rows
from tiia_pricing.rating.input.row_faults import BookFaults
from tiia_pricing.rating.input.small_tables import read_activations, read_packs
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.rating.rating import rate
from tiia_pricing.rating.settling import Job
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.rating.sums import Sums, counted
from tiia_pricing.rating.variants import admissible

TellProgress = Callable[[Message], None]


class Request(Struct, frozen=True):
    """What is to be rated: the files, and the readings that are fixed."""

    usage: tuple[Path, ...]
    packs: tuple[Path, ...] = ()
    activated: tuple[Path, ...] = ()
    readings: Mapping[str, str] = {}


class Result(Struct, frozen=True):
    """The sums of a run and its rejects; the bills stand in the engine, in ``rated``.

    ``doubts`` are changes whose day is not certain: ``low`` and ``high`` take the day on which
    each was seen.
    """

    sums: Sums
    rejects: Sequence[Located]
    doubts: Sequence[OnlySeen] = ()


def run(engine: Engine, book: PriceBook, request: Request, told: TellProgress) -> Result:
    """Rate the files of ``request``; raises ``InputError`` for what cannot be read at all."""
    files = usage_files(engine, request.usage)
    choices = choose(book, request.readings)
    days = _by_day(engine, book, choices, request)
    told(say("summing usage"))
    files = _scanned(engine, files, days)
    odd, rejects = odd_rows(engine, book, files) if _has_odd(engine) else ([], [])
    add_odd(engine, odd, days)
    number_accounts(engine, packs=bool(request.packs))
    alike = name_interfaces(engine, book) or bool(odd)
    months = _months(engine)
    closed = hand_over_refusals(engine, book, months)
    judge(engine, days, activations=bool(request.activated))
    date_purchases(engine, packs=bool(request.packs))
    calls = engine.rows("SELECT COALESCE(SUM(calls), 0) FROM summed")[0][0]
    job = Job(engine, book, months, closed, choices, frozenset(request.readings), calls)
    told(say("settling"))
    _rate(job, alike=alike)
    told(say("finding what could not be rated"))
    if engine.rows("SELECT 1 FROM rejected LIMIT 1"):
        rejects += rejected_rows(engine, files, days, BookFaults(book, closed))
    sums = counted(engine, rejects, odd_calls=sum(row.calls for row in odd), alike=alike)
    return Result(sums, located(files, rejects), tuple(_doubts(book, months)))


def _doubts(book: PriceBook, months: Sequence[Month]) -> Iterator[OnlySeen]:
    """The changes that were only seen and may lie in one of the months."""
    for change in book.only_seen:
        if any(change.not_before < month.end and month.first < change.day for month in months):
            yield change


def _scanned(engine: Engine, files: list[SourceFile], days: ByDay) -> list[SourceFile]:
    """Sum the usage; the files as they could be read."""
    try:
        scan(engine, files, days)
    except InputError as error:
        if error.id != ROWS_OF_LINES:
            raise
        files = [replace(one, at_once=False) for one in files]
        scan(engine, files, days)
    return files


def _by_day(engine: Engine, book: PriceBook, choices: Choices, request: Request) -> ByDay:
    """What is summed by day. Makes ``holders``, if there can be any."""
    if request.packs:
        read_packs(engine, book, request.packs)
    if request.activated:
        read_activations(engine, book, request.activated)
    if not request.packs and not request.activated:
        return ByDay(days_by_day(book))
    starts = admissible(book, choices, request.readings)["pack_start"]
    readings = [replace(choices, pack_start=one) for one in starts]
    packs, activations = bool(request.packs), bool(request.activated)
    find_holders(engine, book, readings, packs=packs, activations=activations)
    return ByDay(days_by_day(book), bits_of(book))


def _has_odd(engine: Engine) -> bool:
    return bool(engine.rows("SELECT 1 FROM scanned WHERE day IS NULL LIMIT 1"))


def _months(engine: Engine) -> tuple[Month, ...]:
    month = engine.dialect.month_start("day")
    sql = f"SELECT DISTINCT {month} FROM summed ORDER BY 1"
    return tuple(Month(row[0].year, row[0].month) for row in engine.rows(sql))


def _rate(job: Job, *, alike: bool) -> None:
    """Rate; calls that have no price are rejected, and the others settled anew."""
    split(job.engine, alike=alike)
    while not rate(job):
        sql = """\
SELECT j.account, j.given, j.interface, j.month, j.day, j.calls, j.number, j.days,
  j.activated, j.by_day,
  CASE WHEN u.account IS NULL THEN j.reason ELSE 'price-missing' END AS reason
FROM judged AS j
LEFT JOIN (SELECT DISTINCT account, interface, month, day FROM unpriced) AS u
  ON u.account = j.account AND u.interface = j.interface AND u.month = j.month
  AND u.day = CASE WHEN j.by_day THEN j.day ELSE LAST_DAY(j.day) END"""
        engine = job.engine
        engine.run(SqlStep("judged_again", "", "without what has no price", sql))
        engine.run(SqlStep("judged", "", "without what has no price", "SELECT * FROM judged_again"))
        reject(engine)
        split(engine, alike=alike)
