"""What every test shares: the reporter of the features, what is left to type in them, the proof,
a web server that fails, the site that the browser looks at."""

pytest_plugins = [
    "tiia_pricing.conformance.plugin",
    "kit.reporter",
    "kit.to_type",
    "proof.plugin",
    "faulty.server",
    "browser.plugin",
]


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test's name in the vendor's words, and bytes and what no console prints in ASCII."""
    if isinstance(val, bytes) or (isinstance(val, str) and not val.isprintable()):
        return ascii(val)
    return None
