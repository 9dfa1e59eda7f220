"""Why words of the page may be left: each code of ``Unread.why`` in a sentence."""

from __future__ import annotations

from tiia_pricebook.messages import say

HEADING = "heading-title"

WHY = {
    "column-title": say(
        "the title of a column; each cell gives its own unit, or the title gives it"
    ),
    HEADING: say("a heading that says nothing but what is below it"),
    "caption-title": say("a caption that says what the heading says"),
    "row-title": say("a row that says nothing but what is below it"),
    "group-name": say("a group of interfaces; prices are next to their names"),
    "list-price-row": say("says that the row has the list prices, as every row does"),
    "monthly-validity": say("says again that the free quota is the month's"),
    "term": say("a term of payment of which nothing is computed"),
    "not-sold": say("says that there is no such pack or free quota"),
    "struck-text": say("struck out, so in force no longer"),
    "drawn-text": say("words in a drawing or a control"),
    "hidden-table": say("a table that is not shown"),
    "hidden-row": say("a row that is not shown"),
    "hidden-cell": say("a cell that is not shown"),
    "hidden-text": say("text that is not shown"),
}
