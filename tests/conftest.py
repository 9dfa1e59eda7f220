"""What every test shares: the reporter of the features."""

pytest_plugins = ["conformance.reporter"]
