"""The field's words for volume and graduated pricing, and what a page says with them."""

from __future__ import annotations

import pytest

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.extraction import read_page
from tiia_scraper.vocabulary import fold, mode_words

REACHED = [
    "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
    "每月接口调用总量达到某个阶梯后，所有调用量按该阶梯的单价进行计费，阶梯越高，单价越低。",
    "采用阶梯到达的计费方式，当月总量在哪个阶梯内，则按该阶梯单价计费。",
    "总用量到达哪个阶梯，则总价为总用量 * 该阶梯价格。",
    "全部用量按所在阶梯单价计费。",
    "当月全部调用量均按到达的阶梯单价结算。",
    "月调用总量按所达到的档位单价计费。",
    "分档计费，总量落入哪一档，全部用量按该档单价。",
    "总用量统一按所在阶梯的单价计费。",
    "采用阶梯达到的方式计费。",
    "采用全额累进方式计费。",
    "采用阶梯到达，而非阶梯累进。",
    "阶梯累进已取消，采用阶梯到达定价。",
]
GRADUATED = [
    "采用阶梯累进定价。",
    "采用累进阶梯定价。",
    "采用超额累进方式计费。",
    "采用分段累进。",
    "计费采取阶梯累加的方式，每月接口调用总量达到某个阶梯后，超出部分按该阶梯的单价进行计费。",
    "超出部分按该阶梯单价计费。",
    "各阶梯分别计费。",
    "各阶梯的调用量分别按各自单价计费。",
    "不同阶梯分别计费。",
    "月调用总量按各阶梯单价分别计费。",
    "按分段计费方式结算。",
    "调用量逐档累加计价。",
    "每个阶梯内的用量与该阶梯的价格相乘，累加后得出总价。",
    "每个区间内的用量按该区间单价计算后相加。",
    "各档用量分别乘以各档单价后求和。",
    "无论用量多少，均采用阶梯累进计费。",
    "采用阶梯累进，而非阶梯到达。",
    "不再采用阶梯到达，改为阶梯累进。",
]
UNDECIDED = [
    "按阶梯计费，用得越多越便宜。",
    "采用阶梯定价。",
    "统一按阶梯计费。",
    "全部调用按对应阶梯单价计费。",
    "免费额度用完后，超出部分按对应阶梯单价计费。",
    "不采用阶梯累进。",
    "非累进。",
    "采用非累进的阶梯计费方式。",
    "不再采用阶梯到达定价。",
    "阶梯累进不再适用。",
    "多个子账号的调用量累加后计费。",
]
OTHER = [
    "月累计调用量越高，单价越低。",
    "预付费资源包用完后，会自动转入使用后付费结算方式。",
    "按照资源包次数耗尽后超额使用转入后付费模式的计算方式。",
]
PAGE = """## 后付费

{said}结算顺序为：免费资源包 > 资源包 > 后付费。

| 月接口调用总量 | 0 < 调用量 ≤ 100万 | 100万 < 调用量 |
|---|---|---|
| 商品识别 | 0.02元/次 | 0.012元/次 |
"""
UNSTATED = "no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)"


def read(said: str) -> PriceBook:
    return read_page(PAGE.format(said=said).encode(), "page")


@pytest.mark.parametrize(
    ("sentence", "modes", "speaks"),
    [
        *((sentence, {"reached"}, True) for sentence in REACHED),
        *((sentence, {"progressive"}, True) for sentence in GRADUATED),
        *((sentence, set(), True) for sentence in UNDECIDED),
        *((sentence, set(), False) for sentence in OTHER),
        ("采用阶梯到达定价，阶梯累进。", {"reached", "progressive"}, True),
    ],
)
def test_what_a_sentence_says_of_tiers(sentence: str, modes: set[str], speaks: bool) -> None:
    found = mode_words(squeeze(fold(sentence)))
    assert (set(found.modes), found.speaks) == (modes, speaks)


@pytest.mark.parametrize("sentence", [REACHED[4], GRADUATED[4]])
def test_a_sentence_in_other_words_decides(sentence: str) -> None:
    book = read(sentence)
    [table] = book.pay_as_you_go
    assert table.mode == ("reached" if sentence in REACHED else "progressive")
    assert book.clause(table.mode_clause or "").text == sentence
    assert not table.mode_certainty
    assert "tier-mode-unstated" not in {finding.id for finding in book.findings}


@pytest.mark.parametrize(
    ("sentence", "speaks"), [(UNDECIDED[0], True), (UNDECIDED[5], True), ("", False)]
)
def test_what_nobody_says_is_assumed(sentence: str, speaks: bool) -> None:
    book = read(sentence)
    [table] = book.pay_as_you_go
    assert (table.mode, table.mode_clause, table.mode_certainty) == ("reached", None, "assumed")
    [finding] = [one for one in book.findings if one.id == "tier-mode-unstated"]
    id = next(one.id for one in book.clauses if one.text == sentence) if speaks else ""
    clause = f"; clause {id} speaks of tiers" if speaks else ""
    assert (finding.text, finding.decision) == (f"{UNSTATED}{clause}", "reached")


def test_sentences_that_disagree_are_refused() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(f"{REACHED[4]}{GRADUATED[5]}")
    assert refused.value.id == "tier-mode-contradictory"


def test_the_book_says_to_which_tier_a_bound_belongs() -> None:
    [table] = read(REACHED[0]).pay_as_you_go
    assert [(tier.from_calls, tier.bound_in or None) for tier in table.tiers] == [
        (0, None),
        (1_000_001, "lower"),
    ]
    upper = PAGE.format(said=REACHED[0]).replace("0 < 调用量 ≤ 100万", "0 - 100万次(不含100万次)")
    [table] = read_page(
        upper.replace("100万 < 调用量", "100万次以上").encode(), "page"
    ).pay_as_you_go
    assert [(tier.from_calls, tier.bound_in or None) for tier in table.tiers] == [
        (0, None),
        (1_000_000, "upper"),
    ]
