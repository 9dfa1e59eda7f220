"""A page and its book, held against each other: the figures, and that each lapse is named."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from support import announcing
from tiia_pricebook import FreeQuota, PayAsYouGo, PriceBook, Source
from tiia_pricing.feature_files.feature_model import Feature, Rule, Scenario
from tiia_pricing.feature_files.features import read_features
from tiia_pricing.proof.coverage import Coverage, coverage, main
from tiia_pricing.proof.mutants import mutants
from tiia_scraper import read_page

PAGE = frozen.PAGE
CLAUSES = [clause.id for clause in frozen.book().clauses if clause.informative is None]
BILL = Scenario("a-bill", "A bill", (), (), ())
RULES = [Rule(id, (id,), "", (BILL,)) for id in CLAUSES]


def feature(rules: Iterable[Rule], file: str = "features/page.feature") -> Feature:
    return Feature(file, "Page", "", (), tuple(rules))


FEATURES = [feature(RULES)]


@pytest.fixture(scope="module")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture(scope="module")
def whole(book: PriceBook) -> Coverage:
    return coverage(PAGE, book, FEATURES)


def left(result: Coverage, kind: str) -> set[tuple[str, str]]:
    return {(item.place, item.text) for item in result.unmapped if item.what == kind}


def data(result: Coverage) -> set[str]:
    return {item.text for item in result.unmapped if item.what == "datum"}


def test_nothing_of_the_page_and_nothing_of_the_book_is_left_over(whole: Coverage) -> None:
    assert whole.unmapped == ()
    assert whole.uncovered == ()


def test_the_numerals_of_the_page_are_counted_as_a_reader_counts_them(whole: Coverage) -> None:
    # Tables 1 to 3 and 5 by rows: 10 numbers in the head, then 4 prices for an interface.
    prices = (10 + 4 * 4) + (10 + 4) + (10 + 4) + (10 + 3 * 4)
    packs = 7 * 2
    # Five cells give the old and the new quota, four one alone.
    quotas = 5 * 2 + 3
    sentences = len(["1号", "同一个", "30天", "1000次/月"])
    dates = 5 + 1
    assert whole.count() == prices + packs + quotas + sentences + dates
    assert whole.totals()["numerals"] == whole.count()


@pytest.mark.parametrize(
    ("place", "text", "fact"),
    [
        ("table 2, row 2, column 2", "2.5", "price of 商品识别 from 0"),
        ("table 2, row 2, column 2", "元/千次", "unit of the price of 商品识别 from 0"),
        ("table 3, row 2, column 3", "6.5", "price of 文件封识别 from 3000000"),
        ("table 4, row 1, column 3", "100千", "tier of table 4, row 1, column 3 to 100000"),
        ("table 5, row 5, column 2", "250万", "size of the pack of 2500000 for 车辆识别（增强版）"),
        (
            "table 5, row 5, column 3",
            "元/个",
            "unit of the price of the pack of 2500000 for 车辆识别（增强版）",
        ),
        (
            "table 1, row 2, column 2",
            "共享",
            "共享 of the free quota of 车辆识别、车辆识别（增强版） from the start",
        ),
        ("table 1, row 6, column 2", "1000", "free quota of 文件封识别 from the start"),
        (
            "table 1, row 7, column 2",
            "2022年10月24日起",
            "change of the free quota of 图像质量评估",
        ),
        (
            "table 1, row 6, column 3",
            "当月有效，每月发放",
            "validity of the free quota of 文件封识别",
        ),
        ("block 2, sentence 2", "30", "clause quota-exhausted"),
        ("block 1, sentence 2", "1", "clause quota-issued-monthly"),
    ],
)
def test_a_token_goes_to_its_fact(whole: Coverage, place: str, text: str, fact: str) -> None:
    facts = [
        i.fact
        for i in whole.tokens
        if (str(i.token.spot), i.token.text) == (place, text) and i.fact
    ]
    assert facts[:1] == [fact]


def test_what_states_nothing_to_compute_is_marked_with_its_reason(whole: Coverage) -> None:
    marked = [i for i in whole.tokens if i.informative]
    assert {
        (str(i.token.spot), i.token.text, i.informative)
        for i in marked
        if i.token.kind in ("numeral", "sentence")
    } == {
        ("table 3, row 1, column 2", "1000千", "bound-note-contradicts-range"),
        ("table 3, row 1, column 3", "3000千", "bound-note-contradicts-range"),
        (
            "block 2, sentence 1",
            "您可以在腾讯云 控制台 中查看免费资源包的消耗情况。",
            "clause quota-console",
        ),
    }
    assert all(item.reason for item in marked)


ADDED = [
    (
        "2.5元/千次</td>\n      <td >2.2",
        "2.5元/千次 9折</td>\n      <td >2.2",
        "9",
        "table 2, row 2",
    ),
    ("<td>1000次/月</td>", "<td>1000次/月 77</td>", "77", "table 1, row 6, column 2"),
    ("(不含1000千次)", "(不含1000千次) 8", "8", "table 2, row 1, column 2"),
    ("<td>1万次</td>", "<td>1万次 第三档</td>", "三", "table 5, row 2, column 2"),
    ("提前30天", "提前30天或45天", "45", "block 2, sentence 2"),
    ("## 价格说明", "## 价格说明 2023", "2023", "block 5, sentence 1"),
    ("<tbody><tr>\n<td>车", "<caption>以下 31 项</caption><tbody><tr>\n<td>车", "31", "table 1"),
    ("单价越低。", "单价越低。满 99 次返现。", "99", "block 9, sentence 3"),
]


@pytest.mark.parametrize(("old", "new", "number", "place"), ADDED)
def test_a_number_more_on_the_page_is_left_over(
    book: PriceBook, old: str, new: str, number: str, place: str
) -> None:
    page = PAGE.decode()
    assert old in page
    result = coverage(page.replace(old, new, 1).encode(), book, FEATURES)
    found = left(result, "numeral")
    assert any(at.startswith(place) and text == number for at, text in found), found


def test_a_contradicted_head_swallows_no_new_number(book: PriceBook) -> None:
    page = PAGE.decode().replace("0 - 3000千次/月</br>(不含1000千次)", "0 - 3000千次/月 8折", 1)
    result = coverage(page.encode(), book, FEATURES)
    assert ("table 3, row 1, column 2", "8") in left(result, "numeral")


def test_a_word_more_in_a_cell_is_left_over(book: PriceBook) -> None:
    page = PAGE.decode().replace("<td>730元/个</td>", "<td>低至730元/个</td>", 1)
    assert ("table 5, row 2, column 3", "低至") in left(
        coverage(page.encode(), book, FEATURES), "word"
    )


def prices(
    book: PriceBook, index: int, change: Callable[[PayAsYouGo], PayAsYouGo | None]
) -> PriceBook:
    tables = list(book.pay_as_you_go)
    changed = change(tables[index])
    tables[index : index + 1] = [changed] if changed else []
    return replace(book, pay_as_you_go=tuple(tables))


def shifted(source: Source) -> Source:
    return replace(source, column=(source.column or 0) + 1)


def test_a_datum_with_another_value_and_its_number_are_both_left_over(book: PriceBook) -> None:
    def dearer(table: PayAsYouGo) -> PayAsYouGo:
        first = replace(table.tiers[0], price=Decimal("2.6"))
        return replace(table, tiers=(first, *table.tiers[1:]))

    result = coverage(PAGE, prices(book, 0, dearer), FEATURES)
    assert left(result, "numeral") == {("table 2, row 2, column 2", "2.5")}
    assert data(result) == {"price of 商品识别 from 0"}


def test_a_price_that_points_one_column_on_is_left_over(book: PriceBook) -> None:
    def moved(table: PayAsYouGo) -> PayAsYouGo:
        first = replace(table.tiers[0], source=shifted(table.tiers[0].source))
        return replace(table, tiers=(first, *table.tiers[1:]))

    result = coverage(PAGE, prices(book, 0, moved), FEATURES)
    assert ("table 2, row 2, column 2", "2.5") in left(result, "numeral")
    assert "price of 商品识别 from 0" in data(result)


def test_a_bound_that_points_one_column_on_is_left_over(book: PriceBook) -> None:
    def moved(table: PayAsYouGo) -> PayAsYouGo:
        first = replace(table.tiers[0], bound=shifted(table.tiers[0].bound))
        return replace(table, tiers=(first, *table.tiers[1:]))

    result = coverage(PAGE, prices(book, 4, moved), FEATURES)
    assert ("table 3, row 1, column 2", "3000千") in left(result, "numeral")
    assert "tier of table 3, row 1, column 3 from 0" in data(result)


def test_prices_that_left_the_book_leave_their_cells(book: PriceBook) -> None:
    result = coverage(PAGE, prices(book, 5, lambda table: None), FEATURES)
    assert {text for _, text in left(result, "numeral")} >= {"20", "18", "16", "14", "10千"}
    assert {place.partition(",")[0] for place, _ in left(result, "numeral")} == {"table 4"}


def test_a_quota_and_a_pack_that_left_the_book_leave_their_cells(book: PriceBook) -> None:
    kept = tuple(q for q in book.free_quotas if q.interfaces != ("文件封识别",))
    fewer = replace(book, free_quotas=kept, packs=book.packs[:-1])
    result = coverage(PAGE, fewer, FEATURES)
    assert left(result, "numeral") == {
        ("table 1, row 6, column 2", "1000"),
        ("table 5, row 8, column 2", "5000万"),
        ("table 5, row 8, column 3", "1250000"),
    }
    assert left(result, "name") == {("table 1, row 6, column 1", "文件封识别")}
    # The book says of its own that these words are left; see its ``unread``.
    assert left(result, "validity") == set()


def test_two_facts_on_one_number_are_an_error(book: PriceBook) -> None:
    pack = replace(book.packs[0], calls=100_000, size=book.packs[1].size)
    twice = replace(book, packs=(pack, *book.packs[1:]))
    other = replace(book.packs[0], interface="商品识别")
    result = coverage(PAGE, replace(twice, packs=(*book.packs, other)), FEATURES)
    why = {item.why for item in result.unmapped if item.what == "datum"}
    assert "size of the pack of 10000 for 车辆识别（增强版） claims the same token" in why


def test_a_clause_that_left_the_book_leaves_its_sentence(book: PriceBook) -> None:
    fewer = replace(book, clauses=tuple(c for c in book.clauses if c.id != "quota-exhausted"))
    result = coverage(PAGE, fewer, [])
    assert ("block 2, sentence 2", "30") in left(result, "numeral")
    assert {place for place, _ in left(result, "sentence")} == {"block 2, sentence 2"}


def test_no_rule_gets_out_of_proof_by_calling_itself_informative(book: PriceBook) -> None:
    silent = tuple(
        replace(c, informative="not needed") if c.id == "reached-tiers" else c for c in book.clauses
    )
    result = coverage(PAGE, replace(book, clauses=silent), FEATURES)
    assert {place for place, _ in left(result, "sentence")} == {"block 9, sentence 2"}


def test_a_page_that_is_not_the_books_is_named(book: PriceBook) -> None:
    result = coverage(PAGE + b"\n", book, FEATURES)
    assert data(result) == {"snapshot of the book"}


def quotas(book: PriceBook, change: Callable[[FreeQuota], FreeQuota]) -> PriceBook:
    return replace(book, free_quotas=tuple(change(quota) for quota in book.free_quotas))


def test_a_quota_under_another_clause_is_named(book: PriceBook) -> None:
    result = coverage(PAGE, quotas(book, lambda q: replace(q, clause="quota-shared")), FEATURES)
    assert "clause of the free quota of 文件封识别 from the start" in data(result)


def numbers_of_the_source() -> list[tuple[int, int]]:
    """Where a number stands in the page's Markdown, outside tags and addresses."""
    source = re.compile(r"<[^>]*>|\]\([^)]*\)|([0-9]+(?:\.[0-9]+)?)")
    return [match.span(1) for match in source.finditer(PAGE.decode()) if match[1]]


def test_every_number_of_the_page_changed_is_left_over(book: PriceBook) -> None:
    page = PAGE.decode()
    places = numbers_of_the_source()
    # The date has three numbers; 一 is no digit.
    assert len(places) == 113 + 2 * 6 - 1
    silent = []
    for start, end in places:
        changed = f"{page[:start]}{Decimal(page[start:end]) + 1}{page[end:]}"
        left_over = coverage(changed.encode(), book, FEATURES).unmapped
        if {item.text for item in left_over} == {"snapshot of the book"}:
            silent.append(page[start - 20 : end + 20])
    assert silent == []


MUTANTS = [m for m in mutants(frozen.book()) if m.group != "reading-default"]


def test_every_wrong_fact_leaves_something_over() -> None:
    silent = [mutant.id for mutant in MUTANTS if not coverage(PAGE, mutant.book, FEATURES).unmapped]
    assert silent == []


def test_a_clause_without_a_rule_is_uncovered(book: PriceBook) -> None:
    rules = [rule for rule in RULES if "pack-exhausted" not in rule.tags]
    assert [(i.what, i.name) for i in coverage(PAGE, book, [feature(rules)]).uncovered] == [
        ("clause", "pack-exhausted")
    ]


def test_a_rule_without_scenarios_proves_nothing(book: PriceBook) -> None:
    rules = [
        replace(rule, scenarios=()) if "settlement-order" in rule.tags else rule for rule in RULES
    ]
    assert [i.name for i in coverage(PAGE, book, [feature(rules)]).uncovered] == [
        "settlement-order"
    ]


@pytest.mark.parametrize("tags", [(), ("a-clause-of-no-page",)])
def test_scenarios_without_a_clause_are_uncovered(book: PriceBook, tags: tuple[str, ...]) -> None:
    rule = Rule("A rule of nobody's", tags, "", (BILL,))
    features = [*FEATURES, feature([rule], "features/stray.feature")]
    assert [(i.what, i.name) for i in coverage(PAGE, book, features).uncovered] == [
        ("rule", "stray.feature: A rule of nobody's")
    ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout of the page and its book, with a rule of one scenario for every clause."""
    frozen.lay(tmp_path)
    rule = "  @{0}\n  Rule: {0}\n    Scenario: A bill of {0}\n      When the bill is computed\n"
    (tmp_path / "features").mkdir()
    text = "Feature: Page\n" + "".join(rule.format(id) for id in CLAUSES)
    (tmp_path / "features/page.feature").write_text(text)
    return tmp_path


def test_the_command_prints_the_figures_and_writes_every_token(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(copy)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-6:] == [
        "numerals 113",
        "numerals-informative 2",
        "numerals-unmapped 0",
        "words 1212",
        "words-unaccounted 0",
        "clauses-uncovered 0",
    ]
    written = json.loads((copy / "build/proof/coverage.json").read_text("utf-8"))
    assert written["numerals"] == 113
    assert written["unmapped"] == []
    assert {
        "place": "table 5, row 2, column 3",
        "offset": 0,
        "kind": "numeral",
        "text": "730",
        "fact": "price of the pack of 10000 for 车辆识别（增强版）",
    } in written["tokens"]


def test_the_command_names_what_is_left_and_fails(
    copy: Path,
    book: PriceBook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changed = replace(book, packs=(replace(book.packs[0], price=Decimal(731)), *book.packs[1:]))
    monkeypatch.setattr("tiia_pricing.proof.coverage.read_accepted", lambda *_: changed)
    feature = copy / "features/page.feature"
    feature.write_text(feature.read_text("utf-8").replace("@pack-exhausted\n", "\n"), "utf-8")
    assert main(["--root", str(copy)]) == 1
    out = capsys.readouterr().out
    assert "unmapped numeral '730' (table 5, row 2, column 3)" in out
    assert "no numeral there says 731" in out
    assert "uncovered clause pack-exhausted" in out
    assert "clauses-uncovered 2" in out
    assert "numerals-unmapped 2" in out


def test_scenarios_under_no_rule_are_seen(copy: Path, book: PriceBook) -> None:
    text = "Feature: Stray\n  Scenario: Alone\n    When the bill is computed\n"
    (copy / "features/stray.feature").write_text(text)
    result = coverage(PAGE, book, read_features(copy / "features"))
    assert [item.name for item in result.uncovered] == ["stray.feature: Alone"]


def test_a_broken_project_is_one_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_a_quota_that_a_sentence_announces_is_no_first_day_of_the_book() -> None:
    page = announcing.page(tail="自2027年1月1日起，商品识别的免费额度调整为800次/月。")
    result = coverage(page, read_page(page, "page"), FEATURES)
    assert [text for text in data(result) if "known from" in text] == []


def test_a_pack_that_is_not_sold_is_accounted_for() -> None:
    page = PAGE.decode().replace("7000元/个", "-", 1).encode()
    assert coverage(page, read_page(page, "page"), FEATURES).unmapped == ()
