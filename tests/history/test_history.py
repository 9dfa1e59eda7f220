"""Replaying pages: what is stated when, what is placed, and for which months it is known."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.history_pages import DOCUMENT, folder, history, months, only_line, page
from support.repository import Repository
from tiia_pricebook.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_pricing.history import replay, revisions_of, trace
from tiia_pricing.history.revisions import FileRevision
from tiia_scraper.sources import MAX_BYTES

BEFORE, AFTER, LATER = "2019-11-18", "2020-03-13", "2021-05-19"


def test_a_price_is_known_from_its_start_to_the_month_of_its_last_page(tmp_path: Path) -> None:
    reworded = page(more="旧版将停止服务。\n")
    [prices] = only_line(history(tmp_path, (BEFORE, page()), (LATER, reworded)))
    assert (prices.standing, months(prices)) == ("placed", ("2020-01", "2021-05"))
    assert (prices.run.first, prices.run.last, prices.run.gone) == (0, 1, None)
    assert prices.dated_by == "2020年1月1日00:00起开始正式按调用量计费"


def test_a_price_that_a_later_page_lacks_is_known_to_the_month_before(tmp_path: Path) -> None:
    found = history(tmp_path, (BEFORE, page(name="图像鉴黄")), (AFTER, page()))
    withdrawn, other = only_line(found)
    assert (withdrawn.run.gone, months(withdrawn)) == (1, ("2020-01", "2020-02"))
    assert withdrawn.known
    assert withdrawn.known.ended_by == 1
    assert (other.standing, other.known) == ("contradicted", None)


def test_a_start_that_is_put_off_before_it_comes_is_withdrawn(tmp_path: Path) -> None:
    early = page(start="2019年12月1日")
    announced, held = only_line(history(tmp_path, ("2019-10-29", early), (BEFORE, page())))
    assert (announced.standing, announced.known) == ("withdrawn", None)
    assert (held.standing, months(held)) == ("placed", None)


def test_a_price_lowered_before_its_start_holds_from_the_start(tmp_path: Path) -> None:
    first, second = only_line(
        history(tmp_path, ("2019-11-14", page("3")), (BEFORE, page("2")), (AFTER, page("2")))
    )
    assert (first.standing, second.standing) == ("withdrawn", "placed")
    assert months(second) == ("2020-01", "2020-03")


def test_a_price_changed_after_its_start_without_a_new_date_is_not_placed(tmp_path: Path) -> None:
    """The page still says 2020-01-01; the page that was in force then had another price."""
    first, second = only_line(history(tmp_path, (BEFORE, page("3")), (AFTER, page("2"))))
    assert months(first) == ("2020-01", "2020-02")
    assert (second.standing, second.known) == ("contradicted", None)


def test_a_new_price_with_a_date_of_its_own_is_placed_from_it(tmp_path: Path) -> None:
    raised = page("4", start="2020年4月1日")
    first, second = only_line(history(tmp_path, (BEFORE, page()), (AFTER, raised), (LATER, raised)))
    assert months(first) == ("2020-01", "2020-02")
    assert months(second) == ("2020-04", "2021-05")


def test_a_start_within_a_month_is_known_from_the_next(tmp_path: Path) -> None:
    found = history(
        tmp_path, (BEFORE, page(start="2020年1月15日")), (AFTER, page(start="2020年1月15日"))
    )
    [prices] = only_line(found)
    assert months(prices) == ("2020-02", "2020-03")


def test_a_first_page_after_the_start_is_believed(tmp_path: Path) -> None:
    [prices] = only_line(history(tmp_path, (AFTER, page())))
    assert months(prices) == ("2020-01", "2020-03")


def test_a_free_quota_changed_without_a_date_ends_what_is_known(tmp_path: Path) -> None:
    found = history(tmp_path, (BEFORE, page()), (AFTER, page()), (LATER, page(quota="5,000")))
    [prices] = only_line(found)
    assert (prices.run.last, months(prices)) == (2, ("2020-01", "2021-04"))
    assert [(run.fact.calls, run.first, run.last, run.gone) for run in found.lines[0].quotas] == [
        (10_000, 0, 1, 2),
        (5_000, 2, 2, None),
    ]


def test_a_free_quota_changed_before_the_start_is_as_it_is_then(tmp_path: Path) -> None:
    found = history(
        tmp_path, ("2019-11-14", page(quota="5,000")), (BEFORE, page()), (AFTER, page())
    )
    [prices] = only_line(found)
    assert months(prices) == ("2020-01", "2020-03")


def test_a_settlement_order_that_changes_ends_what_is_known(tmp_path: Path) -> None:
    order = "- 结算顺序为：购买的资源包 > 赠送的免费资源包 > 后付费。\n"
    [prices] = only_line(history(tmp_path, (BEFORE, page()), (AFTER, page(more=order))))
    assert months(prices) == ("2020-01", "2020-02")


def test_prices_without_a_start_are_listed_and_not_placed(tmp_path: Path) -> None:
    [prices] = only_line(history(tmp_path, (BEFORE, page(start=""))))
    assert (prices.standing, prices.known, prices.dated_by) == ("undated", None, None)


def test_pages_without_a_date_are_read_last_and_not_placed(tmp_path: Path) -> None:
    found = history(tmp_path, (None, page("4")), (AFTER, page()))
    assert [found.pages[n].date and str(found.pages[n].date) for n in (0, 1)] == [AFTER, None]
    placed, undated = only_line(found)
    assert months(placed) == ("2020-01", "2020-03")
    assert (undated.standing, undated.known) == ("page-undated", None)


def test_the_same_page_again_is_no_event_and_known_for_longer(tmp_path: Path) -> None:
    same = [(day, page()) for day in (BEFORE, AFTER, LATER)]
    timeline = trace(revisions_of(folder(tmp_path, *same)))
    assert timeline.repeats == (1, 2)
    assert [event.page for event in timeline.events[0]] == [0]
    assert months(only_line(timeline.history)[0]) == ("2020-01", "2021-05")


def test_a_page_that_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    broken = page(prices="联系商务")
    found = history(tmp_path, (BEFORE, page()), (AFTER, broken), (LATER, page()))
    refused = found.pages[1].refused or ""
    assert refused.startswith(
        "cell-unreadable: table 1, row 2 '图像标签', column 2 '0 - 1000千次/月': "
    )
    assert found.lines[0].pages == (0, 2)
    assert months(only_line(found)[0]) == ("2020-01", "2021-05")


def test_a_page_refused_twice_is_read_once(tmp_path: Path) -> None:
    broken = page(prices="联系商务")
    found = history(tmp_path, (BEFORE, page()), (AFTER, broken), (LATER, broken))
    assert found.pages[1].refused == found.pages[2].refused
    assert found.lines[0].pages == (0,)


def test_where_nothing_reads_there_is_no_timeline(tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="none of 2 revisions reads as a price page") as error:
        history(tmp_path, (BEFORE, b"<p>moved</p>"), (AFTER, b""))
    assert error.value.id == "no-revision-readable"
    assert "no-price" in error.value.message
    assert "page-empty" in error.value.message


def test_many_unreadable_pages_are_counted(tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="and 2 more"):
        history(tmp_path, *((f"2020-01-0{n}", b"%d" % n) for n in range(1, 8)))


def test_a_trial_is_told_with_its_end(tmp_path: Path) -> None:
    trial = "图像分析产品在2020年1月1日前，处于免费公测阶段。\n"
    impossible = "图像分析产品在2020年13月1日前，处于免费公测阶段。\n"
    found = history(tmp_path, (BEFORE, page(more=trial)), (AFTER, page(more=impossible)))
    [run] = found.lines[0].trials
    assert (str(run.fact.until), run.first, run.last, run.gone) == ("2020-01-01", 0, 0, 1)
    assert run.fact.text == "2020年1月1日前，处于免费公测"


def test_prices_by_the_picture_are_another_product(tmp_path: Path) -> None:
    rows = "| 0-300万 | 0.0011元/张 |\n| 300万以上 | 0.0009元/张 |\n"
    lead = "采用阶梯到达定价。"
    old = f"\n## 图片标签\n\n{lead}\n\n| 月调用总量 | 单价 |\n| --- | --- |\n{rows}"
    both = page(more=old)
    found = history(tmp_path, ("2019-10-29", old.encode()), (BEFORE, both), (AFTER, page()))
    pictures, calls = found.lines
    assert (pictures.pages, calls.pages) == ((0, 1), (1, 2))
    assert [prices.run.fact.interface for prices in pictures.prices] == ["图片标签"]
    assert [prices.run.fact.interface for prices in calls.prices] == ["图像标签"]


def test_a_line_of_one_interface_keeps_its_thread_under_a_new_name(tmp_path: Path) -> None:
    revisions = (BEFORE, page(name="图片标签")), (AFTER, page("2", name="图像标签"))
    timeline = trace(revisions_of(folder(tmp_path, *revisions)))
    [_, renamed] = timeline.events[0]
    assert renamed.renamed == ("图片标签", "图像标签")
    assert [(change.id, change.old, change.new) for change in renamed.changes] == [
        ("price-decreased", "3", "2")
    ]


def test_days_are_days_in_beijing(tmp_path: Path) -> None:
    source = folder(tmp_path, (BEFORE, page()))
    index = tmp_path / "index.json"
    index.write_text(index.read_text().replace("10:00:00+08:00", "23:30:00-05:00"))
    [step] = replay(revisions_of(source))
    assert str(step.page.date) == "2019-11-19"


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ("", "the JSON breaks off"),
        ("[", "breaks off"),
        ("{}", "expected an array"),
        ("[]", "it lists no revision"),
        ('[{"file": "0.md", "path": "a", "commit": "b"}]', "the key 'date' is missing"),
        ('[{"file": "0.md", "path": "a", "commit": 7, "date": null}]', "expected a string"),
        ('[{"file": "0.md", "path": "a", "commit": "", "date": null}]', "length >= 1"),
        (
            '[{"file": "0.md", "path": "a", "commit": "b", "date": "2020-01-01T00:00:00"}]',
            "timezone",
        ),
        *(
            (f'[{{"file": "0.md", "path": "a", "commit": "b", "date": "{at}"}}]', "not from 1970")
            for at in (
                "0001-01-01T00:00:00+23:59",
                "9999-12-31T23:59:59-23:59",
                "1969-12-31T23:59:59Z",
            )
        ),
        ('[{"file": "9.md", "path": "a", "commit": "b", "date": null}]', "no file '9.md'"),
        (f'[{{"file": "{"n" * 300}", "path": "a", "commit": "b", "date": null}}]', "no file 'nnn"),
        ('[{"file": "../x/0.md", "path": "a", "commit": "b", "date": null}]', "no file '../x"),
        ('[{"file": "..", "path": "a", "commit": "b", "date": null}]', "no file '..'"),
    ],
)
def test_a_bad_index_is_refused(tmp_path: Path, index: str, says: str) -> None:
    source = folder(tmp_path, (BEFORE, page()))
    (tmp_path / "index.json").write_text(index, "utf-8")
    with pytest.raises(InputError) as error:
        list(revisions_of(source))
    assert error.value.id == "index-unreadable"
    assert says in error.value.message


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(revisions_of(str(tmp_path)))


def test_no_folder_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachable, match="there is no folder"):
        list(revisions_of(str(tmp_path / "none")))


def test_a_page_too_large_or_gone_is_refused_as_such(tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    revisions = [
        FileRevision(tmp_path / name, name, name, None) for name in ("large.md", "gone.md")
    ]
    reasons = [step.page.refused or "" for step in replay(revisions)]
    assert reasons[0].startswith("page-too-large: source large.md")
    assert reasons[1] == (
        "file-unreadable: file gone.md: cannot read: No such file or directory; "
        "expected: a page that can be read"
    )


def many(path: Path, count: int) -> Iterator[FileRevision]:
    for number in range(count):
        file = path / "page.md"
        file.write_bytes(page(str(1 + number % 7), more=f"第{number}版。\n" * 50))
        yield FileRevision(file, DOCUMENT, str(number), None)


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Sixty pages take hardly more than six: one is kept, not all."""

    def peak(count: int) -> int:
        tracemalloc.start()
        steps = sum(bool(step.lines) for step in replay(many(tmp_path, count)))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert steps == count
        return most

    peak(2)
    assert peak(60) < 1.2 * peak(6)


def test_the_index_is_the_only_other_thing_read(tmp_path: Path) -> None:
    source = folder(tmp_path, (BEFORE, page()))
    (tmp_path / "notes.md").write_text("not a revision")
    assert len(list(revisions_of(source))) == len(json.loads((tmp_path / "index.json").read_text()))


def test_a_path_in_git_is_replayed_as_its_main_line_held_it(tmp_path: Path) -> None:
    """The repository's commits are of 1, 2 and 3 March 2020; the second touches another file."""
    repository = Repository(tmp_path / "repository")
    first = repository.commit(page_md=page("3").decode())
    repository.commit(other_md="something else")
    second = repository.commit(page_md=page("2").decode())
    found = trace(revisions_of(repository.source("page.md"))).history
    assert [(p.path, p.commit, str(p.date)) for p in found.pages] == [
        ("page.md", first, "2020-03-01"),
        ("page.md", second, "2020-03-03"),
    ]
    kept, changed = only_line(found)
    assert (kept.standing, months(kept)) == ("placed", ("2020-01", "2020-02"))
    assert changed.standing == "contradicted"
