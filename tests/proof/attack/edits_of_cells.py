"""Edits within a cell: its number, its unit, its spelling, the cell itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from proof.attack.verdicts import Case, Facts, Place, facts, read_base
from support.page_text import Base, Cell

_NUMBER = re.compile(r"\d[\d.]*")
_UNITS = "千万亿"
_CHINESE = str.maketrans("0123456789.", "〇一二三四五六七八九点")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")

# A price as it can be spelt: the number and what follows it, and whether it is the same price.
SAME: dict[str, Callable[[str], str]] = {
    "full-width": lambda n: n.translate(_FULL_WIDTH),
    "zero-width-space": "\u200b".join,
    "word-joiner": "\u2060".join,
    "comment": lambda n: f"{n[:1]}<!-- 9 -->{n[1:]}",
    "markup": lambda n: f"<b>{n[:1]}</b><i>{n[1:]}</i>",
    "entity": lambda n: f"&#{ord(n[0])};{n[1:].replace('.', '&period;')}",
    "trailing-zero": lambda n: f"{n}0" if "." in n else f"{n}.0",
    "script": lambda n: f"{n}<script>9</script><style>9</style>",
    "space-before-unit": lambda n: f"{n} ",
    "nul": lambda n: f"{n[:1]}\0{n[1:]}",
}
OTHER: dict[str, Callable[[str], str]] = {
    "chinese-numerals": lambda n: n.translate(_CHINESE),
    "decimal-comma": lambda n: n.replace(".", ",") if "." in n else f"{n},5",
    "thousands-misplaced": lambda n: f"{n[0]},{n[1:] or '0'}",
    "minus": lambda n: f"-{n}",
    "minus-sign": lambda n: f"−{n}",
    "right-to-left-override": lambda n: f"\u202e{n[::-1]}\u202c",
    "right-to-left-mark": lambda n: f"\u200f{n}",
    "superscript": lambda n: f"{n}<sup>2</sup>",
    "subscript": lambda n: f"{n}<sub>1</sub>",
    "struck": lambda n: f"<del>9</del>{n}",
    "struck-s": lambda n: f"<s>1</s>{n}",
    "struck-by-style": lambda n: f'<span style="text-decoration:line-through">1</span>{n}',
    "hidden": lambda n: f"<span hidden>9</span>{n}",
    "hidden-by-style": lambda n: f'<span style="display: none">9</span>{n}',
    "image-of-a-digit": lambda n: f"<img src=1.png alt=1>{n}",
    "field": lambda n: f"<input value=1>{n}",
    "two-lines": lambda n: f"{n[0]}<br>{n[1:] or '5'}",
    "blank-within": lambda n: f"{n[0]}&nbsp;{n[1:] or '5'}",
    "exponent": lambda n: f"{n}e1",
    "about": lambda n: f"约{n}",
    "at-least": lambda n: f"低至{n}",
    "two-prices": lambda n: f"{n}元/千次 {n}",
    "two-numbers": lambda n: f"{n}-{n}",
    "zero": lambda n: "0",
    "nothing": lambda n: "",
    "double-point": lambda n: f"{n}.5.5",
    "leading-zero": lambda n: f"0{n}" if n[0] != "0" else f"00{n}",
    "fraction": lambda n: "½",
    "arabic-digits": lambda n: n.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "circled": lambda n: "②",
    "letter-for-digit": lambda n: n[:-1] + "O",
    "huge": lambda n: "9" * 40,
    "ideographic-stop": lambda n: f"{n}。5",
}
UNITS = (
    *("元/次", "元/百次", "元/万次", "元/亿次", "元/千万次", "美元/千次", "角/千次", "分/千次"),
    *(
        "元/千张",
        "元/千条",
        "元/千秒",
        "元/千个",
        "元/千",
        "元",
        "/千次",
        "",
        "万元/千次",
        "元千次",
    ),
    *(
        "元/次/千次",
        "元/千次/天",
        "元/2千次",
        "USD/千次",
        "$/千次",
        "￥/千次",
        "元/千次起",
        "元/千次*",
    ),
    *("元/千次（不含税）", "元/千次，8折", "元/月", "元/QPS", "元/千千次"),
)


def numbers(base: Base) -> Iterator[Case]:
    """Each digit of each number of a cell is another one: the book has that number."""
    for cell in base.cells:
        if base.role(cell) == "tiers" and cell.text.endswith("元/千次"):
            yield from _digits(base, cell)
        elif base.role(cell) == "packs" and cell.row and cell.column:
            yield from _pack_digits(base, cell)
        elif base.role(cell) == "quotas" and cell.row and cell.column == 1:
            yield from _quota_digits(base, cell)


def _digits(base: Base, cell: Cell) -> Iterator[Case]:
    match = _number_of(cell)
    for index, digit in enumerate(match[0]):
        if digit.isdigit():
            number = _other_digit(match[0], index)
            right = with_price(base, cell, Decimal(number)) if Decimal(number) else None
            yield _case("number-of-a-price", base, cell, _spelt(cell, number), right)


def _pack_digits(base: Base, cell: Cell) -> Iterator[Case]:
    match = _number_of(cell)
    for index in range(len(match[0])):
        number = _other_digit(match[0], index)
        right = facts(read_base(base.data))
        key, value = _pack_of(base, cell)
        del right[key]
        if cell.column == 1:
            key = (*key[:2], int(number) * 10_000)
        else:
            value = (Decimal(number), value[1])
        clash = key in right
        right[key] = value
        name = "size-of-a-pack" if cell.column == 1 else "price-of-a-pack"
        yield _case(name, base, cell, _spelt(cell, number), None if clash else right)


def _quota_digits(base: Base, cell: Cell) -> Iterator[Case]:
    """The first number is the quota of today; those after it are a date and a quota announced."""
    for place, match in enumerate(_NUMBER.finditer(cell.raw)):
        for index in range(len(match[0])):
            number = _other_digit(match[0], index)
            inner = cell.raw[: match.start()] + number + cell.raw[match.end() :]
            right = facts(read_base(base.data)) if place == 0 else None
            for key in [k for k in right or () if _is_quota(base, cell, k)]:
                assert right is not None
                right[key] = int(number)
            yield _case("number-of-a-quota", base, cell, inner, right)


def _is_quota(base: Base, cell: Cell, key: tuple[object, ...]) -> bool:
    """Whether ``key`` is the quota that holds first of the interface in the row of ``cell``."""
    name = base.grid[cell.table, cell.row, 0].text
    return key[0] == "quota" and name in str(key[1]).split("'") and key[2] is None


def spellings(base: Base) -> Iterator[Case]:
    """A price in other letters: the same price, or told."""
    for cell in _some_prices(base):
        number = _number_of(cell)[0]
        for name, spell in SAME.items():
            right = facts(read_base(base.data))
            yield _case(f"spelling {name}", base, cell, _spelt(cell, spell(number)), right)
        for name, spell in OTHER.items():
            yield _case(f"spelling {name}", base, cell, _spelt(cell, spell(number)), None)


def _some_prices(base: Base) -> list[Cell]:
    prices = base.prices()
    packs = [c for c in base.cells if base.role(c) == "packs" and c.row and c.column == 2]
    return prices[:: 8 if base.name == "snapshot" else 16] + packs[::4]


def units(base: Base) -> Iterator[Case]:
    """A price has another unit, alone or with its whole row."""
    for cell in base.prices()[::9]:
        for unit in UNITS:
            inner = cell.raw.replace("元/千次", unit)
            yield _case("unit-of-a-price", base, cell, inner, None)
    rows = dict.fromkeys((c.table, c.row) for c in base.prices())
    for table, row in rows:
        for unit, calls in (("元/万次", 10_000), ("元/次", 1), ("元/百次", 100), ("美元/千次", 0)):
            yield _unit_of_row(base, table, row, unit, calls)


def _unit_of_row(base: Base, table: int, row: int, unit: str, calls: int) -> Case:
    text, right = base.text, facts(read_base(base.data))
    cells = [c for c in base.prices() if (c.table, c.row) == (table, row)]
    for cell in reversed(cells):
        inner = cell.raw.replace("元/千次", unit)
        text = text[: cell.inner[0]] + inner + text[cell.inner[1] :]
        right["per", *price_key(base, cell)[1:]] = calls
    name = f"{base.name}: {table}, {row}: {unit}"
    return Case("unit-of-a-row", name, text.encode(), Place(table, row), right if calls else None)


def multiples(base: Base) -> Iterator[Case]:
    """万 for 千, 千 for 万, 亿, or nothing, wherever one stands in a cell."""
    for cell in base.cells:
        for match in re.finditer(f"[{_UNITS}]", cell.raw):
            for other in sorted({*_UNITS, "", "百"} - {match[0]}):
                inner = cell.raw[: match.start()] + other + cell.raw[match.end() :]
                right = None
                if base.role(cell) == "packs" and cell.row:
                    right = _resized(base, cell, inner)
                yield _case("multiple", base, cell, inner, right)
    for table in sorted({c.table for c in base.prices()}):
        for old, new, ratio in (
            ("千次", "万次", 10),
            ("千", "万", 10),
            ("千", "百", Decimal("0.1")),
        ):
            yield _heads_times(base, table, old, new, ratio)


def _resized(base: Base, cell: Cell, inner: str) -> Facts | None:
    sizes = {"": 1, "百": 100, "千": 1000, "亿": 10**8}
    match = re.search(r"(\d+)(\D?)次", inner)
    if not match or match[2] not in sizes:
        return None
    right = facts(read_base(base.data))
    key, value = _pack_of(base, cell)
    del right[key]
    key = (*key[:2], int(match[1]) * sizes[match[2]])
    return None if key in right else {**right, key: value}


def _heads_times(base: Base, table: int, old: str, new: str, ratio: int | Decimal) -> Case:
    """Every bound of a table in another unit; 千次 alone leaves the lower bounds as they are."""
    text = base.text
    right = facts(read_base(base.data))
    for cell in reversed(base.heads(table)):
        inner = cell.raw.replace(old, new)
        text = text[: cell.inner[0]] + inner + text[cell.inner[1] :]
    names = {base.interface(c) for c in base.prices() if c.table == table}
    for key in [k for k in right if k[0] == "start" and k[1] in names]:
        right[key] = int(right[key] * ratio)
    name = f"{base.name}: heads of {table}: {old} → {new}"
    return Case("multiple", name, text.encode(), Place(table), right if old == "千" else None)


def bounds(base: Base) -> Iterator[Case]:
    """Each number of each head is another one: no ladder, so told in its column."""
    for cell in base.cells:
        if base.role(cell) != "tiers" or cell.row:
            continue
        for match in _NUMBER.finditer(cell.raw):
            for index in range(len(match[0])):
                number = _other_digit(match[0], index)
                inner = cell.raw[: match.start()] + number + cell.raw[match.end() :]
                yield _case("bound", base, cell, inner, None)


def presence(base: Base) -> Iterator[Case]:
    """Each cell dropped, emptied, doubled."""
    for cell in base.cells:
        place = Place(cell.table, cell.row, cell.column)
        if not cell.row or "rowspan" in cell.attributes:
            place = Place(cell.table)
        label = f"{base.name}: {cell.table}, {cell.row}, {cell.column}: {cell.text[:12]}"
        head = facts(read_base(base.data)) if _only_a_title(base, cell) else None
        for kind, text in (
            ("cell-dropped", base.with_cell(cell, "")),
            ("cell-emptied", base.with_inner(cell, "")),
            ("cell-doubled", base.with_cell(cell, base.element(cell) * 2)),
        ):
            right = head if kind == "cell-emptied" else None
            yield Case(kind, label, text.encode(), place, right)


def _only_a_title(base: Base, cell: Cell) -> bool:
    """Whether ``cell`` is a head that no number needs: of the names, or of the validity."""
    if base.role(cell) == "quotas" and cell.column == 2:
        return cell.row == 0
    return cell.row == 0 and cell.column <= base.names(cell.table)


def with_price(base: Base, cell: Cell, price: Decimal) -> Facts:
    """The facts of the page with another price in one cell."""
    return {**facts(read_base(base.data)), price_key(base, cell): price}


def price_key(base: Base, cell: Cell) -> tuple[str, str, int]:
    """The fact that a price's cell states."""
    return "price", base.interface(cell), cell.column - base.names(cell.table) - 1


def _pack_of(base: Base, cell: Cell) -> tuple[tuple[str, str, int], tuple[Decimal, int | None]]:
    size = _NUMBER.search(base.grid[cell.table, cell.row, 1].text)
    price = _NUMBER.search(base.grid[cell.table, cell.row, 2].text)
    assert size
    assert price
    name = base.grid[cell.table, 1, 0].text
    return ("pack", name, int(size[0]) * 10_000), (Decimal(price[0]), None)


def _number_of(cell: Cell) -> re.Match[str]:
    match = _NUMBER.search(cell.raw)
    assert match
    return match


def _spelt(cell: Cell, number: str) -> str:
    match = _number_of(cell)
    return cell.raw[: match.start()] + number + cell.raw[match.end() :]


def _other_digit(number: str, index: int) -> str:
    """``number`` with one digit raised by one, 9 becoming 1."""
    digit = int(number[index]) % 9 + 1
    return f"{number[:index]}{digit}{number[index + 1 :]}"


def _case(kind: str, base: Base, cell: Cell, inner: str, right: Facts | None) -> Case:
    name = f"{base.name}: {cell.table}, {cell.row}, {cell.column}: {cell.raw!r:.40} → {inner!r:.70}"
    data = base.with_inner(cell, inner).encode()
    return Case(kind, name, data, Place(cell.table, cell.row, cell.column), right)
