"""What is written: to what was named, whole or not at all, by one helper."""
