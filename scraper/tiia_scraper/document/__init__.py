"""Bytes → headings, sentences, tables and every visible word. Knows no prices."""
