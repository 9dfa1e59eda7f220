"""A reconciliation for people and programs: text, Markdown, CSV, JSON, and a letter."""
