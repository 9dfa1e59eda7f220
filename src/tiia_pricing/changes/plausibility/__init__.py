"""Changes that look like a misreading: a person must look first."""
