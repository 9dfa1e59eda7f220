"""Which change follows from which."""
