"""Two books → what changed: one edit of the page, one change."""
