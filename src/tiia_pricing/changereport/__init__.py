"""The changes between two price books, and what they cost, in every form that is printed.

Names and sentences come from a page that anyone may have written: each form escapes what
it would otherwise act upon.
"""

from tiia_pricing.changereport.costs import costs, figures, phrase
from tiia_pricing.changereport.forms import as_github, as_markdown, as_text, notes
from tiia_pricing.changereport.machine import as_dict
from tiia_pricing.changereport.words import sentence, subject
from tiia_pricing.foreign import data, marked, plain

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
    "phrase",
    "plain",
    "sentence",
    "subject",
]
