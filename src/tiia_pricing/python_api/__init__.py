"""What Python programs take from the package besides bills: books, changes, tables of results."""
