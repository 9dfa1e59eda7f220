"""Every scenario of every feature, run."""

from __future__ import annotations

from pytest_bdd import scenarios

from tiia_pricing.feature_files import features as featurefiles

scenarios(str(featurefiles.FEATURES))
