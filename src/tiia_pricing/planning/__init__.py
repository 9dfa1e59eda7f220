"""Forecast → the purchases of packs under which it costs least."""
