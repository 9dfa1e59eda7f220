"""A calculator behind the protocol: totals of pay-as-you-go after the free quota, no packs."""

import json
import sys
from calendar import monthrange
from collections import Counter
from itertools import groupby


def answer(book, run):
    """A bill, a refusal, or why this calculator gives neither."""
    if run["packs"]:
        return {"skipped": "knows no resource packs"}
    try:
        rows = sorted(row(book, run["activated"], **given) for given in run["usage"])
    except LookupError as wrong:
        return {"result": {"refused": {"id": wrong.args[0], "message": wrong.args[1]}}}
    cents = {name: month(book, name, days) for name, days in groupby(rows, lambda row: row[0][:7])}
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
    first, paid, tables = f"{name}-01", Counter(), book["pay_as_you_go"]
    pools = [dict(q) for q in book["free_quotas"] if (q["from"] or "") <= first < (q["to"] or "9")]
    for _, _, interface, calls, since in rows:
        pool = next(pool for pool in pools if interface in pool["interfaces"])
        free = min(pool["calls"], calls) if since < first else 0
        pool["calls"] -= free
        paid[interface] += calls - free
    return sum(price(table, paid[table["interface"]]) for table in tables)


def price(table, calls):
    """Calls at the price of the tier that they reach, in cents, half a cent rounded up."""
    text = [tier["price"] for tier in table["tiers"] if tier["from_calls"] <= calls][-1]
    whole, _, decimals = text.partition(".")
    divisor = table["per_calls"] * 10 ** len(decimals)
    return (2 * calls * int(whole + decimals) * 100 + divisor) // (2 * divisor)


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
