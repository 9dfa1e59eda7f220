"""What every test shares: the reporter of the features, what is left to type in them, the proof,
a web server that fails, the vendor's pages, the site that the browser looks at."""

import pytest

from conformance.collecting import declare

pytest_plugins = [
    "tiia_pricing.conformance.plugin",
    "tiia_pricing.results.reporter",
    "kit.to_type",
    "proof.plugin",
    "support.faulty.server",
    "browser.plugin",
    "support.vendor_pages",
]


def pytest_configure(config: pytest.Config) -> None:
    declare(config)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test's name in the vendor's words, and bytes and what no console prints in ASCII."""
    if isinstance(val, bytes) or (isinstance(val, str) and not val.isprintable()):
        return ascii(val)
    return None
