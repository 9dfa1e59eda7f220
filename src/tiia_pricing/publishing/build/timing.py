"""How long each page takes to build: a hook of MkDocs, which tells the slowest at the end."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from typing import Any

log = logging.getLogger("mkdocs.plugins.timing")
SHOWN = 5
_seconds: defaultdict[str, float] = defaultdict(float)
_started = 0.0


def on_pre_build(**_: Any) -> None:
    """Begin anew: ``mkdocs serve`` builds more than once."""
    _seconds.clear()


def on_page_read_source(page: Any, **_: Any) -> None:
    """The first step of a page: its text, from Markdown to HTML."""
    _start()


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Return the end of that step."""
    _stop(page)
    return html


def on_page_context(context: Any, page: Any, **_: Any) -> Any:
    """Return the second step: the page in its frame."""
    _start()
    return context


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Return the end of that step."""
    _stop(page)
    return output


def on_post_build(**_: Any) -> None:
    """Tell the sum, the mean and the slowest pages."""
    if _seconds:
        log.info(told(_seconds))


def told(seconds: dict[str, float]) -> str:
    """Return ``36 pages in 9.0 s, 0.25 s a page; the slowest: mutants.md 1.20, …``."""
    total = sum(seconds.values())
    slowest = sorted(seconds.items(), key=lambda item: -item[1])[:SHOWN]
    names = ", ".join(f"{path} {time:.2f}" for path, time in slowest)
    mean = total / len(seconds)
    return f"{len(seconds)} pages in {total:.1f} s, {mean:.2f} s a page; the slowest: {names}"


def _start() -> None:
    global _started  # noqa: PLW0603 - pages are built one after another
    _started = time.perf_counter()


def _stop(page: Any) -> None:
    _seconds[page.file.src_uri] += time.perf_counter() - _started
