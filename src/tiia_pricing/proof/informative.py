"""What on the page states nothing to compute: each mark by name, with its reason."""

from __future__ import annotations

CLAUSES = {
    "quota-console": "points to the console, where used quota can be seen; no bill depends on it",
}
