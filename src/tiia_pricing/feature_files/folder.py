"""Where the feature files stand: inside an installed package, or in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def feature_folder() -> Path:
    """Find the folder of the feature files."""
    shipped = _PACKAGE / "conformance" / "features"
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / "features"
