"""What a row of the export is about, by its own words."""

from __future__ import annotations

import re

from tiia_pricing.reconciliation.vendor_export.export_cells import folded
from tiia_pricing.reconciliation.vendor_export.export_rows import RawRow

# 图像识别 is what a public script filters on; the page itself says 图像分析.
PRODUCTS = frozenset(
    ("图像分析", "图像识别", "图像分析与处理", "tiia", "imageanalysis", "imagerecognition")
)
_CODE = re.compile(r"(?:^|[_\-.])tiia(?:$|[_\-.])")
_MAKER = re.compile(r"^(?:腾讯云|tencentcloud|tencent)")
_PRECISION = ("精度差异", "精度补偿", "billvirtualid")
_TOTALS = frozenset(("合计", "总计", "小计", "total", "sum"))
_ENDS = ("month", "paid_at", "subproduct", "component")
_YUAN = frozenset(("", "-", "cny", "rmb", "人民币", "元", "¥"))
_PREPAID = ("包年包月", "预付", "prepay", "prepaid", "subscription")
_REVERSING = ("冲正", "调账", "冲销", "退费", "adjust", "recon_", "reversal", "refund")


def passed_over(row: RawRow, api: str | None) -> str | None:
    """Return why a row is none about the use of our APIs; ``None`` for one that is.

    Where it names no product, ``api`` decides, the one of the price book that it names.
    """
    product, code = folded(row.text("product")), row.text("product_code").casefold()
    if product in _TOTALS or (
        not product and any(folded(row.text(one)) in _TOTALS for one in _ENDS)
    ):
        return "total-row"
    texts = (product, code, folded(row.text("resource")), folded(row.text("subproduct")))
    if any(word in text for word in _PRECISION for text in texts):
        return "precision-adjustment"
    if (product or code) and not (_CODE.search(code) or _is_ours(product)):
        return "other-product"
    if not (product or code or api):
        return "no-product"
    kinds = f"{folded(row.text('mode'))} {folded(row.text('action'))}"
    return "pack-purchase" if any(word in kinds for word in _PREPAID) else None


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
