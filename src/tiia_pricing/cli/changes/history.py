"""``tiia-pricing history``: older pages read into one timeline."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_output
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import as_json, give
from tiia_pricing.output_files import ensure_writable

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="history",
        summary=say("What older pages said, from page to page."),
        example="tiia-pricing history git:qcloud-documents//product/tiia/计费概述.md",
        formats=("text", "json"),
    )
    command.add_argument(
        "source",
        metavar="SOURCE",
        help=say("a folder of pages with an index.json, or git:REPOSITORY//PATH"),
    )
    add_output(command)
    command.add_argument(
        "--progress",
        action="store_true",
        help=say("report progress page by page; default: on a terminal"),
    )


def run(options: argparse.Namespace) -> int:
    """Replay the pages; print or write their timeline."""
    from tiia_pricing.history import (  # noqa: PLC0415
        revisions_of,
        timeline_report,
        trace,
    )
    from tiia_scraper.sources import shown  # noqa: PLC0415

    if options.output:
        ensure_writable(options.output)
    told = options.progress or sys.stderr.isatty()
    progress = partial(timeline_report.progress, options.tell)
    timeline = trace(revisions_of(options.source), progress if told else None)
    if options.format == "json":
        text = as_json(timeline_report.as_dict(timeline, shown(options.source)))
    else:
        text = timeline_report.as_text(timeline, options.tell)
    give(text, options.output)
    return 0
