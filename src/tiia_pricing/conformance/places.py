"""Where the suite stands: inside an installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = Path(__file__).parents[3]


def suite() -> Path:
    """The folder of the scenarios' bindings and of the laws."""
    shipped = _HERE / "suite"
    return shipped if shipped.is_dir() else _CHECKOUT / "tests" / "conformance"
