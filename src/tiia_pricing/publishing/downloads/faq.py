"""The questions and answers of a page as a schema.org ``FAQPage``, which search engines read."""

from __future__ import annotations

import re
from collections.abc import Iterator

PATH = "questions.md"
_SECTION = re.compile(r"^## (.+?)(?: \{ #[\w-]+ \})?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def faq_page(markdown: str) -> dict[str, object]:
    """Describe the sections of a page whose heading is a question; their text is the answer."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in _answered(markdown)
        ],
    }


def _answered(markdown: str) -> Iterator[tuple[str, str]]:
    for question, text in _SECTION.findall(markdown):
        if question.endswith(("?", "？")):
            words = _LINK.sub(r"\1", text).replace("`", "")
            yield question, " ".join(words.split())
