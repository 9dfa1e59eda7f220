"""One edit of the page, one change: each id, with its level, key, values and consequences."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import pytest

import frozen
from tiia_pricebook import PriceBook
from tiia_pricing.changes import IDS, Change, compare
from tiia_scraper import read_page

GOODS, WECHAT, CAR, PRO = "商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）"
SEAL, PET, CROP, QUALITY, CLEAR = (
    *("文件封识别", "宠物识别图片版", "智能裁剪", "图像质量评估", "图像清晰度增强"),
)
EVERY = [GOODS, WECHAT, CAR, PRO, SEAL, PET, CROP, QUALITY, CLEAR]
DAY = "2022-10-24"

PET_QUOTA = (
    "<tr> \n<td>宠物识别图片版\n\n</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n"
)
NEW_QUOTA = (
    "<tr> \n<td>新接口</td>\n<td>500次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n</tbody>"
)
PAGE = frozen.TEXT
PET_TABLE = f"<table>{PAGE.split('<table>')[4].split('</table>')[0]}</table>"
PET_HEADS = (
    "        <strong>0 - 10千次/月</br>(不含10千次)</strong></td>\n"
    '      <td width="200px">\n\t\t\t<strong>10千 - 100千次/月</br>(不含100千次) </strong></td>\n'
)
SHARED = (
    "共享10000次/月<br><strong>注：2022年10月24日起车辆识别接口与车辆识别（增强版）接口的"
    "免费调用额度将调整为各1000次/月。</strong>"
)
UNTIL = "<td>10000次/月<br><strong>注：2022年10月24日起将调整为1000次/月。</strong></td>"
SMALL_PACK = "<td>10万次</td>\n<td>7000元/个</td>\n</tr>\n<tr> \n"
COMES = "超出部分另行计费。"
ORDER = "赠送的免费资源包 > 购买的资源包 > 后付费"


class Edit(NamedTuple):
    """Texts of the page and what stands in their place, and the one change to be told."""

    swaps: tuple[tuple[str, str], ...]
    id: str
    level: str
    key: dict[str, Any]
    old: Any = None
    new: Any = None
    follows: tuple[tuple[str, Any, Any], ...] = ()


def key(*interfaces: str, **more: Any) -> dict[str, Any]:
    return {"interfaces": list(interfaces), **more}


def per(unit: str, *prices: str) -> tuple[tuple[str, str], ...]:
    """The prices of one row, as the cells have them, with another unit."""
    return tuple((f"{price}元/千次", f"{price}元/{unit}") for price in prices)


EDITS = {
    "a price rises": Edit(
        (("2.5元/千次", "2.6元/千次"),),
        "price-increased",
        "breaking",
        key(GOODS, from_calls=0),
        "2.5",
        "2.6",
    ),
    "a price falls": Edit(
        (("14元/千次", "13.5元/千次"),),
        "price-decreased",
        "notable",
        key(PET, from_calls=1_000_000),
        "14",
        "13.5",
    ),
    "a price rises above the one before": Edit(
        (("18元/千次", "21元/千次"),),
        "price-increased",
        "breaking",
        key(PET, from_calls=10_000),
        "18",
        "21",
        (("finding-added", None, "the price rises from 20 to 21 with the volume"),),
    ),
    "a price falls below the one after": Edit(
        (("20元/千次", "17元/千次"),),
        "price-decreased",
        "notable",
        key(PET, from_calls=0),
        "20",
        "17",
        (("finding-added", None, "the price rises from 17 to 18 with the volume"),),
    ),
    "a bound moves for all that it heads": Edit(
        (
            ("0 - 1000千次/月</br>(不含1000千次)", "0 - 2000千次/月</br>(不含2000千次)"),
            ("1000千 - 3000千次/月</br>", "2000千 - 3000千次/月</br>"),
        ),
        "tier-bound-moved",
        "breaking",
        key(GOODS, WECHAT, CAR, PRO, from_calls=1_000_000),
        1_000_000,
        2_000_000,
    ),
    "a bound moves and its note does not": Edit(
        (
            ("0 - 10千次/月", "0 - 20千次/月"),
            ("10千 - 100千次/月", "20千 - 100千次/月"),
        ),
        "tier-bound-moved",
        "breaking",
        key(PET, from_calls=10_000),
        10_000,
        20_000,
        (
            (
                "finding-added",
                None,
                "the note under the range contradicts it: 0 - 20千次/月 (不含10千次)",
            ),
        ),
    ),
    "a bound changes sides": Edit(
        (("0 - 1000千次/月</br>(不含1000千次)", "0 - 1000千次/月</br>(含1000千次)"),),
        "tier-bound-moved",
        "breaking",
        key(GOODS, WECHAT, CAR, PRO, from_calls=1_000_000),
        1_000_000,
        1_000_001,
    ),
    "a tier ends the table": Edit(
        (
            (
                ">15000千次以上/月</strong></td>\n    </tr>\n    <td >文件封识别</td>",
                ">15000千 - 50000千次/月<br>(不含50000千次)</strong></td>"
                "<td>50000千次以上/月</td>\n    </tr>\n    <td >文件封识别</td>",
            ),
            ("<td>5.5元/千次</td>", "<td>5.5元/千次</td><td>5元/千次</td>"),
        ),
        "tier-added",
        "notable",
        key(SEAL, from_calls=50_000_000),
        None,
        "5",
    ),
    "a tier dearer than before": Edit(
        (
            (
                ">15000千次以上/月</strong></td>\n    </tr>\n    <td >文件封识别</td>",
                ">15000千 - 50000千次/月<br>(不含50000千次)</strong></td>"
                "<td>50000千次以上/月</td>\n    </tr>\n    <td >文件封识别</td>",
            ),
            ("<td>5.5元/千次</td>", "<td>5.5元/千次</td><td>5.8元/千次</td>"),
        ),
        "tier-added",
        "breaking",
        key(SEAL, from_calls=50_000_000),
        None,
        "5.8",
        (("finding-added", None, "the price rises from 5.5 to 5.8 with the volume"),),
    ),
    "the first tier goes": Edit(
        (
            (PET_HEADS, "        <strong>0 - 100千次/月</br>(不含100千次)</strong></td>\n"),
            ("<td >20元/千次</td>", ""),
        ),
        "tier-removed",
        "breaking",
        key(PET, from_calls=0),
        "20",
        None,
    ),
    "a tier goes": Edit(
        (
            (PET_HEADS, "        <strong>0 - 100千次/月</br>(不含100千次)</strong></td>\n"),
            ("<td>18元/千次</td>", ""),
        ),
        "tier-removed",
        "breaking",
        key(PET, from_calls=10_000),
        "18",
        None,
    ),
    "a tier goes and the one above begins earlier": Edit(
        (
            (
                "100千 - 1000千次/月</br>(不含1000千次) </strong></td>\n"
                '      <td width="140px">\n        <strong >1000千次以上/月',
                "100千次以上/月",
            ),
            ("<td >16元/千次</td>", ""),
        ),
        "tier-removed",
        "breaking",
        key(PET, from_calls=100_000),
        "16",
        None,
        (("tier-bound-moved", 1_000_000, 100_000),),
    ),
    "an interface loses its prices": Edit(
        (
            (
                "    <tr>\n      <td>智能裁剪</td>\n      <td>2元/千次</td>\n"
                "      <td>1.5元/千次</td>\n      <td>1.2元/千次</td>\n"
                "      <td>1元/千次</td></tr>\n",
                "",
            ),
        ),
        "tier-removed",
        "breaking",
        key(CROP, from_calls=0),
        "2",
        None,
        (
            ("tier-removed", "1.5", None),
            ("tier-removed", "1.2", None),
            ("tier-removed", "1", None),
            ("finding-added", None, "智能裁剪 has no pay-as-you-go price on this page"),
        ),
    ),
    "tiers become progressive": Edit(
        (("采用阶梯到达定价", "采用阶梯累进定价"),),
        "tier-mode-changed",
        "breaking",
        key(*EVERY),
        "reached",
        "progressive",
        (
            (
                "clause-changed",
                "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
                "后付费根据月调用量后，采用阶梯累进定价，月累计调用量越高，单价越低。",
            ),
        ),
    ),
    "prices count other calls": Edit(
        per("万次", "20", "18", "16", "14"), "unit-changed", "breaking", key(PET), 1_000, 10_000
    ),
    "a quota rises": Edit(
        (("文件封识别</td>\n<td>1000次", "文件封识别</td>\n<td>2000次"),),
        "free-quota-increased",
        "notable",
        key(SEAL),
        1_000,
        2_000,
    ),
    "a shared quota rises": Edit(
        (("共享10000次", "共享20000次"),),
        "free-quota-increased",
        "notable",
        key(CAR, PRO, to=DAY),
        10_000,
        20_000,
    ),
    "an announced quota falls": Edit(
        (("将调整为各1000次/月", "将调整为各500次/月"),),
        "free-quota-decreased",
        "breaking",
        {"interfaces": [CAR, PRO], "from": DAY},
        1_000,
        500,
        (("finding-added", None, f"车辆识别: 500 calls from {DAY}; the notice says otherwise"),),
    ),
    "a fall is announced": Edit(
        (
            (
                "文件封识别</td>\n<td>1000次/月",
                "文件封识别</td>\n<td>1000次/月<br>注：2023年1月1日起将调整为500次/月。",
            ),
        ),
        "free-quota-decreased",
        "breaking",
        {"interfaces": [SEAL], "from": "2023-01-01"},
        1_000,
        500,
        (
            ("finding-added", None, "1000 calls a month until 2023-01-01, 500 from then on"),
            (
                "finding-added",
                None,
                "文件封识别: 500 calls from 2023-01-01; the notice says otherwise",
            ),
        ),
    ),
    "a quota goes": Edit(
        ((PET_QUOTA, ""),),
        "free-quota-removed",
        "breaking",
        key(PET),
        1_000,
        None,
        (("finding-added", None, "宠物识别图片版 has no free quota on this page"),),
    ),
    "a pool becomes a quota for each": Edit(
        (("共享10000次", "各10000次"),),
        "quota-sharing-changed",
        "notable",
        key(CAR, PRO, to=DAY),
        [[CAR, PRO]],
        [[CAR], [PRO]],
        (("finding-resolved", f"10000 calls shared until {DAY}, 1000 each from then on", None),),
    ),
    "quotas become a pool": Edit(
        (("将调整为各1000次/月", "将调整为1000次/月"),),
        "quota-sharing-changed",
        "breaking",
        {"interfaces": [CAR, PRO], "from": DAY},
        [[CAR], [PRO]],
        [[CAR, PRO]],
        (
            (
                "finding-added",
                None,
                f"车辆识别、车辆识别（增强版）: 1000 calls from {DAY}; the notice says otherwise",
            ),
            ("finding-added", None, "the notice changes the quota of 车辆识别; no cell does"),
            ("finding-resolved", f"10000 calls shared until {DAY}, 1000 each from then on", None),
        ),
    ),
    "a date moves on": Edit(
        ((SHARED, SHARED.replace("10月24日", "11月24日")),),
        "quota-date-changed",
        "notable",
        key(CAR, PRO),
        DAY,
        "2022-11-24",
        (
            (
                "finding-added",
                None,
                "车辆识别: 1000 calls from 2022-11-24; the notice says otherwise",
            ),
        ),
    ),
    "a date moves nearer": Edit(
        ((UNTIL, UNTIL.replace("10月24日", "9月24日")),),
        "quota-date-changed",
        "breaking",
        key(GOODS),
        DAY,
        "2022-09-24",
        (
            (
                "finding-added",
                None,
                "商品识别: 1000 calls from 2022-09-24; the notice says otherwise",
            ),
        ),
    ),
    "a pack comes": Edit(
        ((SMALL_PACK, SMALL_PACK + "<td>20万次</td>\n<td>13500元/个</td>\n</tr>\n<tr> \n"),),
        "pack-added",
        "notable",
        key(PRO, calls=200_000),
        None,
        "13500",
        (("finding-resolved", "rowspan=8 over 7 rows", None),),
    ),
    "a pack goes": Edit(
        ((SMALL_PACK, ""),), "pack-removed", "breaking", key(PRO, calls=100_000), "7000", None
    ),
    "a pack has another size": Edit(
        (("<td>1万次", "<td>2万次"),),
        "pack-removed",
        "breaking",
        key(PRO, calls=10_000),
        "730",
        None,
        (("pack-added", None, "730"),),
    ),
    "a pack is dearer": Edit(
        (("730元/个", "750元/个"),),
        "pack-price-increased",
        "breaking",
        key(PRO, calls=10_000),
        "730",
        "750",
    ),
    "a pack is cheaper": Edit(
        (("730元/个", "700元/个"),),
        "pack-price-decreased",
        "notable",
        key(PRO, calls=10_000),
        "730",
        "700",
    ),
    "a price is announced": Edit(
        (("2.5元/千次", "2.5元/千次<br>注：2027年1月1日起将调整为2.6元/千次"),),
        "change-announced",
        "breaking",
        key(GOODS, from_calls=0),
        "2.5",
        {"value": "2.6", "from": "2027-01-01"},
    ),
    "an interface comes": Edit(
        (("</tbody></table>\n\n## 价格说明", NEW_QUOTA + "</table>\n\n## 价格说明"),),
        "interface-added",
        "notable",
        key("新接口"),
        None,
        "新接口",
        (
            ("free-quota-added", None, 500),
            ("finding-added", None, "新接口 has no pay-as-you-go price on this page"),
        ),
    ),
    "an interface goes": Edit(
        ((PET_QUOTA, ""), (PET_TABLE, "")),
        "interface-removed",
        "breaking",
        key(PET),
        PET,
        None,
        (
            ("tier-removed", "20", None),
            ("tier-removed", "18", None),
            ("tier-removed", "16", None),
            ("tier-removed", "14", None),
            ("free-quota-removed", 1_000, None),
        ),
    ),
    "a row has another name": Edit(
        (("<td >文件封识别</td>", "<td >印章识别</td>"),),
        "interface-added",
        "breaking",
        key("印章识别"),
        None,
        "印章识别",
        (
            ("tier-removed", "7", None),
            ("tier-removed", "6.5", None),
            ("tier-removed", "6", None),
            ("tier-removed", "5.5", None),
            ("tier-added", None, "7"),
            ("tier-added", None, "6.5"),
            ("tier-added", None, "6"),
            ("tier-added", None, "5.5"),
            ("finding-added", None, "文件封识别 has no pay-as-you-go price on this page"),
            ("finding-added", None, "印章识别 has no free quota on this page"),
        ),
    ),
    "a sentence comes": Edit(
        (("## 价格说明", f"{COMES}\n\n## 价格说明"),),
        "clause-added",
        "notable",
        key(clause=f"clause-{hashlib.sha256(COMES.encode()).hexdigest()[:8]}"),
        None,
        COMES,
    ),
    "a sentence goes": Edit(
        (("购买的预付费资源包用完后，会自动转入使用后付费结算方式。", ""),),
        "clause-removed",
        "breaking",
        key(clause="pack-exhausted"),
        "购买的预付费资源包用完后，会自动转入使用后付费结算方式。",
        None,
    ),
    "a sentence has other words": Edit(
        (("的消耗情况", "的使用情况"),),
        "clause-changed",
        "info",
        key(clause="quota-console"),
        "您可以在腾讯云 控制台 中查看免费资源包的消耗情况。",
        "您可以在腾讯云 控制台 中查看免费资源包的使用情况。",
    ),
    "another order of settlement": Edit(
        ((ORDER, "购买的资源包 > 赠送的免费资源包 > 后付费"),),
        "clause-changed",
        "breaking",
        key(clause="settlement-order"),
        f"本产品为公有云产品，结算顺序为：{ORDER}。",
        "本产品为公有云产品，结算顺序为：购买的资源包 > 赠送的免费资源包 > 后付费。",
    ),
    "no order of settlement any more": Edit(
        ((f"结算顺序为：{ORDER}", "另行结算"),),
        "clause-changed",
        "breaking",
        key(clause="settlement-order"),
        f"本产品为公有云产品，结算顺序为：{ORDER}。",
        "本产品为公有云产品，另行结算。",
        (
            (
                "finding-added",
                None,
                "no sentence says in which order free quota, packs and pay-as-you-go are settled",
            ),
        ),
    ),
    "no mode any more": Edit(
        (("采用阶梯到达定价，", ""),),
        "clause-changed",
        "breaking",
        key(clause="reached-tiers"),
        "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
        "后付费根据月调用量后，月累计调用量越高，单价越低。",
        (
            (
                "finding-added",
                None,
                "no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)",
            ),
        ),
    ),
    "a contradiction comes": Edit(
        (
            (
                "3000千 - 15000千次/月</br>(不含15000千次)",
                "3000千 - 15000千次/月</br>(不含1500千次)",
            ),
        ),
        "finding-added",
        "info",
        key(
            GOODS,
            WECHAT,
            CAR,
            PRO,
            finding="bound-note-contradicts-range",
            table=1,
            row=0,
            column=3,
        ),
        None,
        "the note under the range contradicts it: 3000千 - 15000千次/月 (不含1500千次)",
    ),
    "a contradiction is resolved": Edit(
        (("0 - 3000千次/月</br>(不含1000千次)", "0 - 3000千次/月</br>(不含3000千次)"),),
        "finding-resolved",
        "info",
        key(SEAL, finding="bound-note-contradicts-range", table=2, row=0, column=1),
        "the note under the range contradicts it: 0 - 3000千次/月 (不含1000千次)",
        None,
    ),
}


def edited(page: str, *swaps: tuple[str, str]) -> PriceBook:
    """The book of the page in which the first of each text is another one."""
    for old, new in swaps:
        assert old in page
        page = page.replace(old, new, 1)
    return read_page(page.encode(), "edited")


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_one_edit_is_one_change(page: str, book: PriceBook, edit: Edit) -> None:
    (change,) = compare(book, edited(page, *edit.swaps))
    assert (change.id, change.level) == (edit.id, edit.level)
    assert change.key == edit.key
    assert (change.old, change.new) == (edit.old, edit.new)
    assert [(c.id, c.old, c.new) for c in change.consequences] == list(edit.follows)


def test_every_id_has_an_edit_here_or_below() -> None:
    told = {edit.id for edit in EDITS.values()}
    # test_changes_validity and test_labels
    elsewhere = {"pack-validity-shortened", "pack-validity-extended", "label-changed"}
    assert set(IDS) - told - elsewhere == {"free-quota-added", "announcement-withdrawn"}


def test_a_quota_comes(page: str, book: PriceBook) -> None:
    (change,) = compare(edited(page, (PET_QUOTA, "")), book)
    assert (change.id, change.level, change.new) == ("free-quota-added", "notable", 1_000)
    assert [c.id for c in change.consequences] == ["finding-resolved"]


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_way_back_is_one_change(page: str, book: PriceBook, edit: Edit) -> None:
    (change,) = compare(edited(page, *edit.swaps), book)
    back = {
        "increased": "decreased",
        "decreased": "increased",
        "added": "removed",
        "removed": "added",
    }
    stem, _, end = edit.id.rpartition("-")
    opposite = {
        "finding-added": "finding-resolved",
        "finding-resolved": "finding-added",
        "change-announced": "announcement-withdrawn",
    }.get(edit.id, f"{stem}-{back.get(end, end)}")
    # A size that changed is told as the pack that went, whichever way.
    resized = "pack-added" in {c.id for c in change.consequences}
    assert change.id == ("pack-removed" if resized else opposite)


def test_a_fingerprint_is_of_the_edit_and_not_of_the_wording(page: str, book: PriceBook) -> None:
    def one(*swaps: tuple[str, str]) -> Change:
        return compare(book, edited(page, *swaps))[0]

    raised = one(("2.5元/千次", "2.6元/千次"))
    again = one(("2.5元/千次", "<b>2.6 元/千次</b>"), ("730元/个", "700元/个"))
    assert raised.fingerprint == again.fingerprint
    assert len(raised.fingerprint) >= 12
    assert raised.fingerprint != one(("2.5元/千次", "2.7元/千次")).fingerprint
    prints = {one(*edit.swaps).fingerprint for edit in EDITS.values()}
    assert len(prints) == len(EDITS)


@pytest.mark.parametrize("words", ["阶梯、到达", "“阶梯”到达", "阶梯!!到达"])
def test_marks_in_the_words_that_state_the_mode_are_the_change_of_its_clause(
    book: PriceBook, words: str
) -> None:
    """The sentence has the same words, but no longer those that state the mode."""
    (change,) = compare(book, read_page(PAGE.replace("阶梯到达", words).encode(), "edited"))
    assert (change.id, change.level, change.key) == (
        *("clause-changed", "breaking"),
        {"interfaces": [], "clause": "reached-tiers"},
    )
    assert (change.old, change.new) == ("reached-tiers", None)
