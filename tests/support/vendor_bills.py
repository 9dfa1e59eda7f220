"""Detailed bills as the vendor exports them, made by us from the documented fields.

No bill of a real customer is public: heads and values are those of the vendor's documents and
SDK, the customer and the amounts are nobody's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from tiia_pricing.reconciliation.vendor_export.export_files import ExportFiles, export_of

# The heads of the mainland's export that matter here, in its order.
MAINLAND = (
    "支付者 UIN",
    "产品名称",
    "子产品名称",
    "计费模式",
    "交易类型",
    "交易 ID",
    "扣费时间",
    "资源别名",
    "组件名称",
    "组件单价",
    "组件用量",
    "组件用量单位",
    "原始用量/时长",
    "抵扣用量/时长（含资源包）",
    "组件原价",
    "折扣率",
    "优惠后总价",
    "关联交易单据 ID",
    "账单归属月",
)
# Those without which no verdict is possible.
NEEDED = ("产品名称", "组件名称", "组件用量", "组件用量单位", "优惠后总价", "账单归属月")
USUAL = {
    "支付者 UIN": "100000000001",
    "产品名称": "图像分析",
    "子产品名称": "图像分析",
    "计费模式": "按量计费",
    "交易类型": "按量计费月结",
    "组件用量单位": "次",
    "账单归属月": "2023-05",
}
Row = Mapping[str, str]


def row(interface: str, calls: str, total: str, **others: str) -> Row:
    """A row about the use of an API; other columns by their heads."""
    needed = {"组件名称": interface, "组件用量": calls, "优惠后总价": total}
    return {**USUAL, **needed, **others}


def other_product(total: str, **others: str) -> Row:
    """A row about a virtual machine, whose unit is none of ours."""
    texts = {"产品名称": "云服务器 CVM", "子产品名称": "云服务器 CVM-标准型 S1"}
    usage = {"组件名称": "CPU", "组件用量": "4", "组件用量单位": "核", "优惠后总价": total}
    return {**USUAL, **texts, **usage, **others}


def precision(total: str, **others: str) -> Row:
    """The row that settles rounding for the whole account."""
    texts = {"产品名称": "月度计费精度差异", "资源别名": "扣费精度补偿", "优惠后总价": total}
    return {**USUAL, **texts, "组件用量单位": "", **others}


def text(rows: Sequence[Row], heads: Sequence[str] = MAINLAND, separator: str = ",") -> str:
    """The text of an export with these columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([one.get(head, "") for head in heads] for one in rows)
    return out.getvalue()


def export(*rows: Row, heads: Sequence[str] = MAINLAND) -> ExportFiles:
    """The export of these rows."""
    return export_of(text(rows, heads).encode("utf-8-sig"), "bill.csv")
