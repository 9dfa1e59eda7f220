"""What a customer did, from command lines and files, held against the price book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiia_pricing.billing.usage.usage_files import read_packs, read_usage

__all__ = ["read_packs", "read_usage"]


def __getattr__(name: str) -> Any:
    """Load what reads files when it is asked for: a quote has none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tiia_pricing.billing.usage import usage_files  # noqa: PLC0415

    return getattr(usage_files, name)
