"""The calculator in JavaScript: what it shares with the reference, and what it needs to run."""
