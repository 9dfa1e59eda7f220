"""A calculator behind the protocol: totals of pay-as-you-go after the free quota, no packs."""

import json
import sys
from calendar import monthrange
from collections import defaultdict
from fractions import Fraction
from itertools import groupby
from math import floor


def answer(book, run):
    """A bill, a refusal, or why this calculator gives neither."""
    if run["packs"]:
        return {"skipped": "knows no resource packs"}
    try:
        rows = sorted(row(book, run["activated"], **given) for given in run["usage"])
        by_month = groupby(rows, lambda row: row[0][:7])
        cents = {name: month(book, name, days) for name, days in by_month}
    except LookupError as wrong:
        return {"result": {"refused": {"id": wrong.args[0], "message": wrong.args[1]}}}
    totals = [{"month": name, "total": yuan(amount)} for name, amount in cents.items()]
    return {"result": {"total": yuan(sum(cents.values())), "months": totals}}


def row(book, activated, date, interface, calls):
    """Day, the interface's place on the page and name, calls, and since when it is active."""
    day = date if len(date) > 7 else f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]}"
    for place, (name, action) in enumerate((i["name"], i["action"]) for i in book["interfaces"]):
        if interface in (name, action):
            since = activated["interfaces"].get(name, activated["service"]) or ""
            if day < book["known_from"]:
                raise LookupError("month-before-book", f"known from {book['known_from']} on")
            if day < since:
                raise LookupError("usage-before-activation", f"{name} is active from {since} on")
            return day, place, name, calls, since
    raise LookupError("unknown-interface", f"the page has no interface {interface!r}")


def month(book, name, rows):
    """A month in cents: quotas of the 1st come off by day, the rest costs the tier reached."""
    first, paid = f"{name}-01", defaultdict(list)
    pools = [dict(quota) for quota in book["free_quotas"] if holds(quota, first)]
    for day, _, interface, calls, since in rows:
        pool = next((pool for pool in pools if interface in pool["interfaces"]), {"calls": 0})
        free = min(pool["calls"], calls) if since < first else 0
        pool["calls"] -= free
        paid[interface].append((day, calls - free))
    return sum(price(book, interface, days) for interface, days in paid.items())


def holds(fact, day):
    """Whether a price or a quota holds on a day."""
    return (fact["from"] or "") <= day < (fact["to"] or "9")


def price(book, interface, days):
    """Calls at their days' prices, in the tier that all reach; in cents, half a cent rounded up."""
    exact, reached = Fraction(0), sum(calls for _, calls in days)
    own = [table for table in book["pay_as_you_go"] if table["interface"] == interface]
    for day, calls in days:
        table = next((table for table in own if holds(table, day)), None)
        if calls and table is None:
            raise LookupError("price-missing", f"{interface} has no price on {day}")
        if calls:
            tiers = [tier for tier in table["tiers"] if tier["from_calls"] <= reached]
            exact += calls * Fraction(tiers[-1]["price"]) / table["per_calls"]
    return floor(exact * 100 + Fraction(1, 2))


def yuan(cents):
    """An amount in yuan with two decimals."""
    return f"{cents // 100}.{cents % 100:02d}"


books = {}
for request in map(json.loads, sys.stdin.buffer):
    if request["cmd"] == "stop":
        break
    if request["cmd"] == "start":
        who = {"name": "example", "version": "1.0.0", "language": "Python"}
        reply = {"protocol": 1, "implementation": who, "levels": ["totals"]}
    else:
        named = request["book"]
        book = books.setdefault(named["sha256"], named.get("content"))
        reply = {"seq": request["seq"], **answer(book, request)}
    print(json.dumps(reply), flush=True)
