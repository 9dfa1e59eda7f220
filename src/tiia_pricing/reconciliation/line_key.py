"""What a line of a bill is known by: its month and its API."""

from tiia_pricebook.calendar import Month

LineKey = tuple[Month, str]
