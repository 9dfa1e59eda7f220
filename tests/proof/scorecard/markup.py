"""Edits of tags, attributes, comments and entities, which show nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.scorecard.edits import Edit
from proof.scorecard.meaningless import of_pages, of_tables, sub, swap
from support.page_text import Base

_CELL = r"(<td\b[^>]*>)(.*?)(</td>)"


def _heads(table: str) -> str:
    """The cells of the first row as ``<th>``."""
    end = table.lower().index("</tr>")
    return re.sub(r"(</?)td\b", r"\1th", table[:end]) + table[end:]


def _first_cells(table: str) -> str:
    """The first cell of each row as ``<th>``."""
    pattern = r"(<tr\b[^>]*>\s*)<td\b([^>]*)>(.*?)</td>"
    return re.sub(pattern, r'\1<th scope="row"\2>\3</th>', table, flags=re.DOTALL)


ATTRIBUTES = {
    "widths go": sub(r' width="\d+px"', ""),
    "classes and styles": sub(r"<(td|tr)\b", r'<\1 class="c9" style="color:#333;width:90px"'),
    "ids and data": sub(r"<td\b", '<td id="c" data-price="9元/千次" title="0 - 9千次"'),
    "other quotes": sub(r'(rowspan|width)="(\d+)(?:px)?"', r"\1='\2'"),
    "no quotes": sub(r'(rowspan|width)="(\d+)(?:px)?"', r"\1=\2"),
    "alignment": sub(r"<td\b", '<td align="center" valign="top"'),
    "spans of one": sub(r"<td\b(?![^>]*span)", '<td rowspan="1" colspan="1"'),
}
TAGS = {
    "heads are th": _heads,
    "names are th": _first_cells,
    "b for strong": sub(r"(</?)strong\s*>", r"\1b>"),
    "nothing is bold": sub(r"</?strong\s*>", ""),
    "everything is bold": sub(_CELL, r"\1<strong>\2</strong>\3", re.DOTALL),
    "paragraphs in cells": sub(_CELL, r"\1<p>\2</p>\3", re.DOTALL),
    "spans in cells": sub(_CELL, r'\1<span style="font-size:14px">\2</span>\3', re.DOTALL),
    "capital tags": sub(r"</?[a-z]+", lambda match: match[0].upper()),
    "no row groups": sub(r"</?t(?:body|head)>", ""),
    "a column group": swap("<table>", '<table><colgroup><col width="20%"><col></colgroup>'),
    "a box around": sub(r"(?s)(.*)", lambda m: f'<div class="scroll">{m[1]}</div>' if m[1] else ""),
    "attributes of the table": swap("<table>", '<table border="1" class="table-striped">'),
    "blanks in tags": sub(r"<(/?t[rd])>", r"<\1 \n>"),
    "no end tags of cells": sub(r"</td>(?=\s*(?:<td|</tr))", ""),
    "links around prices": sub(r"([0-9.]+元/(?:千次|个))", r'<a href="/buy?p=9">\1</a>'),
    "fonts": sub(r"([0-9.]+)(元|次)", r'<font color="red">\1</font>\2'),
}
REPAIRED = {
    "br for the end tag br": swap("</br>", "<br>"),
    "br closed for the end tag br": swap("</br>", "<br/>"),
    "no second end of a row": sub(r"</tr>\s*</tr>", "</tr>"),
    "a row begins with its tag": sub(r"</tr>(\s*)<td", r"</tr>\1<tr><td"),
}
COMMENTS = {
    "comments in cells": sub(r"(<td\b[^>]*>)", r"\1<!-- 9元/千次 -->"),
    "comments between rows": swap("</tr>", "</tr><!-- <tr><td>9元/千次</td></tr> -->"),
    "comments before the table": lambda table: f"<!-- 调整前：9元/千次 -->\n{table}",
}
ENTITIES = {
    "元 and 次 by number": lambda table: table.replace("元", "&#20803;").replace("次", "&#x6b21;"),
    "digits by number": sub(r">(\d)", lambda match: f">&#{ord(match[1])};"),
    "points and slashes by name": lambda t: re.sub(r"(\d)\.(\d)", r"\1&period;\2", t).replace(
        "元/", "元&sol;"
    ),
    "blanks that do not break": sub(r"(<td\b[^>]*>)", r"\1&nbsp;"),
}
HIDDEN = {
    "text in cells": sub(r"(?=</td>)", "<span hidden>试用</span>"),
    "text in heads": sub(r"(?=</strong>)", '<i style="display:none">9折</i>'),
    "a row": sub(r"(?=</tr>(?:(?!</tr>).)*\Z)", "</tr><tr hidden><td>9元/千次</td>", re.DOTALL),
    "blanked text": sub(r"(?=</td>)", '<b style="visibility:hidden">起</b>'),
}
PAGES = {
    "comments between paragraphs": sub(r"\n\n", "\n\n<!-- 9元/千次 -->\n\n"),
    "anchors": sub(r"(?m)^(\[?)(您可以)", r'<a id="quota"></a>\1\2'),
    "a style sheet": lambda text: text + "\n<style>td { display: none }</style>\n",
    "a script": lambda text: text + "\n<script>var p = '<table><td>9元/千次'</script>\n",
}


def markup(page: Base) -> Iterator[Edit]:
    """All of them, on the page as published."""
    yield from of_tables("attributes", page, ATTRIBUTES)
    yield from of_tables("tags", page, TAGS)
    yield from of_tables("tags-repaired", page, REPAIRED)
    yield from of_tables("comments", page, COMMENTS)
    yield from of_tables("entities", page, ENTITIES)
    yield from of_tables("hidden", page, HIDDEN)
    if page.name != "html":
        yield from of_pages("comments", page, PAGES)
