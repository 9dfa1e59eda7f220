"""The feature files as data: read, edited, written."""
