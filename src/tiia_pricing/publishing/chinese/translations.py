"""What the price book says, in the other language: ours, to read beside what alone counts.

Keyed by the original, so that a text that changes loses a translation that no longer fits.
"""

from __future__ import annotations

ENGLISH_NAMES = {
    "商品识别": "Product recognition",
    "商品识别-微信识物版": "Product recognition, WeChat edition",
    "车辆识别": "Vehicle recognition",
    "车辆识别（增强版）": "Vehicle recognition, enhanced",
    "文件封识别": "Document envelope recognition",
    "宠物识别图片版": "Pet recognition in images",
    "智能裁剪": "Smart cropping",
    "图像质量评估": "Image quality assessment",
    "图像清晰度增强": "Image sharpness enhancement",
}

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
    "免费额度": "Free quota",
    "价格说明": "Prices",
    "图像处理价格说明": "Prices of image processing",
    "计费与结算方式": "Billing and settlement",
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
        "Pay-as-you-go is priced by the tier that the month's calls reach; the higher the calls of "
        "the month in total, the lower the unit price."
    ),
}

CHINESE_DECISIONS = {
    "Which volume reaches the tier: what is left to pay, or all calls of the month?": (
        "由哪些调用量确定阶梯：后付费调用量，还是当月全部调用量？"
    ),
    "What is left after free quota and packs: the only example of this product in which the two "
    "differ takes the tier of the 990,000 calls left, not of the 11,000,000.": (
        "由扣除免费额度和资源包之后的调用量确定：本产品唯一一个两者不同的示例，采用剩余 990,000 次所在的阶梯，"
        "而不是 11,000,000 次所在的阶梯。"
    ),
    "Is a part of a thousand calls charged as a part, or as a whole thousand?": (
        "不满一千次的部分，按实际比例计费还是按一千次计费？"
    ),
    "As a part: the nearest relative says so, and this product's own examples price single calls. "
    "Under round-up the tier is still chosen on the actual calls.": (
        "按实际比例：最接近的产品如此写明，本产品自己的示例也按单次计价。取 round-up 时，阶梯仍按实际调用量确定。"
    ),
    "How does an amount become whole cents?": "金额如何舍入到分？",
    "Half up, once per interface and month: bills rate with eight decimals, charge two, and may "
    "charge more than the exact amount, which cutting off never does.": (
        "四舍五入，每个接口每月一次：账单明细保留八位小数，扣费保留两位，而且扣费可能高于精确金额；若一律舍去，就不会高于精确"
        "金额。"
    ),
    "Where no sentence says it: are all calls charged at the price of the tier reached (volume "
    "pricing), or each tier's calls at that tier's price (graduated)?": (
        "没有语句说明时：全部调用按所到达阶梯的单价计费（阶梯到达），还是各阶梯的调用按各自单价计费（阶梯累进）？"
    ),
    "At the price of the tier reached: every page of this product that says it says so. It matters "
    "only for months whose page does not say it, or says it in words that nobody can be sure of.": (
        "按所到达阶梯的单价：本产品凡写明的页面都如此写明。只有当月页面没有说明、或用语无法确定时，本项才有影响。"
    ),
    "Under graduated pricing, at which price is the call whose number is the bound, where the bound "
    "is not in the lower tier (不含)?": (
        "阶梯累进时，若界限不属于较低的阶梯（不含），序号恰为界限的那一次调用按哪个单价计费？"
    ),
    "At the old price: by measure, the first 1,000 calls of a tier of 1,000 take its price. So do "
    "all nine worked examples of the vendor that cross a bound; in the one whose bound lies in the "
    "tier above, 2 TB are charged at the price of 0TB - 2TB. By number, the call numbered 1,000 has "
    "the new price. The two differ by one call a bound, and not at all where the bound is in the "
    "lower tier (≤).": (
        "按旧单价：按量计，1,000 次的阶梯里前 1,000 次都按该阶梯单价。厂商跨越界限的九个示例全部如此；其中有一个的界限"
        "属于较高的阶梯，2 TB 按 0TB - 2TB 的单价计费。按序号计，第 1,000 次已按新单价。两者在每个界限处只差一次调用；"
        "界限属于较低的阶梯（≤）时没有差别。"
    ),
    "Does a quota that changes within a month change the free pack already issued?": (
        "月中调整额度，会改变已经发放的免费资源包吗？"
    ),
    "No: the pack is issued on the 1st and lasts the month, so October 2022 keeps the one issued "
    "on 1 October. Under on-date, calls from the 24th find the new quota less what the interface "
    "already had free that month.": (
        "不会：免费资源包每月 1 号发放，当月有效，因此 2022 年 10 月沿用 10 月 1 日发放的资源包。取 on-date 时，24 日起"
        "的调用适用新额度减去该接口当月已免费的次数。"
    ),
    "How is a month settled in which a price changes?": "价格在月中变动时，当月如何结算？",
    "Calls before the day and calls from it on are priced apart, each at the price of their day; "
    "all paid calls of the month together choose the tier. The vendor's notices for other products "
    "let the new price count for calls from its day on; none says how a month's tier is found. "
    "Under the other values the facts of the month's last or first day hold for the whole month.": (
        "变动日之前与自变动日起的调用分别按当天的价格计费，阶梯由当月全部后付费调用量共同确定。厂商对其他产品的公告"
        "规定新价格适用于其生效日起的调用，但都没有说明当月的阶梯如何确定。取其他值时，整月按当月最后一天或第一天的"
        "价目结算。"
    ),
    "Is there a free quota in the month in which the service is activated?": (
        "开通服务的当月有免费额度吗？"
    ),
    "Not before the 1st of the next month, as an older page of this product says. It matters only "
    "when an activation date is given.": (
        "次月 1 日起才有，本产品较早的页面如此写明。仅在给出开通日期时有影响。"
    ),
    "When interfaces share a free quota, whose calls are free?": (
        "多个接口共享免费额度时，哪个接口的调用免费？"
    ),
    "The first calls made: by day, then in the page's order. Cheap and dear go by the price of the "
    "first tier.": "先发生的调用：先按日期，再按页面顺序。高价与低价以第一阶梯的单价为准。",
    "Of several packs, which is used first?": "有多个资源包时，先用哪个？",
    "The one that ends first; on equal ends the earlier purchase, then the smaller pack. With packs "
    "that all last one year both values agree.": (
        "先到期的；到期日相同则先用较早购买的，再用较小的。资源包有效期均为一年时，两种取值结果相同。"
    ),
    "How long does a pack last?": "资源包有效期多长？",
    "One year from the day of purchase, to the same day of the next year, exclusive; 29 February "
    "ends on 28 February. A cited fact rather than a choice.": (
        "自购买之日起一年，至次年同日（不含）；2 月 29 日购买的至 2 月 28 日为止。这一点有原文依据，不是我们的选择。"
    ),
    "From when does a pack cover calls: the day it is bought, or the whole month?": (
        "资源包从何时起抵扣：购买当日，还是整个当月？"
    ),
    "From 00:00 of the day of purchase; what was already charged stays charged.": (
        "自购买当日 00:00 起；已经扣费的不再退回。"
    ),
    "points to the console": "指向控制台",
}
