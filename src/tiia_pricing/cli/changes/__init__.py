"""Commands about changes: of a page, of a book, of the archive, of older pages."""
