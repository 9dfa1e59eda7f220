"""What a customer did, from command lines and files, held against the price book."""

from tiia_pricing.billing.usage.usage_files import read_packs, read_usage

__all__ = ["read_packs", "read_usage"]
