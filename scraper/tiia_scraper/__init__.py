"""Reads the vendor's pricing page into a price book."""
