"""Edits that take an interface from the page, put one there, or give one another name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.scorecard.edits import (
    About,
    Edit,
    Follow,
    Part,
    Told,
    finding_added,
    finding_resolved,
    part,
    within,
)
from proof.scorecard.pages import (
    CAR,
    DATED,
    EVERY,
    NOTICED,
    PACKS,
    PET,
    PRICES,
    PRO,
    QUOTA_ROWS,
    ROWS,
    SEAL,
    table_of,
)
from proof.scorecard.quotas import NO_QUOTA, SPLIT, TWO, quota_cell, row_span
from proof.scorecard.tiers import NOTE
from support.page_text import Base

_NO_PRICE = "interface-without-price"
_ALONE = "10000次/月<br><strong>注：2022年10月24日起将调整为1000次/月。</strong>"
_NEW = ("证件识别", "菜品识别", "公章识别（专业版）", "动漫识别")
_PRICES = ("9", "8.5", "8", "7.5")


def removals(page: Base) -> Iterator[Edit]:
    """Every interface, from all tables and from the notice."""
    for name in EVERY:
        parts = [*_without_prices(page, name), *_without_quota(page, name)]
        if name in NOTICED:
            parts.append(_noticed_as(page, name))
        if name == PRO:
            parts.append(_without_packs(page))
        key = {"interfaces": [name]}
        told = Told("interface-removed", "breaking", key, name, None, tuple(_lost(name)))
        about = about_interface(name)
        yield Edit("interface-gone", f"{name} goes", page, tuple(parts), (told,), about)


def about_interface(name: str) -> frozenset[About]:
    """All that the page says of an interface; with a table all later ones get other numbers."""
    whole = len(ROWS[table_of(name)]) == 1 or name == PRO
    about: set[About] = {("table",) if whole else ("table", table_of(name)), ("notice",)}
    pool = (CAR, PRO) if name in (CAR, PRO) else (name,)
    about |= {("quotas", one) for one in pool}
    if name == PRO:
        about.add(("packs",))
    return frozenset(about)


def _without_prices(page: Base, name: str) -> Iterator[Part]:
    """The row of prices; where it is the only one, its table."""
    table = table_of(name)
    if len(ROWS[table]) == 1:
        start = page.text.rindex("<table>", 0, page.grid[table, 0, 0].start)
        yield Part(start, page.text.index("</table>", start) + len("</table>"), "")
    else:
        yield Part(*_price_row(page, name), "")


def _price_row(page: Base, name: str) -> tuple[int, int]:
    place = (table_of(name), ROWS[table_of(name)].index(name) + 1)
    return next((start, end) for t, r, start, end in page.rows() if (t, r) == place)


def _without_quota(page: Base, name: str) -> Iterator[Part]:
    """The row of the quota; of the two that share one, the other gets one of its own."""
    if name not in (CAR, PRO):
        yield Part(*row_span(page, name), "")
        return
    cell, validity = quota_cell(page, CAR), page.grid[0, QUOTA_ROWS[CAR], 2]
    if name == PRO:
        yield Part(cell.start, cell.end, f"<td>{_ALONE}</td>")
        yield part(page, ' rowspan="2"', "", validity.start, validity.inner[0])
        yield Part(*row_span(page, PRO), "")
    else:
        other = page.grid[0, QUOTA_ROWS[PRO], 0]
        yield Part(*row_span(page, CAR), "")
        own = f"<td>{_ALONE}</td><td>{validity.raw}</td>"
        yield Part(other.end, other.end, own)


def _noticed_as(page: Base, name: str, *others: str) -> Part:
    """The notice with ``others`` in the place of a name and the 、 beside it."""
    listed = re.search(r"(?<=\n)商品识别、.*?接口的免费调用额度", page.text)
    assert listed
    names = listed[0].removesuffix("接口的免费调用额度").split("、")
    assert tuple(sorted(names)) == tuple(sorted(NOTICED))
    at = names.index(name)
    names[at : at + 1] = others
    return Part(*listed.span(), "、".join(names) + "接口的免费调用额度")


def _without_packs(page: Base) -> Part:
    """The table of packs, and its heading."""
    start = page.text.rindex("图像识别预付费", 0, page.grid[4, 0, 0].start)
    start = page.text.rindex("<h3>" if page.name == "html" else "###", 0, start)
    return Part(start, page.text.index("</table>", start) + len("</table>"), "")


def _lost(name: str) -> Iterator[Follow]:
    yield from (("tier-removed", price, None) for price in PRICES[name])
    if name in NOTICED:
        yield ("free-quota-removed", 10_000, None)
        yield ("clause-changed", "quota-change-notice", None)
    yield ("free-quota-removed", 1_000, None)
    if name in (CAR, PRO):
        yield ("quota-sharing-changed", [[CAR, PRO]], [[PRO if name == CAR else CAR]])
        yield from finding_resolved(SPLIT)
    if name in DATED:
        yield from finding_resolved(TWO)
    if name == SEAL:
        yield from finding_resolved(NOTE, NOTE)
    if name == PRO:
        yield from (("pack-removed", str(price), None) for _, price in PACKS)
        yield ("clause-removed", "recognition-prepaid", None)
        yield from finding_resolved("span-past-rows")


def additions(page: Base) -> Iterator[Edit]:
    """A new interface in each table of prices and that of quotas, in one of them, in its own."""
    for index, name in enumerate(_NEW):
        table = (1, 2, 3, 5)[index]
        yield _added(page, name, table, quota=True, priced=True)
        yield _added(page, name, table, quota=False, priced=True)
        yield _added(page, name, table, quota=True, priced=False)
    yield _in_a_table_of_its_own(page, "手势识别")


def _added(page: Base, name: str, table: int, *, quota: bool, priced: bool) -> Edit:
    parts: list[Part] = []
    follows: list[Follow] = []
    if priced:
        place = _price_row(page, ROWS[table][-1])[1]
        cells = "".join(f"<td>{price}元/千次</td>" for price in _PRICES)
        parts.append(Part(place, place, f"<tr><td>{name}</td>{cells}</tr>"))
        follows += [("tier-added", None, price) for price in _PRICES]
    if quota:
        parts.append(_new_quota(page, name))
        follows.append(("free-quota-added", None, 500))
    follows += finding_added(*([] if priced else [_NO_PRICE]), *([] if quota else [NO_QUOTA]))
    told = Told("interface-added", "notable", {"interfaces": [name]}, None, name, tuple(follows))
    where = " and ".join(["prices"] * priced + ["quota"] * quota)
    label = f"{name} comes with {where}, table {table}"
    about: set[About] = {("table", table, "rows")} if priced else set()
    about |= {("quotas", "last row")} if quota else set()
    about.add(("new", name))
    return Edit("interface-new", label, page, tuple(parts), (told,), frozenset(about))


def _new_quota(page: Base, name: str) -> Part:
    """A row after the last of the quotas."""
    place = row_span(page, PET)[1]
    row = f"<tr><td>{name}</td><td>500次/月</td><td>当月有效，每月发放</td></tr>"
    return Part(place, place, row)


def _in_a_table_of_its_own(page: Base, name: str) -> Edit:
    """As 文件封识别 and 宠物识别图片版 stand: a table after theirs, of one row."""
    place = page.text.index("</table>", page.grid[3, 1, 4].end) + len("</table>")
    table = (
        "\n\n<table><tbody><tr><td>接口名称</td><td>0 - 500千次/月<br>(不含500千次)</td>"
        f"<td>500千次以上/月</td></tr><tr><td>{name}</td><td>9元/千次</td><td>8元/千次</td></tr>"
        "</tbody></table>"
    )
    follows = (
        *(("tier-added", None, "9"), ("tier-added", None, "8"), ("free-quota-added", None, 500)),
    )
    told = Told("interface-added", "notable", {"interfaces": [name]}, None, name, follows)
    parts = (Part(place, place, table), _new_quota(page, name))
    about: set[About] = {("table",), ("quotas", "last row"), ("packs",)}
    label = f"{name} comes with a table of its own"
    return Edit("interface-new", label, page, parts, (told,), frozenset(about))


def renamings(page: Base) -> Iterator[Edit]:
    """Another name in the tables and the notice is another interface: one gone, one new."""
    for name in EVERY:
        if name not in (CAR, PRO):
            yield _renamed(page, name, f"{name}V2")
    for name in (SEAL, PET):
        yield _renamed(page, name, "通用识别（标准版）")


def _renamed(page: Base, name: str, other: str) -> Edit:
    row = ROWS[table_of(name)].index(name) + 1
    cells = (page.grid[table_of(name), row, 0], page.grid[0, QUOTA_ROWS[name], 0])
    parts = [within(page, cell, name, other) for cell in cells]
    if name in NOTICED:
        parts.append(_noticed_as(page, name, other))
    lost: list[Follow] = [("tier-removed", price, None) for price in PRICES[name]]
    got: list[Follow] = [("tier-added", None, price) for price in PRICES[name]]
    for calls in (10_000, 1_000) if name in DATED else (1_000,):
        lost.append(("free-quota-removed", calls, None))
        got.append(("free-quota-added", None, calls))
    if name in NOTICED:
        lost.append(("clause-changed", "quota-change-notice", None))
    gone = Told("interface-removed", "breaking", {"interfaces": [name]}, name, None, tuple(lost))
    come = Told("interface-added", "notable", {"interfaces": [other]}, None, other, tuple(got))
    about = frozenset({*about_interface(name), ("table",), ("quotas",)})
    label = f"{name} is called {other}"
    return Edit("interface-renamed", label, page, tuple(parts), (gone, come), about)
