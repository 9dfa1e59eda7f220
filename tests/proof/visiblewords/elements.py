"""Edits of structure: an element with a word comes at each place, a column, a row, a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.visiblewords.places import WORDS, put
from proof.visiblewords.verdicts import Trial

_INLINE = ("a", "b", "em", "code", "kbd", "mark", "q", "cite", "label", "font", "small", "big")
_BOXES = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section")
_ODD = ("button", "textarea", "caption", "td", "th", "tr", "tbody", "x-note", "address", "center")
ELEMENTS = (
    *(f"<{tag}>{{}}</{tag}>" for tag in (*_INLINE, *_BOXES, *_ODD)),
    *("<sup>{}</sup>", "<sub>{}</sub>", "<del>{}</del>", "<s>{}</s>", "<ins>{}</ins>"),
    '<span style="text-decoration:line-through">{}</span>',
    *("<svg><text>{}</text></svg>", "<math><mi>{}</mi></math>", "<ruby>价<rt>{}</rt></ruby>"),
    *("<select><option>{}</option></select>", "<fieldset><legend>{}</legend></fieldset>"),
    *("<figure><figcaption>{}</figcaption></figure>", "<dl><dt>{}</dt><dd>{}</dd></dl>"),
    *("<details><summary>{}</summary></details>", "<details open>{}</details>"),
    *("<dl><dd>{}</dd></dl>", "<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>"),
    *("<tr><td>{}</td></tr>", '<tr><td colspan="9">{}</td></tr>', "<tfoot><tr><td>{}</td></tr>"),
    *("<thead><tr><th>{}</th></tr></thead>", "<colgroup>{}</colgroup>", "<col>{}"),
    *("<table><tr><td>{}</td></tr></table>", "<table><caption>{}</caption></table>"),
    *("<table><tr><th>说明</th></tr><tr><td>{}</td></tr></table>", "<br>{}<br>", "<hr>{}"),
    *('<td style="color:red">{}</td>', '<div class="tip"><p>{}</p></div>', "<nobr>{}</nobr>"),
    *("<dialog open>{}</dialog>", "<object>{}</object>", "<meter>{}</meter>", "&#20803;{}"),
)
UNSEEN = (
    *("<!-- {} -->", "<script>{}</script>", "<style>/* {} */</style>", "\u200b", "\u00ad"),
    *("<span hidden>{}</span>", '<span style="display:none">{}</span>', "<template>{}</template>"),
    *('<b style="display: none">{}</b>', '<i style="visibility:hidden">{}</i>', "<wbr>"),
    *('<a name="x" title="{}"></a>', '<span class="{}"></span>', "<span></span>"),
    *("<noscript>{}</noscript>", '<em hidden="">{}</em>', "<dialog>{}</dialog>", "<b></b>"),
)
BLOCKS = (
    *("\n\n{}\n\n", "\n\n# {}\n\n", "\n\n###### {}\n\n", "\n\n- {}\n\n", "\n\n> {}\n\n"),
    *(
        "\n\n>! {}\n\n",
        "\n\n```\n{}\n```\n\n",
        "\n\n    {}\n\n",
        "\n\n1. {}\n\n",
        "\n\n{}\n---\n\n",
    ),
    *("\n\n| {} |\n|---|\n\n", "\n\n| 说明 |\n|---|\n| {} |\n\n", "\n\n[{}](/x)\n\n"),
    *(
        "\n\n~~{}~~\n\n",
        "\n\n`{}`\n\n",
        "\n\n***{}***\n\n",
        "\n\n<p>{}</p>\n\n",
        "\n\n{}:\n: {}\n\n",
    ),
)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.S | re.I)
_ROW_END = re.compile(r"(?=</tr\s*>)", re.I)


def stand(
    source: str, places: list[int], forms: tuple[str, ...], first: int = 0
) -> Iterator[Trial]:
    """An element with a word comes at each of ``places``, another element at each."""
    for number, place in enumerate(places, start=first):
        form, word = forms[number % len(forms)], WORDS[number * 7 % len(WORDS)]
        text = form.replace("{}", word)
        yield Trial(f"{text!r} comes at {place}", source, put(source, place, place, text), word)


def tables_of(source: str) -> list[re.Match[str]]:
    """The tables of a source that are written as HTML."""
    return list(_TABLE.finditer(source))


def widened(source: str, word: str) -> Iterator[Trial]:
    """Each table gets a column: a word in its head, in every row, in one row, and both."""
    for number, table in enumerate(tables_of(source)):
        rows = _ROW_END.split(table[0])
        for name, cells in _columns(len(rows) - 1, word):
            text = "".join(
                row + (f"<td>{cell}</td>" if cell is not None else "")
                for row, cell in zip(rows, (*cells, None), strict=True)
            )
            how = f"{word}: {name}, table {number}"
            yield Trial(how, source, put(source, *table.span(), text), word)


def _columns(rows: int, word: str) -> Iterator[tuple[str, list[str]]]:
    yield "a column's head", [word, *[""] * (rows - 1)]
    yield "a column of it", ["", *[word] * (rows - 1)]
    yield "one cell of a column", ["", word, *[""] * (rows - 2)]
    yield "a column under 折扣", ["折扣", *[word] * (rows - 1)]
    yield "a column under 备注", ["备注", *[word] * (rows - 1)]
    yield "a column under 接口", ["接口", *[word] * (rows - 1)]
    yield "a column under 有效期", ["有效期", *[word] * (rows - 1)]


def lengthened(source: str, word: str) -> Iterator[Trial]:
    """Each table gets a row, caption, foot, head, or a note, at its start and end."""
    for number, table in enumerate(tables_of(source)):
        first = table.start() + table[0].index(">") + 1
        last = table.end() - len("</table>")
        row = f"<tr><td>{word}</td></tr>"
        for name, place, text in (
            ("a caption", first, f"<caption>{word}</caption>"),
            ("a second caption", last, f"<caption>{word}</caption>"),
            ("a row first", first, f"<thead>{row}</thead>"),
            ("a wide row first", first, f'<thead><tr><td colspan="5">{word}</td></tr></thead>'),
            ("a foot", last, f"<tfoot>{row}</tfoot>"),
            ("a wide row last", last, f'<tr><td colspan="5">{word}</td></tr>'),
            ("a note last", last, f'<tr><td colspan="5">{word}。</td></tr>'),
            ("a row of it last", last, f"<tr>{f'<td>{word}</td>' * 5}</tr>"),
            ("text in the table", first, word),
            ("text before the end", last, word),
            ("text after the table", table.end(), word),
        ):
            how = f"{word}: {name}, table {number}"
            yield Trial(how, source, put(source, place, place, text), word)
