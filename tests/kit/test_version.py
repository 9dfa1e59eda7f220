"""The version of the suite names one suite: what changes must be counted."""

from __future__ import annotations

from tiia_pricing.conformance.version import SUITE, fingerprint


def test_the_version_names_the_suite_that_is_here() -> None:
    """Scenarios, bindings or laws changed: decide whether the change is major, minor or patch
    (``version.py`` says which), raise the version, write the new hash beside it, add a line to
    the versions on the conformance page, and run ``make receipts``."""
    assert SUITE.sha256 == fingerprint()
