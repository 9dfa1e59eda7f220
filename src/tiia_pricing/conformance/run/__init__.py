"""A program under test: started, asked, watched, judged."""
