"""What the pages show: the facts of a day and of every day, what is announced, who proves what."""
