"""``python -m rating.points``: every point through Python, JavaScript and SQL; the figures.

Exit code 1 where two differ; the first such point of each reading is printed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from javascript.adapter import NODE
from rating.books import mid_month
from rating.points.calculators import by_javascript, by_python, by_sql
from rating.points.points import Point, Readings, asked
from support.books import scanner, translator
from tiia_pricebook import PriceBook, default_book


def main() -> int:
    """Compare all points of all books under every reading."""
    points = asks = different = 0
    with tempfile.TemporaryDirectory() as folder:
        for book in (default_book(), scanner(), translator(), mid_month()):
            for one in asked(book):
                points += len(one.points)
                for readings in one.readings:
                    asks += len(one.points)
                    different += _differing(book, one.points, readings, Path(folder))
                print(f"{len(one.points)} points under {len(one.readings)} readings", flush=True)
    print(f"calculators {3 if NODE else 2}")
    print(f"points-where-calculators-can-differ {points}")
    print(f"points-by-readings {asks}")
    print(f"points-that-differ {different}")
    return 1 if different else 0


def _differing(book: PriceBook, points: Sequence[Point], readings: Readings, folder: Path) -> int:
    expected = by_python(book, points, readings)
    found = [by_sql(folder)(book, points, readings)]
    if NODE:
        found.append(by_javascript(book, points, readings))
    wrong = [
        place for place, cents in enumerate(expected) if any(one[place] != cents for one in found)
    ]
    for place in wrong[:1]:
        cents = [expected[place], *(one[place] for one in found)]
        print(f"{points[place]} under {dict(readings)}: {cents} cents")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
