"""Rating: the bills of many accounts at once, as SQL on an engine."""
