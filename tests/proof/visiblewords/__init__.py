"""The invariant of words: what a reader sees differently is told or refused, and nothing else.

Nothing here uses the reader's own walk over a page: what is seen is found by the standard
library's tokenizer, edits are cut into the source at every place.
"""
