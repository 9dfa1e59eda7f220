"""Why words of the page may be left: each code of ``Unread.why`` in a sentence."""

from __future__ import annotations

HEADING = "heading-title"

WHY = {
    "column-title": "the title of a column; each cell gives its own unit, or the title gives it",
    HEADING: "a heading that says nothing but what stands below it",
    "caption-title": "a caption that says what the heading says",
    "row-title": "a row that says nothing but what stands below it",
    "group-name": "a group of interfaces; prices stand beside their names",
    "list-price-row": "says that the row has the list prices, as every row does",
    "monthly-validity": "says again that the free quota is the month's",
    "term": "a term of payment of which nothing is computed",
    "not-sold": "says that there is no such pack or free quota",
    "struck-text": "struck out, so in force no longer",
    "drawn-text": "words in a drawing or a control",
    "hidden-table": "a table that is not shown",
    "hidden-row": "a row that is not shown",
    "hidden-cell": "a cell that is not shown",
    "hidden-text": "text that is not shown",
}
