"""Account and price book → statement, explanation and range."""
