"""Edits of the order of rows, columns, tables, sections and sentences, and of the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from proof.scorecard.edits import Edit, Part
from proof.scorecard.meaningless import TABLE, nothing, of_pages, sub, swap, whole
from proof.scorecard.pages import ROWS, framed
from support.page_text import Base

_SECTION = re.compile(r"(?m)^(?=#{2,3} )")


def rows(page: Base) -> Iterator[Edit]:
    """Rows change places: in tables of prices any, of quotas and packs those without spans."""
    for table, names in ROWS.items():
        orders = [
            order for order in permutations(range(len(names))) if order != tuple(sorted(order))
        ]
        for order in orders[::2]:
            yield _reordered(
                page, table, [1 + i for i in range(len(names))], [1 + i for i in order]
            )
    for one in range(3, 10):
        for other in range(one + 1, 10, 2):
            yield _reordered(page, 0, [one, other], [other, one])
    for one in range(2, 8):
        for other in range(one + 1, 8, 2):
            yield _reordered(page, 4, [one, other], [other, one])


def _reordered(page: Base, table: int, places: Sequence[int], order: Sequence[int]) -> Edit:
    """The rows of ``order`` stand at ``places``."""
    spans = {row: (start, end) for t, row, start, end in page.rows() if t == table}
    parts = (
        Part(*spans[a], page.text[slice(*spans[b])]) for a, b in zip(places, order, strict=True)
    )
    return nothing("rows", f"table {table}: rows {[*order]}", page, *parts)


def columns(page: Base) -> Iterator[Edit]:
    """Quota and validity, size and price change places."""
    for table in (0, 4):
        spans = [(c.row, c.column, c.start, c.end) for c in page.cells if c.table == table]
        left = {row: (start, end) for row, column, start, end in spans if column == 1}
        right = {row: (start, end) for row, column, start, end in spans if column == 2}
        parts = []
        for row in left.keys() & right.keys():
            parts.append(Part(*left[row], page.text[slice(*right[row])]))
            parts.append(Part(*right[row], page.text[slice(*left[row])]))
        yield nothing("columns", f"table {table}: the last two columns", page, *parts)


def tables(page: Base) -> Iterator[Edit]:
    """The three tables of prices under one heading, in every other order."""
    spans = [match.span() for match in TABLE.finditer(page.text)][1:4]
    for order in permutations(range(3)):
        if order != (0, 1, 2):
            parts = (
                Part(*spans[place], page.text[slice(*spans[which])])
                for place, which in enumerate(order)
            )
            yield nothing("tables", f"tables {[i + 1 for i in order]}", page, *parts)


def sections(page: Base) -> Iterator[Edit]:
    """Chapters change places; sentences do; headings have another form."""
    head, quotas, title, later, packs, processing, ways = _SECTION.split(page.text)
    for name, parts in {
        "quotas last": (head, title, later, packs, processing, ways, "\n", quotas),
        "settlement first": (head, ways, "\n", quotas, title, later, packs, processing),
        "packs before pay-as-you-go": (head, quotas, title, packs, later, processing, ways),
        "processing before recognition": (head, quotas, processing, title, later, packs, ways),
        "processing first": (head, processing, quotas, title, later, packs, ways),
        "quotas before settlement": (head, title, later, packs, processing, quotas, ways),
    }.items():
        yield whole("sections", name, page, "".join(parts))
    lines = ways.strip().split("\n")
    swapped = page.text.replace("\n".join(lines[1:3]), "\n".join(reversed(lines[1:3])))
    yield whole("sentences", "the last two sentences", page, swapped)
    first, second = quotas.split("\n\n")[1:3]
    moved = page.text.replace(f"{first}\n\n{second}", f"{second}\n\n{first}")
    yield whole("sentences", "the first two paragraphs", page, moved)
    yield from of_pages("sentences", page, SENTENCES)
    yield from of_pages("headings", page, HEADINGS)


SENTENCES = {
    "a paragraph for each sentence": sub(r"。(?=[\u4e00-\u9fff])", "。\n\n"),
    "one paragraph": lambda text: text.replace("额度。\n\n您可以", "额度。您可以"),
    "bold words": sub("优先扣减", "**优先扣减**"),
    "emphasis": sub("共同享受", "*共同享受*"),
    "other list marks": sub(r"(?m)^- ", "* "),
    "a numbered list": sub(r"(?m)^- ", "1. "),
    "no list": sub(r"(?m)^- (.*)$", r"\1\n"),
    "no callout": sub(r"(?m)^>!? ?", ""),
    "another callout": swap(">!", ">?"),
    "another link": swap("console.cloud.tencent.com/tiia/detectlabel", "cloud.tencent.com/x"),
    "a link with a title": swap("/detectlabel)", '/detectlabel "控制台")'),
    "a link as HTML": sub(r"\[控制台\]\((.*?)\)", r'<a href="\1" target="_blank">控制台</a>'),
    "no link": sub(r"\[控制台\]\(.*?\)", "控制台"),
    "rules between chapters": sub(r"\n(?=## )", "\n---\n\n"),
}
HEADINGS = {
    "one level deeper": sub(r"(?m)^##", "###"),
    "one level higher": sub(r"(?m)^##", "#"),
    "closed headings": sub(r"(?m)^(##+) (.*)$", r"\1 \2 \1"),
    "headings as HTML": sub(r"(?m)^## (.*)$", r'<h2 id="h">\1</h2>\n'),
    "bold headings": sub(r"(?m)^(##+) (.*)$", r"\1 **\2**"),
    "underlined headings": sub(r"(?m)^## (.*)$", r"\1\n-----"),
    "a table of contents": lambda text: f"<!-- toc -->\n{text}",
}


def layouts(page: Base) -> Iterator[Edit]:
    """Tables as Markdown, the page as HTML in a frame, another encoding."""
    spans = [match.span() for match in TABLE.finditer(page.text)]
    piped = [Part(*spans[table], _piped(page, table)) for table in ROWS]
    for part in piped:
        yield nothing("table-as-markdown", "a table of prices", page, part)
    yield nothing("table-as-markdown", "all tables of prices", page, *piped)
    html = framed().text
    for name, text in {
        "as HTML": html,
        "without menus": re.sub(r"<header>.*?</header>|<aside>.*?</aside>", "", html, flags=re.S),
        "with other menus": html.replace("价格 1000次/月", "价格 1元/千次，300万次以上更低。"),
        "with another title": re.sub(r"<title>.*?</title>", "<title>计费 9元/千次</title>", html),
        "with a comment box": html.replace("<footer>", "<form><p>评分：5</p></form><footer>"),
        "with a cookie notice": html.replace("<header>", "<div>我们使用 Cookie。</div><header>"),
        "on one line": re.sub(r"\n\s*", "", html),
        "with another quotation": html.replace('id="docArticleContent"', "id=docArticleContent"),
        "in more boxes": html.replace("<table>", '<div class="t"><div><table>').replace(
            "</table>", "</table></div></div>"
        ),
    }.items():
        yield whole("frame", name, page, text)


def _piped(page: Base, table: int) -> str:
    """A table without spans as Markdown."""
    lines: dict[int, list[str]] = {}
    for cell in page.cells:
        if cell.table == table:
            text = re.sub(r"</?strong\s*>", "", cell.raw).replace("</br>", "<br>")
            lines.setdefault(cell.row, []).append(" ".join(text.split()))
    rule = "|---" * len(lines[0]) + "|"
    first, *others = ("| " + " | ".join(cells) + " |" for cells in lines.values())
    return "\n" + "\n".join([first, rule, *others]) + "\n"
