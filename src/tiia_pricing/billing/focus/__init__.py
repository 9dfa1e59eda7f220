"""Statements as rows of the FinOps Open Cost and Usage Specification (FOCUS) 1.2."""
