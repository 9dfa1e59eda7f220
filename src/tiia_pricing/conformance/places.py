"""Where the suite stands: inside an installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_CHECKOUT = Path(__file__).parents[3]


def suite() -> Path:
    """Return the folder of the scenarios' bindings and of the laws."""
    shipped = _HERE / "suite"
    return shipped if shipped.is_dir() else _CHECKOUT / "tests" / "conformance"


def bindings() -> str:
    """The module of the scenarios' bindings, by the name under which the suite is imported."""
    package = "conformance" if suite().name == "conformance" else "tiia_pricing.conformance.suite"
    return f"{package}.conftest"
