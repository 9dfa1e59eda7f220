"""Mutation of our own code: what the tests of the reader and the calculator would notice."""
