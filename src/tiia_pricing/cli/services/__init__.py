"""The commands with which other programs ask."""
