"""The packs of accounts that are rated, and whether each was bought before the first month."""

from __future__ import annotations

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.steps import SqlStep


def date_purchases(engine: Engine, *, packs: bool) -> None:
    """Make ``bought``: packs, and whether each was bought before its account's first month.

    Raises ``InputError`` for a pack in which there cannot be so much left.
    """
    if not packs:
        columns = _bought_columns(engine.dialect.whole)
        engine.fill("bought", columns, ())
        return
    sql = f"""\
SELECT a.number AS account, p.id, p.interface, p.purchased_on, p.calls, p.quantity, p.left_,
  COALESCE({engine.dialect.month_start("p.purchased_on")} < f.month, FALSE) AS before,
  f.month AS first
FROM pack_purchases AS p
JOIN accounts AS a ON a.account = p.account
LEFT JOIN (SELECT account, MIN(month) AS month FROM judged WHERE reason IS NULL GROUP BY account)
  AS f ON f.account = a.number"""
    engine.run(SqlStep("bought", "", "packs, and which were bought before the first month", sql))
    _check_left(engine)


def _bought_columns(whole: str) -> list[tuple[str, str]]:
    return [
        ("account", "BIGINT"),
        ("id", "BIGINT"),
        ("interface", "INTEGER"),
        ("purchased_on", "DATE"),
        ("calls", whole),
        ("quantity", whole),
        ("left_", whole),
        ("before", "BOOLEAN"),
        ("first", "DATE"),
    ]


def _check_left(engine: Engine) -> None:
    wrong = engine.rows(
        "SELECT a.account, b.purchased_on, b.calls, b.left_ FROM bought AS b"
        " JOIN accounts AS a ON a.number = b.account WHERE b.left_ > b.calls"
        " OR b.first IS NOT NULL AND NOT b.before AND b.left_ <> b.calls ORDER BY b.id LIMIT 1"
    )
    if wrong:
        account, day, calls, left = wrong[0]
        text = say(
            "{left} calls left in a pack of {calls} that {account!r} bought on {day}",
            left=left,
            calls=calls,
            account=account,
            day=day,
        )
        expected = say("at most the pack's calls, and only in packs bought before the first month")
        raise InputError("left-impossible", text, expected=expected)
