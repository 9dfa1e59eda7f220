"""The reader under attack: other engines, edited pages, hostile pages."""
