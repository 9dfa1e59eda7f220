"""The commands with which people look things up: prices, interfaces, readings."""
