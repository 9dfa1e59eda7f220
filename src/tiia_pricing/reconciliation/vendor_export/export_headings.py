"""The heads of the vendor's export: Chinese and English, old and new, found by name.

Heads are compared without case, blanks, brackets and a bracketed unit. The spellings are those
of the vendor's documents and of public scripts that read real exports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

ALIASES: Mapping[str, tuple[str, ...]] = {
    "product": ("产品名称", "Product Name", "BusinessCodeName"),
    "product_code": ("产品编码", "产品代码", "Product Code", "BusinessCode"),
    "subproduct": ("子产品名称", "Subproduct Name", "ProductCodeName"),
    "mode": ("计费模式", "Billing Mode", "PayModeName"),
    "action": ("交易类型", "Transaction Type", "ActionTypeName"),
    "transaction": ("交易 ID", "Transaction ID", "BillId"),
    "associated": ("关联交易单据 ID", "Associated Order", "Associated Order ID"),
    "paid_at": ("扣费时间", "Transaction Time", "PayTime"),
    "begins": ("开始使用时间", "Usage Start Time", "FeeBeginTime"),
    "ends": ("结束使用时间", "Usage End Time", "FeeEndTime"),
    "resource": ("资源别名", "Instance Name", "ResourceName"),
    "component": ("组件名称", "Component Name", "ItemCodeName"),
    "unit_price": ("组件单价", "Component Contracted Price", "ContractPrice"),
    "usage": ("组件用量", "Component Usage", "UsedAmount"),
    "usage_unit": ("组件用量单位", "用量单位", "Component Usage Unit", "UsedAmountUnit"),
    "measured": ("原始用量/时长", "原始用量", "RealTotalMeasure"),
    "deducted": ("抵扣用量/时长（含资源包）", "抵扣用量/时长", "抵扣用量", "DeductedMeasure"),
    "list_cost": ("组件原价", "原价", "Original Cost", "Cost"),
    "discount": ("折扣率", "Discount Multiplier", "Discount Rate", "Discount"),
    "total": (
        "优惠后总价",
        "Total Amount After Discount (Excluding Tax)",
        "Total Amount After Discount",
        "RealCost",
    ),
    "month": ("账单归属月", "Bill Month"),
    "currency": ("币种", "Currency"),
}
# How errors and letters name a field: as the mainland's export does.
CHINESE: Mapping[str, str] = {field: names[0] for field, names in ALIASES.items()}
_UNITS = "元|人民币|rmb|cny|usd|美元|次|千次|万次|千|万|秒|小时|天|月|%"
_UNIT = re.compile(rf"\(({_UNITS}|[0-9]+次)\)")
_TAGS = ("tag_key", "标签")


def fold(head: str) -> str:
    """Return a head without what spellings differ in.

    Case, width, blanks, brackets, a bracketed unit.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", head)).casefold()
    return re.sub(r"[()\[\]_]", "", _UNIT.sub("", text))


def bracketed_unit(head: str) -> str:
    """Return the unit in the brackets of a head, ``千次`` in 组件用量（千次）; empty where none."""
    found = _UNIT.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", head)).casefold())
    return found[1] if found else ""


_FIELDS = {fold(name): field for field, names in ALIASES.items() for name in names}


class Columns(Struct, frozen=True):
    """Where each field of the export stands: its column, and a unit that its head has."""

    places: Mapping[str, int]
    units: Mapping[str, str]
    heads: Sequence[str]

    def head(self, field: str) -> str:
        """Return the field's head as the file writes it, or the mainland's where it has none."""
        return self.heads[self.places[field]] if field in self.places else CHINESE[field]


def columns_of(heads: Sequence[str], file: str, line: int) -> Columns:
    """Find the fields of a head; raises ``InputError`` where two heads fold to one name.

    Columns of tags are the customer's own words, and may be alike.
    """
    seen: dict[str, int] = {}
    problems = Problems()
    for place, head in enumerate(heads):
        name = fold(head)
        if not name or head.strip().casefold().startswith(_TAGS):
            continue
        key = _FIELDS.get(name, name)
        if key in seen:
            problems.add(_twice(heads[seen[key]], head), {"file": file, "line": line})
        seen.setdefault(key, place)
    problems.raise_any()
    places = {field: seen[field] for field in ALIASES if field in seen}
    units = {field: bracketed_unit(heads[place]) for field, place in places.items()}
    return Columns(places, units, tuple(heads))


def _twice(first: str, second: str) -> InputError:
    return InputError(
        "column-duplicate",
        say(
            "the columns {first!r} and {second!r} are one by their names",
            first=first,
            second=second,
        ),
        expected=say("each column of the export once"),
    )
