"""The receipt: what an implementation was put to, and what came of it."""
