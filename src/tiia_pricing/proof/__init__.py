"""Proof that the suite is strong: what on the page is covered, and what a wrong number would do."""
