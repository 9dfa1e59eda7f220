"""The statement: its data, its words, its forms."""
