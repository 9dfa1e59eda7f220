"""The clauses of the page in English: ours, to read beside the Chinese, which alone counts.

Keyed by the Chinese text, so that a clause that changes loses a translation that no longer fits.
"""

from __future__ import annotations

ENGLISH_CLAUSES = {
    "腾讯云图像分析与处理服务开通后，将自动为以下接口发放对应免费调用额度供测试调用。": (
        "Once the Tencent Cloud image analysis and processing service is activated, the interfaces "
        "below automatically receive free calls for testing."
    ),
    "免费额度将以免费资源包的形式在每个月1号自动发放到您的腾讯云账号中，在计费结算时优先扣减，仅在当月有效。": (
        "The free quota is issued to your Tencent Cloud account as a free resource pack on the 1st "
        "of each month; it is deducted first at settlement and is valid in that month only."
    ),
    "如果您开通了多项图像分析与处理服务，以下属于同一个免费资源包的接口将共同享受对应的免费额度。": (
        "If you have activated several image analysis and processing services, interfaces below "
        "that belong to the same free resource pack share its free quota."
    ),
    "您可以在腾讯云 控制台 中查看免费资源包的消耗情况。": (
        "You can see in the Tencent Cloud console how much of the free resource packs is used."
    ),
    "免费资源包消耗完后，如果您已购买付费资源包，则将转入预付费资源包结算，如果您未购买预付费资源包或者预付费资源包"
    "已耗尽，将直接转入后付费结算，腾讯云可能基于产品运营情况在提前30天通知您后自行调整或取消免费调用额度。": (
        "When the free resource pack is used up, settlement goes over to prepaid resource packs if "
        "you have bought any; if you have bought none, or they are used up, it goes over to "
        "pay-as-you-go at once. Tencent Cloud may, depending on how the product is run, change or "
        "cancel the free quota after telling you 30 days ahead."
    ),
    "免费额度调整通知：自2022年10月24日起，腾讯云将对每月发放的接口免费调用额度进行调整，具体调整如下：商品识别、商品"
    "识别-微信识物版、车辆识别、车辆识别（增强版）、图像质量评估、智能裁剪接口的免费调用额度将调整为每接口各1000次/月。": (
        "Notice of a change of the free quota: from 24 October 2022 Tencent Cloud changes the free "
        "calls issued each month, as follows: the free quota of 商品识别, 商品识别-微信识物版, "
        "车辆识别, 车辆识别（增强版）, 图像质量评估 and 智能裁剪 becomes 1,000 calls a month for "
        "each interface."
    ),
    "各接口调整后的免费额度详见下表。": (
        "The free quota of each interface after the change is in the table below."
    ),
    "图像识别后付费": "Image recognition, pay-as-you-go",
    "图像识别预付费": "Image recognition, prepaid",
    "图像处理与质量评估产品目前仅支持后付费，暂不支持购买预付费资源包抵扣。": (
        "Image processing and quality assessment are for now pay-as-you-go only; buying prepaid "
        "resource packs for them is not supported yet."
    ),
    "后付费价格如下：": "The pay-as-you-go prices are as follows:",
    "本产品为公有云产品，结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。": (
        "This is a public cloud product; the settlement order is: free resource packs granted > "
        "resource packs bought > pay-as-you-go."
    ),
    "购买的预付费资源包用完后，会自动转入使用后付费结算方式。": (
        "When the prepaid resource packs bought are used up, settlement goes over to pay-as-you-go "
        "by itself."
    ),
    "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。": (
        "Pay-as-you-go is priced by the tier that the month’s calls reach; the higher the calls of "
        "the month in total, the lower the unit price."
    ),
}
