"""Edits of resource packs: prices, sizes, rows, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from proof.scorecard.edits import About, Edit, Follow, Part, Told, finding_resolved, within
from proof.scorecard.pages import CAR, GOODS, PACKS, PRO, table_of
from support.page_text import Base

_SPAN = "span-past-rows"
_NEW = (
    *((0, 5, "400"), (2, 20, "13500"), (3, 50, "34000"), (4, 200, "98000")),
    *((5, 400, "140000"), (6, 1_000, "310000"), (7, 10_000, "2400000")),
)


def pack_prices(page: Base) -> Iterator[Edit]:
    """Every price of a pack up and down, by a little and by much."""
    for index, (_, old) in enumerate(PACKS):
        for new in (old + 1, old * 2, old * 10, old - 1, old // 2):
            told = Told(
                "pack-price-increased" if new > old else "pack-price-decreased",
                "breaking" if new > old else "notable",
                _key(index),
                str(old),
                str(new),
            )
            parts = (within(page, page.grid[4, index + 1, 2], f"{old}元", f"{new}元"),)
            yield _edit("pack-price", f"{old} → {new}", page, parts, told, index)


def pack_sizes(page: Base) -> Iterator[Edit]:
    """Every size for the same price: the old one is no more, the new one in its place."""
    for index, (size, price) in enumerate(PACKS):
        for new in (size * 2 + 1, size * 1_000 + 3):
            told = Told(
                "pack-removed",
                "breaking",
                _key(index),
                str(price),
                None,
                (("pack-added", None, str(price)),),
            )
            parts = (within(page, page.grid[4, index + 1, 1], f"{size}万次", f"{new}万次"),)
            yield _edit("pack-size", f"{size}万次 → {new}万次", page, parts, told, index)


def pack_rows(page: Base) -> Iterator[Edit]:
    """Packs that go and come; the span of the name's cell right, wrong or as it was."""
    for index in range(len(PACKS)):
        yield _without(page, index)
    for after, size, price in _NEW:
        for span in (8, 9):
            yield _with(page, after, size, price, span)
    yield _all_gone(page, undone=False)
    yield _all_gone(page, undone=True)
    for name in (CAR, GOODS):
        yield _of_another(page, name)


def _without(page: Base, index: int) -> Edit:
    """The row goes; where it is the first, the cell of the name moves into the next."""
    start, end = _row(page, index + 1)
    parts = [Part(start, end, "")]
    if index == 0:
        name, size = page.grid[4, 1, 0], page.grid[4, 2, 1]
        parts.append(Part(size.start, size.start, page.element(name)))
    told = Told("pack-removed", "breaking", _key(index), str(PACKS[index][1]))
    label = f"{PACKS[index][0]}万次 goes"
    return _edit("pack-gone", label, page, tuple(parts), told, index, index + 1)


def _with(page: Base, after: int, size: int, price: str, span: int) -> Edit:
    """A row comes. The span of 8 over 7 rows is right for 8; as 9 it stays past its rows."""
    row = f"<tr><td>{size}万次</td><td>{price}元/个</td></tr>"
    if after:
        place = _row(page, after)[1]
        parts = [Part(place, place, row)]
    else:
        name, first = page.grid[4, 1, 0], page.grid[4, 1, 1]
        parts = [Part(first.start, first.start, row.removeprefix("<tr>") + "<tr>")]
        assert name.end <= first.start
    if span != 8:
        name = page.grid[4, 1, 0]
        parts.append(Part(name.start, name.inner[0], f'<td rowspan="{span}">'))
    key = {"interfaces": [PRO], "calls": size * 10_000}
    follows = finding_resolved(_SPAN) if span == 8 else ()
    told = Told("pack-added", "notable", key, None, price, follows)
    label = f"{size}万次 comes after row {after}, the name over {span} rows"
    return _edit("pack-new", label, page, tuple(parts), told, after - 1, after)


def _all_gone(page: Base, *, undone: bool) -> Edit:
    """The table goes, and its heading with it; or both come."""
    end = page.text.index("</table>", page.grid[4, 7, 2].end) + len("</table>")
    start = page.text.rindex("图像识别预付费", 0, page.grid[4, 0, 0].start)
    start = page.text.rindex("<h3>" if page.name == "html" else "###", 0, start)
    (first, *rest) = [str(price) for _, price in PACKS]

    def values(price: str) -> tuple[str | None, str | None]:
        return (None, price) if undone else (price, None)

    id = "pack-added" if undone else "pack-removed"
    ends = ("clause-added", "finding-added") if undone else ("clause-removed", "finding-resolved")
    follows: list[Follow] = [(id, *values(price)) for price in rest]
    follows += [(ends[0], "recognition-prepaid", None), (ends[1], _SPAN, None)]
    told = Told(id, "notable" if undone else "breaking", _key(0), *values(first), tuple(follows))
    label = "all packs come" if undone else "all packs go"
    kind = "pack-new" if undone else "pack-gone"
    parts = (Part(start, end, ""),)
    return Edit(kind, label, page, parts, (told,), frozenset({("packs",), ("table", 5)}), undone)


def _of_another(page: Base, name: str) -> Edit:
    """The packs are another interface's now: it got what the first one lost."""
    prices = [str(price) for _, price in PACKS]
    follows: list[Follow] = [("pack-removed", price, None) for price in prices[1:]]
    follows += [("pack-added", None, price) for price in prices]
    told = Told("pack-removed", "breaking", _key(0), prices[0], None, tuple(follows))
    parts = (within(page, page.grid[4, 1, 0], PRO, name),)
    about = frozenset({("packs",), ("quotas", name), ("table", table_of(name))})
    return Edit("pack-gone", f"all packs are for {name}", page, parts, (told,), about)


def _row(page: Base, row: int) -> tuple[int, int]:
    return next((start, end) for t, r, start, end in page.rows() if (t, r) == (4, row))


def _key(index: int) -> dict[str, Any]:
    return {"interfaces": [PRO], "calls": PACKS[index][0] * 10_000}


def _edit(kind: str, how: str, page: Base, parts: tuple[Part, ...], told: Told, *rows: int) -> Edit:
    about: set[About] = {("packs", row) for row in rows}
    if kind in ("pack-gone", "pack-new"):
        about.add(("packs", "how many"))  # the span of the name's cell counts the rows
    return Edit(kind, f"pack: {how}", page, parts, (told,), frozenset(about))
