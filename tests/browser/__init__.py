"""The site in a real browser: what a visit tells, and what must be true of every page."""
