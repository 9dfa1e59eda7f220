"""The words by which a test's report carries its place and its outcome to whoever collects them."""

from __future__ import annotations

SCENARIO = "scenario"
ASKED = "asked"
LAW = "law"
JUDGED = "judged"
CODED = "coded"
FAULT = "fault"
BROKE = "broke"

UNCLAIMED = "not claimed"
SKIPPED = "skipped by the implementation"

HISTORY = "history"
