"""Facts in time: what held when, what was known when, and what older pages say."""
