"""What is asked of a calculator and what it answers, as JSON lines."""
