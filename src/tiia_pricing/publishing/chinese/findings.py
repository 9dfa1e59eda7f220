"""The findings of the accepted pages in Chinese, as the reader says them.

A price book is data and has its findings in English; the pages are read again for the messages.
"""

from __future__ import annotations

from pathlib import Path

from tiia_pricing.history.snapshot_folder import load_index, page_bytes
from tiia_pricing.locale import tell_in
from tiia_scraper import read_with_messages


def findings_in_chinese(folder: Path) -> dict[str, str]:
    """What the findings of every accepted page and their decisions say, by their English texts."""
    tell, told = tell_in("zh"), dict[str, str]()
    for page in load_index(folder).pages:
        _, said = read_with_messages(page_bytes(folder, page), page.file)
        told |= {text: tell(message) for text, message in said.items()}
    return told
