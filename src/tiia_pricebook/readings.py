"""The readings: what the page leaves open, the admissible answers, and the evidence.

Quotations are from the vendor's public documentation repository, tencentyun/qcloud-documents.
"""

from __future__ import annotations

from tiia_pricebook.model.reading import Evidence, Reading

_LEGACY = "product/大数据与AI/图片标签/购买指南/旧版图像标签价格.md"
_FAMILY = "product/大数据与AI/智能鉴黄/产品价格.md"
_BILLS = "product/管理与支持/计费相关(new)/常见问题/账单常见问题.md"
_FACEID = "product/大数据与AI/人脸核身（云智慧眼）/购买指南/价格说明.md"
_OCR_NOTICE = (
    "product/大数据与AI/文字识别/二维码和条形码识别 API 接口以及快速文本检测 API 接口"
    "产品价格变更说明.md"
)
_OCR = "product/大数据与AI/文字识别/购买指南/计费概述.md"
_ASR = "product/大数据与AI/语音识别/购买指南/计费概述.md"
_ASR_NOTICE = "product/大数据与AI/语音识别/购买指南/计费策略变更.md"
_TTS = "product/大数据与AI/语音合成/购买指南.md"
_CDN = "product/存储与CDN/内容分发网络/购买指导/计费说明.md"
_LIVE = "product/视频服务/直播/购买指南/预付费资源包.md"
_PORTRAIT = "product/大数据与AI/人像变换/购买指南/计费概述.md"
_TRANSLATE = "product/大数据与AI/腾讯机器翻译/计费概述.md"
_LOAD_TEST = "product/游戏服务/压测大师/购买指导/购买指南.md"
_SCREENSHOTS = "product/视频服务/直播/购买指导/价格总览.md"
_MODES = "product/管理与支持/计费相关(new)/计费说明/计费方式/阶梯计费模式说明.md"
_REQUESTS = "product/存储与CDN/全站加速/09 购买指导/2. 计费说明.md"
_THIS_PAGE = "scraper/snapshots/tiia-pricing.md"

READINGS: tuple[Reading, ...] = (
    Reading(
        name="tier-basis",
        values=("after-deduction", "gross"),
        default="after-deduction",
        certainty="own",
        question="Which volume reaches the tier: what is left to pay, or all calls of the month?",
        decision="What is left after free quota and packs: the only example of this product in "
        "which the two differ takes the tier of the 990,000 calls left, not of the 11,000,000.",
        evidence=(
            Evidence(
                "after-deduction",
                "9200 +（11000000 - 10000000 - 10000）x 0.0011 = 10289（元）",
                _LEGACY,
                "2018-11-13 to 2020-06-29",
            ),
            Evidence(
                "after-deduction",
                "额外的103百万字符需要付费，因为103百万字符达到100百万字符标准采用刊例价50元",
                _TRANSLATE,
                "2019-05-17 to 2021-07-16",
            ),
            Evidence("gross", "后付费根据月调用量后，采用阶梯到达定价", _THIS_PAGE, "undated"),
            Evidence(
                "gross",
                "1800 +（2000000 - 1000000-3000）/ 1000 × 2.2 = 3993.4（元）",
                _ASR,
                "2020-06-28 to 2021-06-17",
            ),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="partial-thousand",
        values=("pro-rata", "round-up"),
        default="pro-rata",
        certainty="sister",
        question="Is a part of a thousand calls charged as a part, or as a whole thousand?",
        decision="As a part: the nearest relative says so, and this product's own examples "
        "price single calls. Under round-up the tier is still chosen on the actual calls.",
        evidence=(
            Evidence(
                "pro-rata",
                "按照实际使用量计费，不满一千张不会按照一千张收费",
                _FAMILY,
                "2019-04-28 to 2019-07-02",
            ),
            Evidence(
                "round-up",
                "超过千张的按千张计费，如1001张按2000张计费",
                _SCREENSHOTS,
                "2017-09-29 to 2019-01-17",
            ),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="rounding",
        values=("half-up", "down"),
        default="half-up",
        certainty="sister",
        question="How does an amount become whole cents?",
        decision="Half up, once per interface and month: bills rate with eight decimals, charge "
        "two, and may charge more than the exact amount, which cutting off never does.",
        evidence=(
            Evidence(
                "half-up",
                "账单明细费用（计费）最多支持8位小数，而账户支付金额（扣费）最多支持2位小数",
                _BILLS,
                "2018-09-04 to 2021-07-08",
            ),
            Evidence(
                "down",
                "购买结算金额遇小数点，保留两位小数，第三位舍掉",
                _LOAD_TEST,
                "2017-12-21 to 2021-03-08",
            ),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="tier-mode",
        values=("reached", "progressive"),
        default="reached",
        certainty="own",
        question="Where no sentence says it: are all calls charged at the price of the tier "
        "reached (volume pricing), or each tier's calls at that tier's price (graduated)?",
        decision="At the price of the tier reached: every page of this product that says it says "
        "so. It matters only for months whose page does not say it, or says it in words that "
        "nobody can be sure of.",
        evidence=(
            Evidence("reached", "后付费根据月调用量后，采用阶梯到达定价", _THIS_PAGE, "undated"),
            Evidence(
                "reached",
                "每月接口调用总量达到某个阶梯后，所有调用量按该阶梯的单价进行计费",
                _LEGACY,
                "2018-11-13 to 2020-06-29",
            ),
            Evidence(
                "progressive",
                "产品的每个购买阶梯使用一个价格，每个阶梯内的用量与该阶梯的价格相乘，累加后得出总价",
                _MODES,
                "2017-10-17 to 2020-08-17",
            ),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="progressive-bound",
        values=("by-measure", "by-number"),
        default="by-measure",
        certainty="sister",
        question="Under graduated pricing, at which price is the call whose number is the bound, "
        "where the bound is not in the lower tier (不含)?",
        decision="At the old price: by measure, the first 1,000 calls of a tier of 1,000 take its "
        "price. So do all nine worked examples of the vendor that cross a bound; in the one whose "
        "bound lies in the tier above, 2 TB are charged at the price of 0TB - 2TB. By number, the "
        "call numbered 1,000 has the new price. The two differ by one call a bound, and not at "
        "all where the bound is in the lower tier (≤).",
        evidence=(
            Evidence(
                "by-measure",
                "其中2TB落入0TB - 2TB的计费阶梯，1TB落入2TB - 10TB的计费阶梯",
                _CDN,
                "2017-11-28 to 2021-06-09",
            ),
            Evidence(
                "by-measure",
                "5000 * 0.20 + 980 * 0.18 = 1176.4",
                _REQUESTS,
                "2018-04-24 to 2021-03-02",
            ),
            Evidence("by-number", "0 - 1000千次/月(不含1000千次)", _THIS_PAGE, "undated"),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="quota-change",
        values=("at-issue", "on-date"),
        default="at-issue",
        certainty="assumed",
        question="Does a quota that changes within a month change the free pack already issued?",
        decision="No: the pack is issued on the 1st and lasts the month, so October 2022 keeps "
        "the one issued on 1 October. Under on-date, calls from the 24th find the new quota less "
        "what the interface already had free that month.",
        evidence=(
            Evidence("at-issue", "每个月1号自动发放到您的腾讯云账号中", _THIS_PAGE, "undated"),
            Evidence("on-date", "自2022年10月24日起", _THIS_PAGE, "undated"),
        ),
        clause="quota-change-notice",
    ),
    Reading(
        name="price-change",
        values=("by-day", "whole-month-new", "whole-month-old"),
        default="by-day",
        certainty="assumed",
        question="How is a month settled in which a price changes?",
        decision="Calls before the day and calls from it on are priced apart, each at the price of "
        "their day; all paid calls of the month together choose the tier. The vendor's notices for "
        "other products let the new price count for calls from its day on; none says how a month's "
        "tier is found. Under the other values the facts of the month's last or first day hold "
        "for the whole month.",
        evidence=(
            Evidence(
                "by-day",
                "后付费资源将在公测期结束后按照正式价格对调用进行收费",
                _OCR_NOTICE,
                "2020-10-10",
            ),
            Evidence("by-day", "截止到2019年12月31日计费不变", _ASR_NOTICE, "2021-03-01"),
            Evidence(
                "whole-month-new", "后付费根据月调用量后，采用阶梯到达定价", _THIS_PAGE, "undated"
            ),
        ),
        clause="reached-tiers",
    ),
    Reading(
        name="first-month",
        values=("from-next-month", "from-activation"),
        default="from-next-month",
        certainty="own",
        question="Is there a free quota in the month in which the service is activated?",
        decision="Not before the 1st of the next month, as an older page of this product says. "
        "It matters only when an activation date is given.",
        evidence=(
            Evidence(
                "from-next-month",
                "当月首次开通接口的客户，免费赠送额度从次月1日发放，次月才能享受到10000次的免费额度",
                _LEGACY,
                "2018-12-27 to 2020-06-29",
            ),
            Evidence(
                "from-activation",
                "当月首次开通服务的新客户，开通后立即发放免费资源包",
                _ASR,
                "2019-10-29 to 2021-06-17",
            ),
            Evidence(
                "from-activation",
                "于每个月1号（新开通用户于当日）自动发放到您的腾讯云账号中",
                _OCR,
                "2020-11-12 to 2021-07-20",
            ),
        ),
        clause="quota-granted-on-activation",
    ),
    Reading(
        name="shared-pool-order",
        values=("as-called", "cheapest-first", "dearest-first"),
        default="as-called",
        certainty="assumed",
        question="When interfaces share a free quota, whose calls are free?",
        decision="The first calls made: by day, then in the page's order. Cheap and dear go by "
        "the price of the first tier.",
        evidence=(
            Evidence("as-called", "将共同享受对应的免费额度", _THIS_PAGE, "undated"),
            Evidence(
                "dearest-first",
                "计费会扣除免费的2000张（先扣费用比较高的确定部分）",
                _FAMILY,
                "2017-11-07 to 2019-07-02",
            ),
            Evidence(
                "cheapest-first",
                "每月的免费资源包优先抵扣普通音色用量",
                _TTS,
                "2020-05-07 to 2021-06-16",
            ),
        ),
        clause="quota-shared",
    ),
    Reading(
        name="pack-order",
        values=("earliest-expiry", "earliest-purchase"),
        default="earliest-expiry",
        certainty="sister",
        question="Of several packs, which is used first?",
        decision="The one that ends first; on equal ends the earlier purchase, then the smaller "
        "pack. With packs that all last one year both values agree.",
        evidence=(
            Evidence(
                "earliest-expiry", "优先抵扣先到期的资源包", _LIVE, "2021-03-10 to 2021-06-08"
            ),
            Evidence(
                "earliest-purchase",
                "同时拥有多个可用的付费资源包，则先扣购买时间较早的",
                _PORTRAIT,
                "2020-06-30 to 2020-11-27",
            ),
        ),
        clause="recognition-prepaid",
    ),
    Reading(
        name="pack-validity",
        values=("one-year",),
        default="one-year",
        certainty="own",
        question="How long does a pack last?",
        decision="One year from the day of purchase, to the same day of the next year, "
        "exclusive; 29 February ends on 28 February. A cited fact rather than a choice.",
        evidence=(
            Evidence(
                "one-year",
                "预付费资源包支持多种规格，有效期均为1年，1年内若资源包次数未使用完，则过期作废",
                _LEGACY,
                "2018-11-13 to 2020-06-29",
            ),
        ),
        clause="recognition-prepaid",
    ),
    Reading(
        name="pack-start",
        values=("purchase-day", "purchase-month"),
        default="purchase-day",
        certainty="sister",
        question="From when does a pack cover calls: the day it is bought, or the whole month?",
        decision="From 00:00 of the day of purchase; what was already charged stays charged.",
        evidence=(
            Evidence(
                "purchase-day",
                "您在2021年2月14日14:30购买的资源包可以扣减2021年2月14日00:00之后的调用量",
                _FACEID,
                "2021-05-12 to 2021-07-06",
            ),
            Evidence(
                "purchase-month",
                "对于月结客户，只要当月流量包有效，就可以正常抵扣全月的流量",
                _CDN,
                "2020-11-26 to 2021-06-09",
            ),
            Evidence(
                "purchase-month",
                "预付费资源包可用于抵扣当月产生的调用量",
                _PORTRAIT,
                "2020-06-30 to 2020-11-27",
            ),
        ),
        clause="recognition-prepaid",
    ),
)
