"""Ratios that matter, each measured in one run: ``python -m benchmarks``."""
