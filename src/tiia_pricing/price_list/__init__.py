"""The price list of a day, as people look it up: text, JSON and CSV."""
