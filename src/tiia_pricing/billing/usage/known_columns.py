"""What the columns of usage and of packs are called, in Chinese and in English."""

from __future__ import annotations

from tiia_pricing.tables.heads import Column

_INTERFACE = Column(
    "interface",
    (
        *("interface name", "api", "api name", "api action", "action", "action name"),
        *("接口", "接口名", "接口名称", "接口/功能", "api名称", "api接口", "api接口名称", "功能"),
        *("功能名称", "服务", "服务名称"),
    ),
)
USAGE = (
    Column(
        "date",
        (
            *("day", "month", "usage date", "usage day", "usage month", "日期", "时间", "月份"),
            *("月", "年月", "账期", "统计日期", "统计月份", "使用日期", "使用月份", "调用日期"),
            *("调用月份", "计费月份", "账单月份"),
        ),
        days=True,
    ),
    _INTERFACE,
    Column(
        "calls",
        (
            *("call", "count", "call count", "number of calls", "requests", "usage", "调用次数"),
            *(
                "次数",
                "数量",
                "调用量",
                "调用数",
                "用量",
                "使用量",
                "使用次数",
                "请求次数",
                "请求量",
            ),
            *("请求数", "计费次数", "计费用量", "计费调用量", "成功次数", "成功调用次数"),
            "总次数",
        ),
        counts=True,
    ),
)
PACKS = (
    Column(
        "purchased_on",
        (
            *("purchased", "purchase date", "purchase day", "购买日期", "购买日", "购买时间"),
            *("下单日期", "下单时间"),
        ),
        days=True,
    ),
    _INTERFACE,
    Column(
        "calls",
        (
            *("size", "pack size", "规格", "资源包规格", "包规格", "资源包大小", "次数"),
            *("总次数", "资源包次数"),
        ),
        counts=True,
    ),
    Column("quantity", ("数量", "个数", "购买数量", "件数", "资源包数量"), required=False),
    Column(
        "left",
        (
            *("calls left", "remaining", "remaining calls", "剩余", "剩余次数", "剩余量", "余量"),
            *("剩余用量", "剩余调用次数"),
        ),
        required=False,
        counts=True,
    ),
)
