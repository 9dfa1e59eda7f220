"""The vendor's detailed bill (L3), from the bytes of a file to typed rows."""
