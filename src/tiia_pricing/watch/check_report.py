"""A check for people and for machines: as text, Markdown, annotations of GitHub and JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tiia_pricebook.messages import Tell, in_english, say
from tiia_pricing.changes import report as changereport
from tiia_pricing.changes.report import data, marked
from tiia_pricing.watch.archive import Standing
from tiia_pricing.watch.check_sentences import closing, headline, late_headline, reasons
from tiia_pricing.watch.reported import Late, Report, for_machines, for_people


def as_dict(report: Report) -> dict[str, Any]:
    """Return the JSON of ``watch``."""
    check, standing = report.check, report.verdict.standing
    told = changereport.as_dict(*for_machines(report))
    first = {"your_bill": told["your_bill"]} if report.own else {}
    return {
        **first,
        "outcome": check.outcome,
        "source": check.source,
        "checked_at": _moment(check.at),
        "last_good": _last_good(standing, check.at),
        "failing": {"checks": standing.failing, "days": standing.days},
        "archived": {
            "archive": report.archive,
            "check": len(report.checks),
            "snapshot": check.snapshot,
            "book": check.book,
            "against": check.against,
        },
        "accepted": check.accepted,
        "holds": msgspec.to_builtins(check.holds, enc_hook=in_english),
        **told,
        "late": [_late(late) for late in report.late],
        "error": msgspec.to_builtins(check.error, enc_hook=in_english),
        "reader_upgrade": report.verdict.upgrade is not None,
        "lost": report.lost,
    }


def as_text(report: Report, tell: Tell = str) -> str:
    """Return a check for the terminal."""
    return "\n".join(_text(report, tell)) + "\n"


def as_markdown(report: Report, tell: Tell = str) -> str:
    """Return a check for a pull request: the changes as a table."""
    check = report.check
    head = [f"**{tell(headline(check))}**", *(f"- {marked(tell(line))}" for line in reasons(check))]
    table = (
        changereport.as_markdown(*for_people(report), tell).rstrip("\n") if check.changes else ""
    )
    parts = _opening(report, head, table.split("\n\n") if table else [])
    for late in report.late:
        parts += [
            f"**{tell(late_headline(late))}**",
            changereport.as_markdown(*for_people(late), tell).rstrip("\n"),
        ]
    parts.append("\n".join(f"- {marked(tell(line))}" for line in closing(report)))
    return "\n\n".join(parts) + "\n"


def as_github(report: Report, tell: Tell = str) -> str:
    """Return a check as workflow commands, which GitHub shows as annotations."""
    return "".join(_github(report, tell))


def _github(report: Report, tell: Tell) -> Iterator[str]:
    check = report.check
    for late in report.late:
        yield changereport.as_github(*for_people(late), tell)
        yield _command("notice", [late_headline(late)], tell)
    if check.outcome == "changed":
        yield changereport.as_github(*for_people(report), tell)
        yield _command("notice", closing(report), tell)
    else:
        level = "notice" if check.outcome == "unchanged" else "error"
        yield _command(level, [headline(check), *reasons(check), *closing(report)], tell)


def _text(report: Report, tell: Tell) -> Iterator[str]:
    check = report.check
    head = [tell(headline(check)), *(f"  {tell(line)}" for line in reasons(check))]
    told = changereport.as_text(*for_people(report), tell).splitlines() if check.changes else []
    yield from _opening(report, head, told)
    for late in report.late:
        yield tell(late_headline(late))
        yield changereport.as_text(*for_people(late), tell).rstrip("\n")
    if check.outcome == "held":
        accepted = str(check.snapshot)[:12]
        yield tell(say("To accept it: the same command with --accept {page}", page=accepted))
    yield from map(tell, closing(report))


def _opening(report: Report, head: list[str], told: list[str]) -> list[str]:
    """What is told of a check: first of all what it does to the account's own bill."""
    first = len(changereport.own_sentences(report.own)) if report.own else 0
    if report.check.outcome != "changed":
        first = 0
    return [*told[:first], *head, *told[first:]]


def _late(late: Late) -> dict[str, Any]:
    return {"checked_at": _moment(late.check.at), **changereport.as_dict(*for_machines(late))}


def _last_good(standing: Standing, now: dt.datetime) -> dict[str, Any] | None:
    if standing.last_good is None:
        return None
    days = (now - standing.last_good).days
    return {"at": _moment(standing.last_good), "age_days": days, "age": standing.age(now)}


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _command(level: str, lines: Sequence[str], tell: Tell) -> str:
    title = tell(say("price watch"))
    return f"::{level} title={title}::{data('; '.join(map(tell, lines)))}\n"
