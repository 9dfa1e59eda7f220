"""The names of the commands, in the order in which the help has them."""

from __future__ import annotations

NAMES = (
    *("prices", "interfaces", "readings", "scrape", "quote", "bill", "plan", "template"),
    *("reconcile", "rate", "diff", "watch", "propose", "history", "conformance", "adapter"),
    *("completion", "mcp", "http"),
)
