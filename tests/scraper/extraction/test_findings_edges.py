"""Every finding of the reader, word for word, at its place."""

import pytest

from tiia_pricebook import PriceBook
from tiia_scraper import read_page

Found = tuple[int | None, int | None, int | None, str | None, str, str]

TIERS = """## 图像
{lead}

| 月接口调用总量 | {head} |
|---|---|
{rows}

{tail}
"""
USUAL = "采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。"
TWO = ("0 - 300万(不含300万) | 2元/次", "300万以上 | 1元/次")

QUOTAS = """## 价格
<table><tr><td>接口名称<td>{head}</td><td>有效期</td></tr>
{rows}</table>

价格如下：

<table><tr><td>接口名称<td>0 - 10千次/月(不含10千次)<td>10千次以上/月</td></tr>
<tr><td>甲<td>2元/千次<td>1元/千次</td></tr><tr><td>乙<td>3元/千次<td>2元/千次</td></tr></table>

采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。
{tail}
"""
MONTHLY = "<td>当月有效，每月发放</td></tr>"
BOTH = f"<tr><td>甲<td>1000次/月{MONTHLY}<tr><td>乙<td>1000次/月{MONTHLY}"
DATED = "10000次/月<br>注：2022年10月24日起将调整为1000次/月。"


def tiers(*rows: str, lead: str = "价格如下：", head: str = "单价", tail: str = USUAL) -> str:
    lines = "\n".join(f"| {row} |" for row in rows or TWO)
    return TIERS.format(lead=lead, head=head, rows=lines, tail=tail)


def quotas(rows: str = BOTH, head: str = "免费额度", tail: str = "") -> str:
    return QUOTAS.format(rows=rows, head=head, tail=tail)


def read(page: str) -> PriceBook:
    return read_page(page.encode(), "page")


def told(book: PriceBook) -> dict[str, list[Found]]:
    """Findings by id: table, row, column, the clause's text, the text and the decision."""
    found: dict[str, list[Found]] = {}
    for finding in book.findings:
        place = finding.where
        clause = book.clause(place.clause).text if place.clause else None
        entry = (place.table, place.row, place.column, clause, finding.text, finding.decision)
        found.setdefault(finding.id, []).append(entry)
    return found


SNAPSHOT: dict[str, list[Found]] = {
    "end-tag-br": [
        (1, 0, 1, None, "</br> stands for <br> in 3 cells", "read as a browser does"),
        (2, 0, 1, None, "</br> stands for <br> in 3 cells", "read as a browser does"),
        (3, 0, 1, None, "</br> stands for <br> in 3 cells", "read as a browser does"),
    ],
    "stray-end-tag": [
        (1, 4, None, None, "an end tag without its start tag", "read as a browser does")
    ],
    "row-without-tr": [
        (2, 1, 0, None, "a cell begins a row without <tr>", "read as a browser does"),
        (3, 1, 0, None, "a cell begins a row without <tr>", "read as a browser does"),
    ],
    "span-past-rows": [
        (4, 1, 0, None, "rowspan=8 over 7 rows", "the span ends with its rows; no row is added")
    ],
    "bound-note-contradicts-range": [
        (
            *(2, 0, 1, None),
            "the note under the range contradicts it: 0 - 3000千次/月 (不含1000千次)",
            "the range holds",
        ),
        (
            *(2, 0, 2, None),
            "the note under the range contradicts it: 3000千 - 10000千次/月 (不含3000千次)",
            "the range holds",
        ),
    ],
    "two-quotas-in-one-cell": [
        (
            *(0, row, 1, None),
            "10000 calls a month until 2022-10-24, 1000 from then on",
            "both kept, dated",
        )
        for row in (1, 3, 4, 6, 7)
    ],
    "shared-quota-becomes-each": [
        (
            *(0, 1, 1, None),
            "10000 calls shared until 2022-10-24, 1000 each from then on",
            "one pool until then, a quota for each interface after; both kept, dated",
        )
    ],
}


def test_the_findings_of_the_page_in_words(book: PriceBook) -> None:
    found = told(book)
    [lead_in] = found.pop("lead-in-contradicts-table")
    assert lead_in[:3] == (None, None, None)
    assert lead_in[4:] == (
        "announces the quotas after the change; 5 cells give the old first",
        "both kept, dated",
    )
    assert found == SNAPSHOT


@pytest.mark.parametrize(
    ("page", "id", "expected"),
    [
        pytest.param(
            tiers("0 - 300万 | 2元/次", "300万以上 | 1元/次"),
            "bound-side-unstated",
            (
                *(0, 2, 0, None),
                "no text says to which tier 3000000 calls belong: '300万以上'",
                "the lower bound is in",
            ),
            id="bound-side-unstated",
        ),
        pytest.param(
            tiers("0 - 300万(不含300万) | 2元/次", "300万以上 | 2.5元/次"),
            "price-rises-with-volume",
            (
                *(0, 2, 1, None),
                "the price rises from 2 to 2.5 with the volume",
                "the price stands as printed",
            ),
            id="price-rises",
        ),
        pytest.param(
            tiers(
                "0 - 500千 | 3元/次",
                "500 - 3000 千(不含3000千) | 2元/次",
                "3000千以上(含3000千) | 1元/次",
            ),
            "bound-unit-borrowed",
            (
                *(0, 2, 0, None),
                "a unit is given on one side only: 500 - 3000 千(不含3000千)",
                "the unit of the other side",
            ),
            id="unit-borrowed-below",
        ),
        pytest.param(
            tiers("0千 - 500 | 3元/次", "500千 - 3000千 | 2元/次", "3000千以上 | 1元/次"),
            "bound-unit-borrowed",
            (
                *(0, 1, 0, None),
                "a unit is given on one side only: 0千 - 500",
                "the unit of the other side",
            ),
            id="unit-borrowed-above",
        ),
        pytest.param(
            tiers("0 - 300万次(不含300万次) | 2元/次", "300万次以上 | 1元/张"),
            "counted-things-differ",
            (
                *(0, 2, 1, None),
                "'1元/张' counts 张, what is above or before it 次",
                "each is a call",
            ),
            id="things-differ-from-the-bands",
        ),
        pytest.param(
            tiers("0 - 300万(不含300万) | 2元/张", "300万以上 | 1元/条"),
            "counted-things-differ",
            (
                *(0, 2, 1, None),
                "'1元/条' counts 条, what is above or before it 张",
                "each is a call",
            ),
            id="things-differ-among-prices",
        ),
        pytest.param(
            tiers("0<调用量≤1万 | 免费", "1万<调用量 | 1元/次"),
            "free-band-read-as-quota",
            (
                *(0, 1, 1, None),
                "the first 10000 calls are a tier priced 免费",
                "a free quota; the next tier starts at 0",
            ),
            id="free-band",
        ),
        pytest.param(
            tiers(lead="图像每月提供 5000 次的免费调用。图像每月提供 1 万次的免费调用。"),
            "quotas-disagree",
            (
                *(None, None, None, "图像每月提供 1 万次的免费调用。"),
                "10000 free calls a month for 图像, elsewhere 5000",
                "5000 calls",
            ),
            id="quotas-disagree",
        ),
        pytest.param(
            tiers(lead="首购赠送100次免费调用。"),
            "quota-sentence-unread",
            (
                *(None, None, None, "首购赠送100次免费调用。"),
                "speaks of free calls: '首购赠送100次免费调用。'",
                "not read as a free quota",
            ),
            id="quota-sentence-unread",
        ),
        pytest.param(
            tiers(tail="结算顺序为：免费资源包 > 资源包 > 后付费。"),
            "tier-mode-unstated",
            (
                *(None, None, None, None),
                "no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)",
                "reached",
            ),
            id="mode-unstated",
        ),
        pytest.param(
            tiers(tail="采用阶梯到达定价。"),
            "settlement-order-unstated",
            (
                *(None, None, None, None),
                "no sentence says in which order free quota, packs and pay-as-you-go are settled",
                "free-quota > resource-pack > pay-as-you-go",
            ),
            id="order-unstated",
        ),
        pytest.param(
            tiers(lead="目前仅支持后付费。价格如下：")
            + "\n\n<table><tr><td>接口<td>规格<td>价格</tr>"
            "<tr><td>图像<td>1万次<td>7元</tr></table>",
            "no-packs-contradicted",
            (
                *(None, None, None, "目前仅支持后付费。"),
                "packs of 图像 are sold; the clause says that there are none",
                "both kept",
            ),
            id="no-packs-contradicted",
        ),
        pytest.param(
            quotas(f"<tr><td>甲<td>-{MONTHLY}<tr><td>乙<td>1000次/月{MONTHLY}"),
            "no-free-quota",
            (0, 1, 1, None, "no free quota for 甲: '-'", "no free calls"),
            id="no-free-quota",
        ),
        pytest.param(
            quotas(
                f"<tr><td>甲<td rowspan=2>无</td>{MONTHLY}<tr><td>乙</td>{MONTHLY}"
                f"<tr><td>丙<td>1000次/月{MONTHLY}"
            ),
            "no-free-quota",
            (0, 1, 1, None, "no free quota for 甲、乙: '无'", "no free calls"),
            id="no-free-quota-for-two",
        ),
        pytest.param(
            quotas(f"<tr><td>甲<td>1000次/月{MONTHLY}<tr><td>丙<td>1000次/月{MONTHLY}"),
            "interface-without-price",
            (
                *(0, 2, 0, None),
                "丙 has no pay-as-you-go price on this page",
                "calls that cost cannot be priced",
            ),
            id="interface-without-price",
        ),
        pytest.param(
            quotas(f"<tr><td>甲<td>1000次/月{MONTHLY}"),
            "interface-without-quota",
            (1, 2, 0, None, "乙 has no free quota on this page", "no free calls"),
            id="interface-without-quota",
        ),
        pytest.param(
            quotas(tail="自2022年10月24日起，甲接口的免费调用额度将进行调整为新的额度。"),
            "notice-unread",
            (
                *(
                    None,
                    None,
                    None,
                    "自2022年10月24日起，甲接口的免费调用额度将进行调整为新的额度。",
                ),
                "not a notice with a date, interfaces and a quota",
                "the cells hold",
            ),
            id="notice-unread",
        ),
        pytest.param(
            quotas(tail="自2022年10月24日起，如下：甲接口的免费调用额度将调整为1000次/月。"),
            "notice-contradicts-cell",
            (
                *(
                    None,
                    None,
                    None,
                    "自2022年10月24日起，如下：甲接口的免费调用额度将调整为1000次/月。",
                ),
                "the notice changes the quota of 甲; no cell does",
                "the cells hold",
            ),
            id="notice-without-cell",
        ),
        pytest.param(
            quotas(
                f"<tr><td>甲<td>{DATED}{MONTHLY}<tr><td>乙<td>1000次/月{MONTHLY}",
                tail="自2022年10月24日起，如下：甲接口的免费调用额度将调整为500次/月。",
            ),
            "notice-contradicts-cell",
            (
                *(0, 1, 1, None),
                "甲: 1000 calls from 2022-10-24; the notice says otherwise",
                "the cell holds",
            ),
            id="notice-with-another-number",
        ),
    ],
)
def test_a_finding_in_words(page: str, id: str, expected: Found) -> None:
    assert told(read(page))[id] == [expected]


def test_a_notice_that_forgets_a_pool_names_its_interfaces() -> None:
    rows = (
        "<tr><td>甲<td rowspan=2>共享10000次/月<br>注：2022年10月24日起将调整为1000次/月。</td>"
        f"{MONTHLY}<tr><td>乙</td>{MONTHLY}"
    )
    notice = "自2022年10月24日起，如下：甲接口的免费调用额度将调整为1000次/月。"
    found = told(read(quotas(rows, tail=notice)))["notice-contradicts-cell"]
    assert [entry[:3] for entry in found] == [(None, None, None), (0, 1, 1)]
    assert [entry[4] for entry in found] == [
        "the notice changes the quota of 甲; no cell does",
        "甲、乙: 1000 calls from 2022-10-24; the notice says otherwise",
    ]


def test_a_notice_that_agrees_with_its_cells_is_none() -> None:
    rows = f"<tr><td>甲<td>{DATED}{MONTHLY}<tr><td>乙<td>1000次/月{MONTHLY}"
    notice = "自2022年10月24日起，如下：甲接口的免费调用额度将调整为1000次/月。"
    found = told(read(quotas(rows, tail=notice)))
    assert list(found) == ["two-quotas-in-one-cell"]


def test_packs_of_two_interfaces_that_a_clause_denies() -> None:
    packs = (
        "<table><tr><td>接口<td>规格<td>价格</tr>"
        "<tr><td>甲<td>1万次<td>7元</tr><tr><td>乙<td>1万次<td>8元</tr></table>"
    )
    page = quotas().replace("价格如下：", "目前仅支持后付费。价格如下：")
    [found] = told(read(f"{page}\n\n## 资源包\n{packs}"))["no-packs-contradicted"]
    assert found[4] == "packs of 甲、乙 are sold; the clause says that there are none"


def test_prices_that_all_count_another_thing_than_their_bands() -> None:
    page = tiers("0 - 300万次(不含300万次) | 2元/张", "300万次以上 | 1元/张")
    assert told(read(page))["counted-things-differ"] == [
        (
            *(0, row, 1, None),
            f"'{price}元/张' counts 张, what is above or before it 次",
            "each is a call",
        )
        for row, price in ((1, 2), (2, 1))
    ]


def test_an_unread_notice_does_not_hide_the_next_one() -> None:
    rows = f"<tr><td>甲<td>{DATED}{MONTHLY}<tr><td>乙<td>1000次/月{MONTHLY}"
    unread = "自2022年10月24日起，甲接口的免费调用额度将进行调整为新的额度。"
    wrong = "自2022年10月24日起，如下：甲接口的免费调用额度将调整为500次/月。"
    found = told(read(quotas(rows, tail=f"{unread}{wrong}")))
    assert len(found["notice-unread"]) == len(found["notice-contradicts-cell"]) == 1


def test_equal_prices_do_not_rise() -> None:
    page = tiers("0 - 300万(不含300万) | 2元/次", "300万以上 | 2元/次")
    assert told(read(page)) == {}


def test_a_page_without_the_content_box_in_words() -> None:
    page = (
        "<!DOCTYPE html><html><body><h2>图像</h2><table><tr><td>月调用量<td>单价"
        "<tr><td>0 - 300万<td>2元/次<tr><td>300万以上<td>1元/次</table></body></html>"
    )
    assert told(read(page))["content-box-missing"] == [
        (
            *(None, None, None, None),
            "an HTML page without the content box #docArticleContent",
            "the whole body is read",
        )
    ]


def test_a_pack_that_is_not_sold_in_words(page: str) -> None:
    found = told(read(page.replace("7000元/个", "-")))
    assert found["pack-not-sold"] == [
        (4, 2, 2, None, "no pack of 10万次 of 车辆识别（增强版）: '-'", "no such pack")
    ]


REPAIRS = [
    (
        "<td colspan=two>a<td>b",
        "span-unreadable",
        (0, 0, 0, None, "colspan='two'", "one row or column, as a browser does"),
    ),
    (
        "<td colspan=2000>a<td>b",
        "span-clamped",
        (0, 0, 0, None, "colspan=2000 is more than 1000", "read as a browser does"),
    ),
    (
        "<td>a<table><tr><td>x</table><td>b",
        "nested-table",
        (0, 0, 0, None, "there is a table in this cell", "read as a table of its own"),
    ),
    (
        "<td>a<td>b<tr><td>c",
        "slot-empty",
        (0, 1, 1, None, "a row is shorter than others", "the missing cell is empty"),
    ),
    ("<td>a<td>b<tr>", "row-empty", (0, 1, None, None, "a row without cells", "no row at all")),
    (
        "<td>a<td>b<td rowspan=2>c<tr><td colspan=3>d",
        "cells-overlap",
        (0, 1, 0, None, "two cells cover one slot", "read as a browser does"),
    ),
    (
        "<td>a<td hidden>b",
        "hidden-cell",
        (0, 0, 1, None, "is not shown: 'b'", "left out, as a browser does"),
    ),
    (
        "<td>a<td><i hidden>b</i>",
        "hidden-text",
        (
            *(0, 0, 1, None),
            "is not shown: 'b'",
            "left out, as a browser does",
        ),
    ),
    (
        "<td>a<tr><td>b<td>c",
        "row-too-long",
        (0, 1, 1, None, "a row is longer than the first one", "read as a browser does"),
    ),
    (
        "<td>a</br>b<td>c",
        "end-tag-br",
        (0, 0, 0, None, "</br> stands for <br>", "read as a browser does"),
    ),
]


@pytest.mark.parametrize(("cells", "id", "expected"), REPAIRS)
def test_a_repair_in_words(cells: str, id: str, expected: Found) -> None:
    page = f"<table><tr>{cells}</table>\n\n{tiers()}"
    assert told(read(page))[id] == [expected]


def test_repairs_come_by_id_then_by_place() -> None:
    cells = "<td colspan=x>a<td rowspan=y>b<td></br>c<tr><td rowspan=z>d<td></br>e<td>f<tr><td>g"
    found = read(f"<table><tr>{cells}</table>\n\n{tiers()}").findings
    assert [(f.id, f.where.row, f.where.column, f.text) for f in found] == [
        ("end-tag-br", 0, 2, "</br> stands for <br> in 2 cells"),
        ("slot-empty", 2, 1, "a row is shorter than others"),
        ("span-unreadable", 0, 0, "colspan='x'"),
        ("span-unreadable", 0, 1, "rowspan='y'"),
        ("span-unreadable", 1, 0, "rowspan='z'"),
    ]
