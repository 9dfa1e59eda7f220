"""What the server needs besides: the extra ``http``."""

from __future__ import annotations

from importlib import import_module

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say


def ensure_installed() -> None:
    """Raise ``InputError`` where the framework or the server is not installed."""
    for name in ("starlette", "uvicorn"):
        try:
            import_module(name)
        except ImportError as error:
            text = say("the HTTP server needs {name}, which is not installed", name=name)
            expected = say("pip install 'tiia-pricing-spec[http]'")
            raise InputError("extra-missing", text, expected=expected) from error
