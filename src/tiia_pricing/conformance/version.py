"""The version of the suite, and the hash of what it stands for.

*Major*: a calculator that passed can fail although the page says what it said: an expected
value was wrong, or the protocol asks for something else. *Minor*: more is asked of it: a
scenario, a law, an ability, a reading. *Patch*: rows of a scenario for new facts of the vendor,
or no verdict of any calculator changes. The protocol has a version of its own, which changes
with its messages.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiia_pricing.conformance.places import suite
from tiia_pricing.feature_files.folder import feature_folder
from tiia_pricing.file_hashes import hash_of


class Suite(Struct, frozen=True):
    """A version and the hash of the feature files, bindings and laws that it names."""

    version: str
    sha256: str


SUITE = Suite("2.0.0", "66f3b7330ee09ef1cb71569af1c3331c612456e4dd767e0f90fbd841ce7430b8")


def fingerprint() -> str:
    """Return the hash of the suite that is here: every feature, every binding, every law."""
    return fingerprint_of(feature_folder(), suite())


def fingerprint_of(features: Path, suite: Path) -> str:
    """Return the hash of a suite: the folder of its features, and that of its bindings and laws."""
    files = {f"features/{path.name}": path for path in features.glob("*.feature")}
    files |= {f"suite/{path.name}": path for path in suite.glob("*.py")}
    return hash_of(files)
