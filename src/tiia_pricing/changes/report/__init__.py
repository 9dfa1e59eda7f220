"""The changes between two price books, and what they cost, in every form that is printed.

Names and sentences come from a page that anyone may have written: each form escapes what
it would otherwise act upon.
"""

from tiia_pricebook.untrusted_text import data, marked, plain
from tiia_pricing.changes.report.change_json import as_dict
from tiia_pricing.changes.report.change_text import as_github, as_markdown, as_text, notes
from tiia_pricing.changes.report.changes_in_words import (
    sentence,
    subject,
    with_headings,
    with_messages,
)
from tiia_pricing.changes.report.costs_in_words import costs, figures, phrase
from tiia_pricing.changes.report.own_bill_words import own_sentence, own_sentences, own_short

__all__ = [
    "as_dict",
    "as_github",
    "as_markdown",
    "as_text",
    "costs",
    "data",
    "figures",
    "marked",
    "notes",
    "own_sentence",
    "own_sentences",
    "own_short",
    "phrase",
    "plain",
    "sentence",
    "subject",
    "with_headings",
    "with_messages",
]
