"""The scorecard of change detection: edited pages, and what of the edits is told."""
