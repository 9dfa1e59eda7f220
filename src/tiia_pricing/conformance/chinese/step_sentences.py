"""The closed set of step sentences, in Chinese, with the places of the English ones."""

from __future__ import annotations

from msgspec import Struct


class Wording(Struct, frozen=True):
    """A sentence in Chinese, its places in braces, and what it means."""

    text: str
    meaning: str


SENTENCES = {
    "the price book of the page": Wording("采用页面的价目表", "现行价目表，读自厂商页面。"),
    "the price book as it stood on {date}": Wording(
        "采用价目表在 {date} 的内容", "当日所知的价目表：其后才接受的页面不在其中。"
    ),
    "a price book of these pages:": Wording(
        "一本价目表，由以下页面依次构成：",
        "场景自带的价目表：各页面依次被接受，每页载有自己的价格。",
    ),
    "a price book with these tiers:": Wording(
        "一本价目表，阶梯如下：", "场景自带的价目表：只有后付费价格，没有免费额度和资源包。"
    ),
    "these free quotas:": Wording(
        "免费额度如下：", "每月免费的调用次数；名称以逗号隔开的接口共享一份额度。"
    ),
    "these packs for sale:": Wording(
        "在售资源包如下：",
        "场景自带的价目表所售资源包，有效期按月数、按天数或长期有效；均未写明的，有效期为一年。",
    ),
    'the reading "{name}" is "{value}"': Wording(
        "解读“{name}”取“{value}”", "页面未明确的一个问题按此取值，而不取默认值。"
    ),
    "the service was activated on {date}": Wording(
        "服务于 {date} 开通", "服务的开通日期；未给出时，视为一直处于开通状态。"
    ),
    '"{interface}" was activated on {date}': Wording(
        "接口“{interface}”于 {date} 开通", "单个接口的开通日期。"
    ),
    "these packs were bought:": Wording(
        "已购买以下资源包：", "账户的资源包；数量为 2 即两个资源包。"
    ),
    'this {kind:w} file in "{encoding}":': Wording(
        "{kind:w}文件，编码为“{encoding}”：", "用量文件或资源包文件，逐字节如此。"
    ),
    "this usage:": Wording("用量如下：", "按日或按月的调用次数；只写月份的，计入该月最后一天。"),
    '{calls} calls of "{interface}" dated {date}': Wording(
        "{date} 调用“{interface}” {calls} 次", "一行用量；只写月份的，计入该月最后一天。"
    ),
    "the bill is computed": Wording(
        "计算账单", "场景给出的全部内容交给计算器；其后的语句针对它的答复。"
    ),
    "the vendor billed:": Wording(
        "厂商账单如下：", "厂商的明细账单：某月对某接口收费的调用次数与金额。"
    ),
    "the packs to buy are planned": Wording(
        "规划资源包的购买",
        "用量为预测，已购买的资源包为已有；求总费用最低的其他购买。",
    ),
    "the vendor's bill is checked": Wording(
        "核对厂商账单", "给出用量、资源包和厂商账单；核对每一行，并找出差异的原因。"
    ),
    "the plan costs:": Wording(
        "方案费用为：", "总费用、所购资源包的费用和后付费金额，以及不购买时的合计。"
    ),
    "the packs to buy are:": Wording("所购资源包为：", "每种规格购买的个数，不论何时购买。"),
    "the verdicts are:": Wording(
        "核对结果为：", "账单或用量的每一行；原因为能解释账单金额的全部原因。"
    ),
    "the total is {amount} yuan": Wording(
        "账单合计为 {amount} 元", "各月后付费金额之和，不含资源包的价格。"
    ),
    "the months are:": Wording("各月合计为：", "账单的每个月份及其合计。"),
    "the lines are:": Wording("账单明细为：", "账单的每一行明细，只列相关的列；短横线表示没有值。"),
    "the packs are:": Wording("资源包使用情况为：", "账户的每个资源包，只列相关的列。"),
    "the range is from {low} to {high} yuan": Wording(
        "合计的范围为 {low} 至 {high} 元", "页面的各种解读所允许的最低合计与最高合计。"
    ),
    "these readings move the total:": Wording(
        "以下解读取值会改变合计：", "单独采用即得出另一合计的每个解读取值，及其合计。"
    ),
    "no reading moves the total": Wording(
        "没有解读会改变合计", "单独采用任一解读的任一取值，合计都不变。"
    ),
    'the line of "{interface}" is explained by:': Wording(
        "“{interface}”的明细依据为：", "一行明细所依据的规则，每条都以一句话写明其中的数字。"
    ),
    'a warning says "{text}"': Wording("有警告写明“{text}”", "账单对无法判定之处给出的警告。"),
    'the bill is refused as "{id}" with "{text}"': Wording(
        "账单被拒绝，错误为“{id}”，并写明“{text}”",
        "没有账单：带有该标识的错误写明什么不对、在何处，或应当如何。",
    ),
    "the interfaces of the book are:": Wording("价目表的接口为：", "价目表中的每个接口。"),
    "the free quotas of the book are:": Wording(
        "价目表的免费额度为：", "价目表中的每份免费额度，以及起始日和截止日（不含）。"
    ),
    "the tiers of the book are:": Wording("价目表的阶梯为：", "表中所列接口在价目表中的每个阶梯。"),
    "the packs of the book are:": Wording("价目表的资源包为：", "价目表所售的每个资源包。"),
    "the findings of the book are:": Wording(
        "价目表的页面问题为：", "价目表中的每个页面问题，以及它在页面上的位置。"
    ),
}

KINDS = {"usage": "用量", "packs": "资源包"}
"""The files that a scenario writes out, in the words of its sentence."""
