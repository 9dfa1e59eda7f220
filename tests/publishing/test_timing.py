"""The build tells how long its pages took."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest

from tiia_pricing.publishing.build import timing


def test_the_slowest_pages_come_first_and_five_are_named() -> None:
    seconds = {f"{name}.md": number / 4 for number, name in enumerate("abcdef", start=1)}
    assert timing.told(seconds) == (
        "6 pages in 5.2 s, 0.88 s a page; "
        "the slowest: f.md 1.50, e.md 1.25, d.md 1.00, c.md 0.75, b.md 0.50"
    )


def test_a_page_counts_both_its_steps_and_a_new_build_begins_anew(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    clock = iter([0.0, 2.0, 10.0, 11.0, 20.0, 20.5, 30.0, 30.5])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    caplog.set_level(logging.INFO)
    page = SimpleNamespace(file=SimpleNamespace(src_uri="index.md"))
    for expected in ("1 pages in 3.0 s, 3.00 s a page", "1 pages in 1.0 s, 1.00 s a page"):
        timing.on_pre_build()
        timing.on_page_read_source(page=page)
        assert timing.on_page_content("<p>", page=page) == "<p>"
        assert timing.on_page_context({}, page=page) == {}
        assert timing.on_post_page("<html>", page=page) == "<html>"
        timing.on_post_build()
        assert expected in caplog.records[-1].message
