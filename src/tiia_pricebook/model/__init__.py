"""What a price book is made of: its facts, its words, and where each stands."""
