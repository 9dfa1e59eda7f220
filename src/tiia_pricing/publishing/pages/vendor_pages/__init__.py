"""The vendor's pages as they stand, each number with what it leads to."""
