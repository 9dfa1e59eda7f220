"""Whatever a reader sees differently is told or refused; what no reader sees is no change.

The places are drawn, not thought of: every place of the page as it once stood, of older pages,
and of small pages put together at random. ``python -m proof.visiblewords`` tries them all.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import frozen
from proof.visiblewords.documents import pages
from proof.visiblewords.oracle import seen
from proof.visiblewords.places import texts_of
from proof.visiblewords.sources import as_html, older
from proof.visiblewords.trials import edits_of, unseen_of
from proof.visiblewords.verdicts import Trial, changes, mentions, verdict
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

FORMS = {"markdown": frozen.TEXT, "html": as_html(frozen.TEXT)}
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
STEP = 61


@cache
def seen_edits(form: str) -> tuple[Trial, ...]:
    return tuple(edits_of(FORMS[form], len(form), STEP))


@pytest.mark.parametrize("form", FORMS)
def test_no_edit_of_the_page_that_a_reader_sees_is_passed_over(form: str) -> None:
    assert [trial.how for trial in seen_edits(form) if verdict(trial) == "silent"] == []
    assert len(seen_edits(form)) > 40


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_told_of_what_no_reader_sees(form: str) -> None:
    trials = [*unseen_of(FORMS[form], len(form), STEP)]
    assert [trial.how for trial in trials if verdict(trial) != "silent"] == []
    assert len(trials) > 15


def test_no_edit_of_an_older_page_is_passed_over() -> None:
    trials = [one for first, (_, text) in enumerate(older()) for one in edits_of(text, first, 997)]
    assert [trial.how for trial in trials if verdict(trial) == "silent"] == []
    assert len(trials) > 30


def test_no_edit_of_a_page_that_is_not_committed_is_passed_over(shared: Path) -> None:
    for first, (_, text) in enumerate(older(shared / "revisions")):
        trials = [*edits_of(text, first, 1999), *unseen_of(as_html(text), first, 997)]
        wrong = [one.how for one in trials if (verdict(one) == "silent") == one.visible]
        assert wrong == []


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(page=pages(), data=st.data())
def test_no_edit_of_a_page_put_together_at_random_is_passed_over(
    page: str, data: st.DataObject
) -> None:
    assume(readable(page))
    first = data.draw(st.integers(0, 400))
    for trial in (*edits_of(page, first, 97), *unseen_of(page, first, 97)):
        assert (verdict(trial) == "silent") != trial.visible, trial.how


def readable(page: str) -> bool:
    try:
        read_page(page.encode(), "page")
    except PageUnreadable:
        return False
    return True


def test_a_word_that_comes_is_in_what_is_told() -> None:
    """No other change stands for it: in prose the word is quoted."""
    page = FORMS["markdown"]
    prose = [end for start, end in texts_of(page) if "免费资源包消耗完后" in page[start:end]]
    text = page[: prose[0] - 1] + "限时八折" + page[prose[0] - 1 :]
    trial = Trial("at the end of the chapter", page, text, "限时八折")
    assert all(mentions(change, trial.word) for change in changes(trial))


@pytest.mark.parametrize(
    ("source", "letters"),
    [
        ("<p>一<b>二</b><!-- 三 --><i hidden>四</i></p>", "一二"),
        ('<p style="display:none">一<b>二</b></p>三', "三"),
        ("a [b](https://c.example) **d**", "abd"),
        ("<script>一</script><dialog>二</dialog><dialog open>三</dialog>", "三"),
        ("０千 - １ ０００", "01000"),
        ('<p title="一">二&amp;&#19977;</p>', "二三"),
    ],
)
def test_what_the_oracle_sees(source: str, letters: str) -> None:
    assert seen(source) == letters


ROW = "<tr><td>接口名称</td><td>0次以上</td></tr><tr><td>甲</td><td>1元/次</td></tr>"


def told(before: str, after: str) -> bool:
    """Whether anything is said of a page whose first block is another."""
    page = '<body><div id="docArticleContent"><h1>乙</h1>{}<table>{}</table></div>'
    texts = [page.format(block, ROW) for block in (before, after)]
    return bool(changes(Trial("", *texts)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>旧<del>价</del></p>", "<p>旧<del>价<i hidden>新</i></del></p>"),
        ("<h3>旧<s>价</s></h3>", "<h3>旧<s>价<i hidden>新</i></s></h3>"),
        ("<p>甲</p>", "<p>甲<svg><desc>乙</desc><title>丙</title></svg></p>"),
        ("<p>甲，乙。</p>", "<p>甲 乙</p>"),
        ("<p>甲乙。</p>", "<p>甲\u200e乙\ufe0f。</p>"),
        ("<p>共1万次。</p>", "<p>共10,000次。</p>"),
        ("<p>共2.5元。</p>", "<p>共２.50元。</p>"),
        ("<h2>概述</h2>", "<h2>概述</h2><h3><i hidden>乙</i></h3>"),
        ("<h2>概述</h2>", "<h2>概述</h2><p hidden>乙</p>"),
    ],
)
def test_what_says_the_same_is_no_change(before: str, after: str) -> None:
    assert not told(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>自2022.10.24起。</p>", "<p>自2022.1.24起。</p>"),
        ("<p>上调20%。</p>", "<p>上调20。</p>"),
        ("<p>10:24起。</p>", "<p>1024起。</p>"),
        ("<p>甲 &gt; 乙。</p>", "<p>甲 乙。</p>"),
        ("<p>旧<del>价</del></p>", "<p>旧<del>价格</del></p>"),
        ("<p>甲。</p>", "<p>甲。甲。</p>"),
        ("<p>Beta 版。</p>", "<p>BETA 版。</p>"),
        ("<h2>概述</h2><p>概述</p>", "<h2>概述</h2>"),
        ("<h2>概述</h2><p>概述</p>", "<p>概述</p>"),
        ("<p>甲</p>", "<p>甲<img alt=限时八折></p>"),
        ("<p><img alt=八折></p>", "<p><img alt=七折></p>"),
        ("<p>甲</p>", "<p>甲<input type=button value=限时八折></p>"),
        ("<p>甲</p>", "<style>p::after{content:'限时八折'}</style><p>甲</p>"),
        ("<p>甲</p>", "<p>甲<i hidden style='display:inline'>限时八折</i></p>"),
        ("<p>甲</p>", "<p>甲<i style='/* display:none */'>限时八折</i></p>"),
        ("<p>甲</p>", "<p>甲<i style='backface-visibility:hidden'>限时八折</i></p>"),
        ("<p>甲</p>", "<p>甲<!-- 乙 --!>限时八折<!-- 丙 --></p>"),
        ("<p>甲</p>", "<p>甲<select><option label=限时八折></select></p>"),
    ],
)
def test_what_a_person_reads_differently_is_told(before: str, after: str) -> None:
    assert told(before, after)
