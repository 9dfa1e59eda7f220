"""Spark as an engine: its session, and the steps on it."""
