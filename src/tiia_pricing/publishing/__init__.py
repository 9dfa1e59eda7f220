"""The publisher: price book and results become the pages that MkDocs builds into the site."""
