"""What a row of the export is about, by its own words."""

from __future__ import annotations

import re

from tiia_pricing.reconciliation.api_names import ApiNames
from tiia_pricing.reconciliation.vendor_export.export_cells import folded
from tiia_pricing.reconciliation.vendor_export.export_rows import RawRow

# 图像识别 is what a public script filters on; the page itself says 图像分析.
PRODUCTS = frozenset(
    ("图像分析", "图像识别", "图像分析与处理", "tiia", "imageanalysis", "imagerecognition")
)
_CODE = re.compile(r"(?:^|[_\-.])tiia(?:$|[_\-.])")
_MAKER = re.compile(r"^(?:腾讯云|tencentcloud|tencent)")
_PRECISION = ("精度差异", "精度补偿", "billvirtualid")
_TOTALS = frozenset(("合计", "总计", "小计", "汇总", "total", "sum"))
_NOTHING = frozenset(("-", "--", "/"))
_ENDS = ("month", "paid_at", "subproduct", "component")
_YUAN = frozenset(("", "-", "cny", "rmb", "人民币", "元", "¥"))
_PREPAID = ("包年包月", "预付", "prepay", "prepaid", "subscription")
_REVERSING = ("冲正", "调账", "冲销", "退费", "adjust", "recon_", "reversal", "refund")


def passed_over(row: RawRow, names: ApiNames) -> str | None:
    """Return why a row is none about the use of our APIs; ``None`` for one that is."""
    product, code = _named(row, "product"), row.text("product_code").casefold()
    if product in _TOTALS or (
        not product and any(folded(row.text(one)) in _TOTALS for one in _ENDS)
    ):
        return "total-row"
    fields = ("resource", "subproduct", "component")
    texts = (product, code, *(folded(row.text(one)) for one in fields))
    if any(word in text for word in _PRECISION for text in texts):
        return "precision-adjustment"
    if (product or code) and not (_CODE.search(code) or _is_ours(product)):
        return "other-product"
    if not (product or code or _is_of_ours(row, names)):
        return "no-product"
    kinds = f"{folded(row.text('mode'))} {folded(row.text('action'))}"
    return "pack-purchase" if any(word in kinds for word in _PREPAID) else None


def _named(row: RawRow, field: str) -> str:
    text = folded(row.text(field))
    return "" if text in _NOTHING else text


def _is_of_ours(row: RawRow, names: ApiNames) -> bool:
    """Whether a row without a product charges for ours, by another of its names.

    Not where a total is in it: what is put below a group of rows has its name too.
    """
    component, subproduct = _named(row, "component"), _named(row, "subproduct")
    if not row.text("total") or any(one in component + subproduct for one in _TOTALS):
        return False
    return _is_ours(subproduct) or names.has(subproduct or component)


def is_nameless(row: RawRow) -> bool:
    """Return whether a row of ours names neither an API nor anything that could be one."""
    texts = (_named(row, "component"), _named(row, "subproduct"))
    return all(not text or _is_ours(text) for text in texts)


def _is_ours(product: str) -> bool:
    bare = _MAKER.sub("", re.sub(r"[()]", "", product))
    return bare in PRODUCTS or bare.removesuffix("tiia") in PRODUCTS


def is_reversal(row: RawRow) -> bool:
    """Return whether a row changes afterwards what another one charged."""
    kind = folded(row.text("action"))
    return any(word in kind for word in _REVERSING)


def is_in_yuan(row: RawRow) -> bool:
    """Whether the amounts of a row are in yuan, as they are where no column says otherwise."""
    return folded(row.text("currency")) in _YUAN
