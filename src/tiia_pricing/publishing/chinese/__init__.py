"""What the site says in Chinese."""
