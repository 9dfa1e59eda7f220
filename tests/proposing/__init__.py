"""Proposals: an upstream change as a patch of the checkout."""
