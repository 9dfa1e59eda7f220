"""Every scenario of every feature, run."""

from __future__ import annotations

from pytest_bdd import scenarios

from tiia_pricing.conformance import featurefiles

scenarios(str(featurefiles.FEATURES))
