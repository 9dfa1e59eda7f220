"""Pages of up to 2 MB that are made to take long or much memory, and what they take."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, NoReturn

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

MEGABYTE = 1024 * 1024
SIZE = 2 * MEGABYTE
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300

_HTML = "<!DOCTYPE html><body>"
_ROW = (
    "<table><tr><td>接口名称<td>0 - 1000千次/月<td>1000千次以上/月"
    "<tr><td>甲<td>{}<td>2元/千次</table>"
)
_PRICES = _ROW.format("3元/千次")
_HEAD = "|接口名称|0 - 1000千次/月|1000千次以上/月|\n|---|---|---|\n"


def _filled(part: str, size: int = SIZE - 1000) -> str:
    return part * (size // len(part.encode()))


def _html(part: str, size: int = SIZE - 1000) -> str:
    return _HTML + _filled(part, size)


def _sentences(part: str) -> str:
    """Sentences as long as one is read at all."""
    return _html(_filled(part, 1990 * len(part.encode()) // len(part)) + "。", 1_200_000) + _PRICES


def _cell(text: str) -> str:
    return _HTML + _ROW.format(text)


def _markdown(part: str, size: int = 128 * 1024 - 400) -> str:
    """As much Markdown as is read at all."""
    return _filled(part, size // max(1, len(part.encode()) // len(part)))


PAGES: dict[str, Callable[[], str]] = {
    "nested div": lambda: _html("<div>"),
    "nested div, just below the limits": lambda: _HTML + "<div>" * 195 + "x" * 1_000_000,
    "nested font": lambda: _html("<font>"),
    "nested b i a": lambda: _html("<b><i><a href=x>"),
    "adoption agency": lambda: _html("<a><b><i><p></a></b></i>"),
    "adoption agency, below the limits": lambda: _html("<b><i><u><p></b></i></u>x", 150_000),
    "formatting reopened": lambda: _html("<p><b><i><font size=1>", 300_000),
    "formatting in cells": lambda: _html("<table><tr><td><b><td><i></table>", 200_000),
    "attributes, many": lambda: _HTML + "<div " + _filled('ax="1" ') + ">",
    "attributes, different": lambda: (
        _HTML + "<div " + " ".join(f"a{i}=1" for i in range(200_000)) + ">"
    ),
    "attribute, long": lambda: f'{_HTML}<div title="{"x" * (SIZE - 100)}">',
    "tag name, long": lambda: f"{_HTML}<{'x' * (SIZE - 100)}>",
    "cells": lambda: _HTML + "<table><tr>" + _filled("<td>1"),
    "cells, below the limits": lambda: _HTML + "<table>" + ("<tr>" + "<td>1" * 9) * 2400,
    "rows": lambda: _HTML + "<table>" + _filled("<tr>"),
    "tables": lambda: _html("<table></table>"),
    "tables, below the limits": lambda: _HTML + "<table></table>" * 12_000,
    "tables of one cell": lambda: _HTML + "<table><tr><td>1元/千次</table>" * 6_000,
    "nested tables": lambda: _html("<table><tr><td>"),
    "foster parents": lambda: _HTML + "<table>" + _filled("x<b>", 120_000),
    "colspan bomb": lambda: _HTML + "<table>" + _filled("<tr><td colspan=1000>"),
    "rowspan bomb": lambda: _HTML + "<table><tr>" + "<td rowspan=65534>" * 5000 + "<tr>" * 15_000,
    "span of many digits": lambda: f"{_HTML}<table><tr><td colspan={'9' * 1_900_000}>",
    "entities": lambda: _html("&amp;"),
    "entities, below the limit": lambda: _html("&CounterClockwiseContourIntegral;", 600_000),
    "entities without end": lambda: _html("&a"),
    "numeric entities": lambda: _html("&#x41;", 100_000),
    "one line": lambda: _HTML + "字" * (SIZE // 3 - 100),
    "lines": lambda: _html("\n"),
    "blanks": lambda: _html(" "),
    "digits": lambda: _html("1"),
    "lower than": lambda: _html("<"),
    "lower than, below the limit": lambda: _HTML + "< " * 74_000 + "x" * 1_000_000,
    "end tags": lambda: _html("</p>"),
    "end tags, below the limit": lambda: _HTML + "</p>" * 24_000,
    "end tags of nothing": lambda: _HTML + "</x>" * 74_000,
    "comments": lambda: _html("<!---->"),
    "comment without end": lambda: f"{_HTML}<!--{'-' * 1_900_000}",
    "script": lambda: f"{_HTML}<script>{'<!--<script' * 150_000}",
    "templates without end": lambda: _html("<template>"),
    "templates": lambda: _html("<template></template>", 700_000),
    "select": lambda: _html("<select><option>", 350_000),
    "sentences": lambda: _html("每月免费1次。"),
    "sentences of quotas": lambda: _html("每月提供100次的免费。"),
    "full stops": lambda: _html("。"),
    "headings": lambda: _HTML + "<h1>甲</h1><h2>乙</h2>" * 6_000,
    "paragraphs": lambda: _HTML + "<p>甲。" * 20_000,
    "cell of blanks": lambda: _cell("1" + " " * 100_000 + "元/千次"),
    "cell of no-break spaces": lambda: _cell("1" + "\xa0" * 1_000_000 + "元"),
    "cell of commas": lambda: _cell("1," * 900_000 + "元/千次"),
    "cell of thousands": lambda: _cell("1" + ",000" * 450_000 + "元/千次"),
    "cell of digits": lambda: _cell("1" * 1_900_000 + "元/千次"),
    "cell of brackets": lambda: _cell("(" * 1_900_000),
    "cell of brackets, nested": lambda: _cell("1000次/月(注:" + "()" * 500_000),
    "cell of notes": lambda: _cell("1000次/月(注:2022年1月1日起,甲" + "调整为" * 200_000),
    "cell of yuan": lambda: _cell("1元" * 300_000),
    "cell of ranges": lambda: _cell("0 - 1" * 300_000),
    "cell of line breaks": lambda: _cell("1<br>" * 20_000),
    "head of brackets": lambda: _cell("1元").replace("0 - 1000", "0 - 1000" + "(" * 900_000),
    "notice": lambda: _HTML + "自2022年1月1日起免费调用额度" + "调整为:自2022年1月1日起" * 20_000,
    "order": lambda: _HTML + "结算顺序为" + "免费>" * 250_000,
    "notice, repeated": lambda: _sentences("自2022年1月1日起免费调用额度调整为:"),
    "words of a clause": lambda: _sentences("发放开通后免费"),
    "words of two clauses": lambda: _sentences("控制台查看"),
    "free calls": lambda: _HTML + ("免费" * 490 + "1" * 990 + "。") * 250 + _PRICES,
    "sentences of digits": lambda: _sentences("1"),
    "sentences of commas": lambda: _sentences(","),
    "sentences of months": lambda: _sentences("当月"),
    "sentences of tiers": lambda: _sentences("阶梯到达"),
    "sentences that announce": lambda: _sentences("将"),
    "templates closed without end": lambda: _HTML + "<template>" + "</template" * 19_000,
    "markdown dashes": lambda: "甲 " + "-" * 24_000,
    "markdown, long": lambda: _filled("x\n\n"),
    "emphasis": lambda: _markdown("*a "),
    "emphasis, mixed": lambda: _markdown("*a **b _c __d "),
    "emphasis, nested": lambda: _markdown("**x*"),
    "links": lambda: _markdown("[a]("),
    "brackets": lambda: _markdown("["),
    "brackets, closed": lambda: _markdown("[]"),
    "images": lambda: _markdown("![[]()"),
    "references": lambda: _markdown("[a]: b\n"),
    "reference, used": lambda: "[a]: <b>\n\n" + _markdown("[a]"),
    "quotes": lambda: _markdown("> "),
    "quotes, nested": lambda: _markdown(">"),
    "lists": lambda: _markdown("- "),
    "lists, nested": lambda: "\n".join(" " * (2 * i) + "- x" for i in range(340)),
    "lists, many": lambda: _markdown("* a\n"),
    "pipes": lambda: _HEAD + _markdown("|"),
    "pipes, rows": lambda: _HEAD + _markdown("|a\n"),
    "pipes, columns": lambda: (
        "|".join("a" * 20_000) + "\n" + "|".join("-" * 20_000) + "\n" + "a\n" * 99
    ),
    "code": lambda: _markdown("`a``b"),
    "fences": lambda: _markdown("```\n"),
    "autolinks": lambda: _markdown("<a:"),
    "html in markdown": lambda: _markdown("<a b='"),
    "html blocks": lambda: _markdown("<div>\n\n"),
    "tables in markdown": lambda: _markdown("<table></table>"),
    "tables in markdown, open": lambda: _markdown("<table>"),
    "comments in markdown": lambda: _markdown("<!--"),
    "processing in markdown": lambda: _markdown("<?"),
    "declarations in markdown": lambda: _markdown("<!A"),
    "escapes": lambda: _markdown("\\"),
    "backslash brackets": lambda: _markdown("[\\"),
    "setext": lambda: _markdown("a\n=\n"),
    "tabs": lambda: _markdown("\t"),
    "callouts": lambda: _markdown(">!\n"),
    "private characters, all": lambda: "".join(map(chr, range(0xE000, 0xF900))) + "|a|\n|-|\n",
    "white space around tags": lambda: "<table>" + _markdown(" ") + "x</table>",
    "markdown digits": lambda: _markdown("1"),
    "headings of markdown": lambda: _markdown("# 甲\n"),
}


class Cost(NamedTuple):
    """What reading a page took: CPU seconds, megabytes at most, and how it ended."""

    seconds: float
    megabytes: float
    end: str


def measured() -> dict[str, Cost]:
    """The cost of each page, each read in a fork of a process that has imported the reader."""
    command = [sys.executable, "-m", "proof.attack.hostile"]
    paths = {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(  # noqa: S603 - ourselves
        command, capture_output=True, text=True, check=True, env={**os.environ, **paths}
    )
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return {name: Cost(float(seconds), float(size), end) for name, seconds, size, end in rows}


def _read(name: str, data: bytes) -> NoReturn:
    """Read a page, print how it ended, and leave the fork."""
    resource.setrlimit(resource.RLIMIT_AS, (1024 * MEGABYTE, 1024 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    try:
        end = f"read, {len(read_page(data, name).findings)} findings"
    except PageUnreadable as error:
        end = error.id
    except BaseException as error:
        end = f"crashed: {error!r:.100}"
    os.write(1, f"{name}\t".encode())
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds, size = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    os.write(1, f"{seconds:.2f}\t{size:.0f}\t{end}\n".encode())
    os._exit(0)


def main() -> int:
    """Read every page in a fork of its own and print what that took; 1 where one was killed."""
    read_page(f"# 甲\n\n{_HEAD}|甲|2元/千次|1元/千次|\n".encode(), "warm")
    killed = 0
    for name, page in PAGES.items():
        if (pid := os.fork()) == 0:
            data = page().encode()
            _read(name, data[:SIZE])
        killed += os.waitpid(pid, 0)[1] != 0
    return 1 if killed else 0


if __name__ == "__main__":
    sys.exit(main())
