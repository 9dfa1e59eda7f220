"""Cells that name an interface: footnote marks, ditto marks, joined names, images."""

from __future__ import annotations

import pytest

from tiia_pricebook import PriceBook, Where, dumps
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.changes import compare
from tiia_scraper import read_page
from tiia_scraper.vocabulary import MarkedName, Unreadable, parse_name

CAR = "车辆识别"
PAGE = """## 免费额度

| 接口名称 | 免费额度 | 有效期 |
|---|---|---|
| 商品识别 | 1000次/月 | 当月有效，每月发放 |
| {quota} | 1000次/月 | 当月有效，每月发放 |

### 图像识别后付费

| 接口名称 | 0 - 1000千次/月（不含1000千次） | 1000千次以上/月 |
|---|---|---|
| 商品识别 | 2.5元/千次 | 2元/千次 |
| {price} | 3元/千次 | 2.5元/千次 |

### 图像识别预付费

| 接口名称 | 资源包规格 | 资源包价格 |
|---|---|---|
| {pack} | 10万次 | 280元/个 |

- 结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。
- 后付费根据月调用量，采用阶梯到达定价，月累计调用量越高，单价越低。
{more}
"""
CELLS = {"quota": (0, 2, 0), "price": (1, 2, 0), "pack": (2, 1, 0)}


def page(more: str = "", **names: str) -> bytes:
    return PAGE.format(**(dict.fromkeys(CELLS, CAR) | names), more=more).encode()


def read(more: str = "", **names: str) -> PriceBook:
    return read_page(page(more, **names), "page")


MARKED = {
    "车辆识别<sup>1</sup>": "[1]",
    "车辆识别<sup>[1]</sup>": "[[1]]",
    "车辆识别<sup>注</sup>": "[注]",
    "车辆识别<sub>a</sub>": "[a]",
    "车辆识别[1]": "[1]",
    "车辆识别 [注2]": "[注2]",
    "车辆识别（注1）": "(注1)",
    r"车辆识别\*": "*",
    "※车辆识别": "※",
    "车辆识别①": "①",
    "车辆识别¹": "¹",
    "车辆识别†‡": "†‡",
}


@pytest.mark.parametrize("where", CELLS)
@pytest.mark.parametrize(("cell", "mark"), MARKED.items())
def test_a_footnote_mark_is_no_part_of_the_name(where: str, cell: str, mark: str) -> None:
    book = read(**{where: cell})
    assert [interface.name for interface in book.interfaces] == ["商品识别", CAR]
    assert [interface.action for interface in book.interfaces] == ["DetectProduct", "RecognizeCar"]
    (found,) = (finding for finding in book.findings if finding.id == "footnote-mark")
    assert found.where == Where(*CELLS[where])
    assert found.text == f"the footnote mark {mark} is next to {CAR}"


REFUSED = {
    "同上": "not a ditto mark",
    "（同上）": "not a ditto mark",
    "同前": "not a ditto mark",
    "〃": "not a ditto mark",
    "″": "not a ditto mark",
    '"': "not a ditto mark",
    "<img src=car.png>": "there is an image",
    "<img src=car.png>车辆识别": "there is an image",
    "车辆识别<svg></svg>": "there is an image",
    "<input value=车辆识别>": "there is a form field",
    "车辆识别、图像标签": "one interface in a cell",
    "车辆识别，图像标签": "one interface in a cell",
    "车辆识别<br>图像标签": "one interface in a cell",
    "车辆识别/图像标签": "one interface in a cell",
    "车辆识别和图像标签": "one interface in a cell",
    "车辆识别（增强版）、图像标签": "one interface in a cell",
    "车辆识别<sup>1</sup>、图像标签<sup>2</sup>": "one interface in a cell",
    "车辆识别<sup>NEW</sup>": "a footnote mark such as [1] at the most",
    "<del>车辆识别</del>图像标签": "a footnote mark such as [1] at the most",
}


@pytest.mark.parametrize("where", CELLS)
@pytest.mark.parametrize(("cell", "expected"), REFUSED.items())
def test_what_names_no_single_interface_is_refused_with_its_cell(
    where: str, cell: str, expected: str
) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(**{where: cell})
    table, row, column = CELLS[where]
    assert refused.value.id == "cell-unreadable"
    assert refused.value.where == {"table": table, "row": row, "column": column}
    assert expected in str(refused.value)
    assert "\ufffc" not in str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "人脸检测（含检测配准、跟踪优选、质量分判断）",
        "手机号在网时长/状态查询",
        "营业执照识别及核验（基础版）",
        "人脸检测与分析",
        "商品识别-微信识物版",
        "OFD 发票识别",
    ],
)
def test_a_name_may_hold_what_joins_others(name: str) -> None:
    assert parse_name(name) == MarkedName(name)


@pytest.mark.parametrize("text", ["图像质量\n评估", "车辆识别\n（增强版）", "图像清晰度\n增强"])
def test_a_name_may_go_on_in_the_next_line(text: str) -> None:
    assert parse_name(text) == MarkedName(text.replace("\n", ""))


@pytest.mark.parametrize("text", ["同上", "车辆识别、商品识别", "[img]"])
def test_the_vocabulary_says_what_was_expected(text: str) -> None:
    with pytest.raises(Unreadable) as error:
        parse_name(text)
    assert error.value.text == text
    assert error.value.expected.startswith("the name of one interface")


def test_two_names_that_differ_in_their_marks_are_one_interface() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page().replace("商品识别 | 2.5".encode(), "车辆识别① | 2.5".encode()), "page")
    assert refused.value.id == "interface-priced-twice"


def test_another_mark_is_told() -> None:
    old, new = read(price="车辆识别<sup>1</sup>"), read(price="车辆识别<sup>2</sup>")
    (change,) = compare(old, new)
    assert (change.id, change.level) == ("finding-added", "info")
    assert [one.id for one in change.consequences] == ["finding-resolved"]
    assert [one.id for one in compare(read(), old)] == ["finding-added"]


@pytest.mark.parametrize(
    ("prose", "clause"),
    [
        ("<sup>1</sup>车辆识别仅限企业。", "[1]车辆识别仅限企业。"),
        ("面积以m<sup>2</sup>计。", "面积以m[2]计。"),
        ("<del>旧</del>新的说明。", "新的说明。"),
        ("对象\ufffc在此。", "对象□在此。"),
    ],
)
def test_no_object_mark_stands_in_a_clause(prose: str, clause: str) -> None:
    book = read(more=f"\n{prose}", price="车辆识别<sup>1</sup>")
    assert clause in [one.text for one in book.clauses]
    assert "\ufffc" not in dumps(book).decode()


@pytest.mark.parametrize(
    "cell", ["3<sup>2</sup>元/千次", "<img src=3.png>元/千次", "\ufffc3元/千次"]
)
def test_no_object_mark_stands_in_a_refusal(cell: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page().replace("3元/千次".encode(), cell.encode()), "page")
    assert refused.value.where == {"table": 1, "row": 2, "column": 1}
    assert "\ufffc" not in str(refused.value)


HEADED = """### {heading}

| 月调用量 | 价格 |
|---|---|
| 0 - 1000千次/月（不含1000千次） | 3元/千次 |
| 1000千次以上/月 | 2.5元/千次 |

- 采用阶梯到达定价。
"""


def test_a_heading_names_its_interface_without_the_mark() -> None:
    book = read_page(HEADED.format(heading="车辆识别<sup>1</sup>").encode(), "page")
    assert [interface.name for interface in book.interfaces] == [CAR]
    assert "footnote-mark" in {finding.id for finding in book.findings}


def test_a_heading_of_two_names_is_refused() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(HEADED.format(heading="车辆识别、商品识别").encode(), "page")
    assert (refused.value.id, refused.value.where) == ("interface-unnamed", {"table": 0})
