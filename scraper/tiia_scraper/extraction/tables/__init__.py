"""Tables of prices, quotas and packs → facts."""
