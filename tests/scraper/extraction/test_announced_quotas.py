"""Announced free quotas → dated ones, worked out by hand from the words."""

import pytest

from support.announcing import CAR, D1, D2, FROM, GOODS, LATER, announced, page, quotas, read, whys
from tiia_scraper.extraction import CarriedOut, carried_out

QUOTA = "商品识别的免费额度"
POOL = ("<td>1000次/月<", '<td rowspan="2">共享1000次/月<')
OWN = ("<td>车辆识别<td>500次/月<", "<td>车辆识别<")


def test_a_sentence_announces_a_quota() -> None:
    said = f"{FROM}{QUOTA}由1000次/月下调至800次/月。"
    book = read(tail=said)
    assert quotas(book) == [((None, D1), 1_000), ((D1, None), 800)]
    assert quotas(book, CAR) == [((None, None), 500)]
    assert announced(book) == []
    later = next(quota for quota in book.free_quotas if quota.from_)
    assert (later.source.text, later.clause) == (said, later.source.clause)
    assert later.clause
    assert book.clause(later.clause).text == said


def test_each_quota_stays_in_its_place() -> None:
    book = read(tail=f"{LATER}{QUOTA}调整为700次/月。{FROM}{QUOTA}调整为800次/月。")
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [
        ((GOODS,), 1_000),
        ((GOODS,), 800),
        ((GOODS,), 700),
        ((CAR,), 500),
    ]


def test_a_quota_that_the_cell_has_already_is_told_as_carried_out() -> None:
    done = f"{FROM}车辆识别的免费额度调整为500次/月。"
    assert carried_out(page(tail=done)) == (CarriedOut(CAR, "free_quotas", 0, D1, done),)
    assert quotas(read(tail=done), CAR) == [((None, None), 500)]


def test_what_was_carried_out_is_read_in_the_encoding_that_the_source_declared() -> None:
    data = page(tail=f"{FROM}车辆识别的免费额度调整为500次/月。").decode().encode("utf-16-le")
    assert [done.interface for done in carried_out(data, "utf-16le")] == [CAR]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (f"{QUOTA}由900次/月调整为800次/月。", "until then it is 1000, not 900"),
        (f"{QUOTA}上调至800次/月。", "from 1000 to 800 is the other direction"),
    ],
)
def test_what_does_not_fit_the_quota_is_a_finding(said: str, why: str) -> None:
    book = read(tail=FROM + said)
    (finding,) = announced(book)
    assert whys(book) == [why]
    assert finding.where.clause
    assert quotas(book) == [((None, None), 1_000)]


def test_two_quotas_from_one_day_are_a_finding_and_neither_is_read() -> None:
    book = read(tail=f"{FROM}{QUOTA}调整为800次/月。{FROM}{QUOTA}调整为700次/月。")
    (finding,) = announced(book)
    assert finding.id == "announcements-disagree"
    assert finding.text == f"{GOODS}: 700 from 2027-01-01 here, 800 from 2027-01-01 elsewhere"
    assert finding.decision == "neither is read; the tables hold"
    assert quotas(book) == [((None, None), 1_000)]


def test_a_quota_after_the_end_is_a_finding() -> None:
    end = f"{FROM}商品识别停止服务。"
    book = read(tail=f"{end}{LATER}{QUOTA}调整为800次/月。")
    (finding,) = announced(book)
    assert whys(book) == ["商品识别 has no free quota then"]
    assert finding.where.clause
    assert quotas(book) == [((None, D1), 1_000)]
    assert [quota.interfaces for quota in book.free_quotas] == [(GOODS,), (CAR,)]


def test_a_pool_changes_for_all_or_not_at_all() -> None:
    book = read(POOL, OWN, tail=f"{FROM}{QUOTA}调整为800次/月。")
    assert whys(book) == ["others share the quota"]
    assert quotas(book) == [((None, None), 1_000)]


def test_a_pool_of_which_all_end_on_one_day_ends() -> None:
    both = f"{FROM}商品识别停止服务。{FROM}车辆识别停止服务。"
    book = read(POOL, OWN, tail=both)
    assert [(q.interfaces, q.from_, q.to) for q in book.free_quotas] == [((GOODS, CAR), None, D1)]


def test_who_stays_in_a_pool_can_have_another_quota_from_that_day() -> None:
    book = read(POOL, OWN, tail=f"{FROM}商品识别停止服务。{FROM}车辆识别的免费额度调整为800次/月。")
    assert [(q.interfaces, q.calls, q.from_, q.to) for q in book.free_quotas] == [
        ((GOODS, CAR), 1_000, None, D1),
        ((CAR,), 800, D1, None),
    ]
    assert announced(book) == []


def test_a_quota_that_ends_on_the_day_of_its_change_only_ends() -> None:
    note = ("1000次/月", "1000次/月<br>注：2027年1月1日起将调整为800次/月。")
    assert quotas(read(note, tail=f"{FROM}商品识别停止服务。")) == [((None, D1), 1_000)]
    assert quotas(read(note, tail=f"{LATER}商品识别停止服务。")) == [
        ((None, D1), 1_000),
        ((D1, D2), 800),
    ]


def test_packs_that_end_leave_the_quota() -> None:
    book = read(tail=f"{FROM}商品识别资源包停售。")
    assert quotas(book) == [((None, None), 1_000)]
    assert [pack.to for pack in book.packs if pack.interface == GOODS] == [D1]
