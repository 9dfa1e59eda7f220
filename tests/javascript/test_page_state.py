"""What a person enters: counts, links, accounts, and faults at their fields."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest

from javascript.page import dated, run
from support.counts_written import COUNTS

PRO = "车辆识别（增强版）"
State = dict[str, Any]


def state(**parts: Any) -> State:
    return {
        "month": "2023-05",
        "calls": {},
        "packs": [],
        "activated": "",
        "readings": {},
        "year": None,
        **parts,
    }


# What people type into a form alone, where letters stand for 万 and the rest.
TYPED_COUNTS = {
    " 12 ": 12,
    "105w": 1_050_000,
    "105W次": 1_050_000,
    "1.05M": 1_050_000,
    "1,050k": 1_050_000,
    "105ww": None,
    "1.5b": None,
    "9" * 41: int("9" * 40),  # whatever follows, it is too many
    "0" * 41 + "7": 7,
    "0." + "0" * 41: None,
}


def test_counts_are_read_as_people_write_them() -> None:
    given = COUNTS | TYPED_COUNTS
    told = run("return given.map(amounts.parseCalls)", list(given), modules="amounts")
    assert dict(zip(given, told, strict=True)) == given


def test_counts_in_files_are_read_as_in_the_form() -> None:
    read = "try { return account_files_cell_values.parseCount(one) } catch { return null }"
    body = f"return given.map((one) => {{ {read} }})"
    told = run(body, list(COUNTS), modules="../account-files/cell-values")
    assert dict(zip(COUNTS, told, strict=True)) == COUNTS


MONTHS = {
    "2026-05": "2026-05",
    "2026/5": "2026-05",
    "2026.12": "2026-12",
    "2026.1": "2026-01",
    " 2026年5月 ": "2026-05",
    "２０２６／５": "2026-05",
    "2026-13": "2026-13",
    "2026/0": "2026/0",
    "26/5": "26/5",
    "2026": "2026",
    "May 2026": "May 2026",
    "": "",
}


def test_months_are_read_as_people_write_them() -> None:
    told = run("return given.map(amounts.asMonth)", list(MONTHS), modules="amounts")
    assert dict(zip(MONTHS, told, strict=True)) == MONTHS


def test_cents_are_exact_and_a_price_that_has_none_is_refused() -> None:
    told = run(
        "const tried = (text) => {"
        ' try { return amounts.centsOf(text); } catch { return "refused"; } };'
        "return given.map(tried)",
        ["730", "2497.50", "0.1", "123456789012345678.99", "2.505", "-1", "1,0", ""],
        modules="amounts",
    )
    assert told == [73000, 249750, 10, 12345678901234567899, *["refused"] * 4]


def with_packs(calls: str) -> State:
    return state(
        calls={"商品识别": calls},
        packs=[
            {"key": "10万次", "day": "2023-05-01", "quantity": "1", "left": ""},
            {"key": "1万次", "day": "2023-05-02", "quantity": "3", "left": "2500"},
        ],
        activated="2023-04-30",
        readings={"tier-basis": "gross"},
    )


def test_a_state_as_a_link() -> None:
    entered = with_packs("1,000,000")
    assert run("return state.toFragment(given, book)", entered, modules="state") == (
        "month=2023-05&DetectProduct=1000000&pack=100000&day=2023-05-01"
        "&pack=10000&day=2023-05-02&count=3&left=2500&activated=2023-04-30&tier-basis=gross"
    )


def test_a_link_of_before_opens_as_it_did() -> None:
    link = (
        "month=2023-05&商品识别=1000000&pack=10万次@2023-05-01&pack=1万次@2023-05-02:2500*3"
        "&activated=2023-04-30&tier-basis=gross"
    )
    told = run(
        "return [given, encodeURI(given)].map((one) => state.fromFragment(one, book, '1999-01'))",
        link,
        modules="state",
    )
    entered = with_packs("1000000")
    assert told == [{"state": entered, "faults": []}] * 2


FULL = state(
    calls={PRO: "1050000", "商品识别": "5000", "图像标签": "7"},  # the last one has no action
    packs=[{"key": "10万次", "day": "2023-05-01", "quantity": "2", "left": "70000"}],
    activated="2023-04-30",
    readings={"tier-basis": "gross"},
    year={
        "name": PRO,
        "month": "2026-01",
        "every": "1050000",
        "months": ["", "3000000", *[""] * 10],
        "packs": [{"key": "1万次", "day": "2025-12-01", "quantity": "1", "left": ""}],
    },
)
# What programs do to a link that somebody sends, in the order in which it is named.
SENT = {
    "as it is": "link",
    "decoded once": "decodeURIComponent(link)",
    "encoded over again": "encodeURI(link)",
    "twice": "encodeURI(encodeURI(link))",
    "encoded whole": "encodeURIComponent(link)",
    "escaped for HTML": "link.replaceAll('&', '&amp;')",
    "escaped twice": "link.replaceAll('&', '&amp;amp;')",
    "at the end of a sentence": "link + '.'",
    "of a Chinese one": "link + '。'",
    "as a browser has that": "link + encodeURI('。')",
    "in brackets": "link + ')'",
    "in Chinese ones, with a comma": "link + '），'",
    "in quotation marks": "link + '”'",
    "with all of it": "encodeURI(decodeURIComponent(link).replaceAll('&', '&amp;')) + '）。'",
}


@pytest.mark.parametrize("change", SENT.values(), ids=SENT.keys())
def test_a_link_survives_what_chat_programs_do_to_it(change: str) -> None:
    body = (
        "const link = state.toFragment(given, book);"
        f"return [link, state.fromFragment({change}, book, '1999-01'), state.isState({change})]"
    )
    link, read, is_state = run(body, FULL, modules="state")
    assert re.fullmatch(r"(?:[A-Za-z0-9=&-]|%[0-9A-F]{2})+", link)
    assert link.startswith("month=2023-05&RecognizeCarPro=1050000&DetectProduct=5000&%E5%9B%BE")
    assert link.count("%") == 3 * len("图像标签")
    assert (read, is_state) == ({"state": FULL, "faults": []}, True)


TYPED = ["%31", "100%", "%", "%25", "%2525", "1%E5%9B%BE", "5%."]


@pytest.mark.parametrize("change", SENT.values(), ids=SENT.keys())
def test_what_was_typed_as_a_code_is_not_decoded(change: str) -> None:
    entered = [state(calls={"商品识别": typed, PRO: "7"}) for typed in TYPED]
    body = (
        "return given.map((one) => { const link = state.toFragment(one, book);"
        f" return [state.fromFragment({change}, book, '1999-01'), state.isState({change})]; }})"
    )
    if "decode" in change:  # which a program does where it can
        body = body.replace("const link", "let link").replace(
            "; return", "; try { decodeURIComponent(link) } catch { return null } return"
        )
    told = run(body, entered, modules="state")
    assert told == [[{"state": one, "faults": []}, True] for one in entered]


def test_a_link_of_today_has_no_sign_that_a_program_could_change() -> None:
    entered = {**FULL, "calls": {PRO: "1050000", "商品识别": "5000"}}
    link = run("return state.toFragment(given, book)", entered, modules="state")
    assert re.fullmatch(r"[A-Za-z0-9=&-]+", link)
    assert link[-1].isalnum()


def random_state(rng: random.Random, names: list[str], keys: list[str], open_: State) -> State:
    texts = [
        "5",
        "12345678901234",
        "12a",
        "a&b=c",
        "100%",
        "1#2",
        '"<',
        "x y",
        "é漢",
        "1\\2`",
        "5.",
        "（五）",
    ]
    count = rng.randrange(4)
    readings = rng.sample(sorted(open_), count)
    return state(
        month=rng.choice(["2023-05", "2020-11", "", "2023&5", "五月"]),
        calls={name: rng.choice(texts) for name in rng.sample(names, rng.randrange(len(names)))},
        packs=[
            {
                "key": rng.choice(keys),
                "day": rng.choice(["2023-05-01", "", "x&y"]),
                "quantity": rng.choice(["1", "3", "", "*"]),
                "left": rng.choice(["", "0", "2500", "a:b"]),
            }
            for _ in range(rng.randrange(4))
        ],
        activated=rng.choice(["", "2023-05-03", "soon & later"]),
        readings={name: rng.choice(open_[name]) for name in readings},
    )


def test_a_link_gives_back_the_state_that_it_was_made_of() -> None:
    facts = run(
        "return [book.interfaces.map(({ name }) => name), facts.packs(book).map(({ key }) => key),"
        " facts.openReadings(book).map((one) =>"
        " [one.name, one.values.filter((value) => value !== one.default)])]",
        modules="facts",
    )
    rng = random.Random(20230501)  # noqa: S311 - states to try, no secret
    states = [random_state(rng, facts[0], facts[1], dict(facts[2])) for _ in range(400)]
    told = run(
        "return given.map((one) => { const link = state.toFragment(one, book);"
        ' return [link, state.fromFragment(link, book, "1999-01"),'
        ' state.fromFragment(new URL("#" + link, "https://x").hash.slice(1), book, "1999-01")]; })',
        states,
        modules="state",
    )
    for entered, (link, read, encoded) in zip(states, told, strict=True):
        assert read == {"state": entered, "faults": []}, link
        assert encoded == read, "as a browser gives it back"
        assert re.fullmatch(r"(?:[A-Za-z0-9=&-]|%[0-9A-F]{2})+", link)


@pytest.mark.parametrize(
    ("fragment", "id", "text"),
    [
        ("月份=2023-05", "link-unknown", "月份=2023-05"),
        ("商品识别=1&DetectProduct=2", "link-twice", "DetectProduct=2"),
        ("tier-basis=highest", "link-value", "tier-basis=highest"),
        ("tier-basis=gross&tier-basis=gross", "link-twice", "tier-basis=gross"),
        ("pack=11万次@2023-05-01", "link-value", "pack=11万次@2023-05-01"),
        ("pack=10万次", "link-value", "pack=10万次"),
        ("x=%E0%A4%A", "link-unknown", "x=%E0%A4%A"),
        ("pack=110000", "link-value", "pack=110000"),
        ("day=2023-05-01", "link-value", "day=2023-05-01"),
        ("pack=100000&count=2&count=3", "link-twice", "count=3"),
        ("pack-validity=one-year", "link-unknown", "pack-validity=one-year"),
    ],
)
def test_what_a_link_says_that_is_not_known_is_told(fragment: str, id: str, text: str) -> None:
    told = run('return state.fromFragment(given, book, "2023-05")', fragment, modules="state")
    assert told["faults"] == [{"field": "link", "id": id, "text": text}]


def test_a_long_end_of_a_link_is_cut_in_time_and_a_link_beyond_its_bound_is_not_read() -> None:
    body = (
        "const before = process.cpuUsage();"
        "const told = state.fromFragment(given, book, '2023-05');"
        "const { user } = process.cpuUsage(before);"
        "return [told, user < 500_000]"
    )
    link = f"month=2023-05&DetectProduct=1{'.' * 20_000}a{'.' * 9_000}"
    (told, soon) = run(body, link, modules="state")
    assert (told["state"]["calls"], soon) == ({"商品识别": f"1{'.' * 20_000}a"}, True)
    fault = {
        "field": "link",
        "id": "link-unknown",
        "text": f"month=2023-05&DetectProduct=1{'.' * 11}…",
    }
    read = run(body, f"{link}{'.' * 1_000}", modules="state")
    assert read == [{"state": state(), "faults": [fault]}, True]


def renamed() -> dict[str, Any]:
    """The book of the page, with two interfaces by names that every object has something under."""
    text = dated().replace('"商品识别"', '"__proto__"').replace(f'"{PRO}"', '"constructor"')
    book: dict[str, Any] = json.loads(text)
    return book


def test_names_that_objects_have_already_are_billed_as_any_other() -> None:
    body = (
        "const link = state.toFragment(given, book);"
        "const read = state.fromFragment(link, book, '2023-05');"
        "const { statement } = answer.answerOf(book, read.state, languages.ENGLISH.reasons);"
        "return [read, statement.total, statement.packs.length]"
    )
    pack = {"key": "10万次", "day": "2023-05-01", "quantity": "1", "left": ""}
    # 999,000 calls at 2.5 yuan a thousand; 949,000 at 75 after the free and those of the pack.
    entered = state(calls={"__proto__": "1000000", "constructor": "1050000"}, packs=[pack])
    told = run(body, entered, modules="state answer languages", book=renamed())
    assert told == [{"state": entered, "faults": []}, "73672.50", 1]
    bare = run("return [...Object.keys(given)].filter((name) => name in state.empty('').calls)",
               {"constructor": 1, "toString": 1}, modules="state")  # fmt: skip
    assert bare == []


def test_an_action_by_a_name_that_objects_have_already_is_no_second_one() -> None:
    book = json.loads(dated().replace('"DetectProduct"', '"constructor"'))
    told = run("return state.fromFragment(given, book, '2023-05')", "constructor=5",
               modules="state", book=book)  # fmt: skip
    assert told == {"state": state(calls={"商品识别": "5"}), "faults": []}


def test_actions_stand_for_names_and_a_default_is_no_choice() -> None:
    link = "RecognizeCarPro=5&tier-basis=after-deduction"
    told = run('return state.fromFragment(given, book, "2023-05")', link, modules="state")
    assert told == {"state": state(calls={PRO: "5"}), "faults": []}


def test_a_link_with_packs_by_the_million_is_billed() -> None:
    row = "pack=1万次@2023-05-01*10000"
    link = "&".join(["month=2023-05", f"{PRO}=12000", *[row] * 100])
    body = (
        "const { state: entered } = state.fromFragment(given, book, '2023-05');"
        "return answer.answerOf(book, entered, languages.ENGLISH.reasons).statement.packs"
    )
    packs = run(body, link, modules="state answer languages")
    assert [(pack.get("quantity", 1), pack["used"]) for pack in packs] == [
        (1, 10_000),
        (1, 1_000),
        (999_998, 0),
    ]


def test_a_link_fills_in_200_rows_of_packs_and_says_so() -> None:
    link = "&".join(["pack=1万次@2023-05-01"] * 300)
    told = run('return state.fromFragment(given, book, "2023-05")', link, modules="state")
    assert len(told["state"]["packs"]) == 200
    assert told["faults"] == [{"field": "link", "id": "link-packs", "text": "200"}]


def faults(entered: State, words: str = "languages.ENGLISH") -> dict[str, str]:
    body = (
        f"const words = {words};"
        "const { faults } = answer.answerOf(book, given, words.reasons);"
        "return faults.map((one) => [one.field, one.refusal ? words.refused(one.refusal)"
        " : words.faults[one.id](one)])"
    )
    return dict(run(body, entered, modules="answer languages"))


PACK = {"key": "10万次", "day": "2023-05-01", "quantity": "1", "left": ""}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"month": ""}, {"month": "which month"}),
        ({"month": "2023-13"}, {"month": "not a month"}),
        ({"month": "9999-12", "calls": {PRO: "1"}}, {"month": "'9999-12' is not in the calendar"}),
        (
            {"calls": {PRO: "1.5", "商品识别": "x"}},
            {f"calls:{PRO}": "1.5", "calls:商品识别": "'x'"},
        ),
        ({"calls": {PRO: "10000万亿"}}, {f"calls:{PRO}": "10000万亿"}),
        ({"calls": {PRO: "1" + "0" * 15}}, {}),
        (
            {"calls": {PRO: "1" + "0" * 15 + "1", "商品识别": "9" * 60}},
            {
                f"calls:{PRO}": "10000000000000001 calls are too many; expected: "
                "a whole number of calls, 0 to 1000000000000000",
                "calls:商品识别": "9" * 40 + " calls are too many",
            },
        ),
        (
            {"month": "2021-08", "calls": {PRO: "1", "商品识别": "1"}},
            {f"calls:{PRO}": "2022-10", "calls:商品识别": "2020-01 to 2021-05"},
        ),
        ({"packs": [PACK, {**PACK, "day": "2023-02-30"}]}, {"pack:1:day": "2023-02-30"}),
        ({"packs": [{**PACK, "quantity": "0"}]}, {"pack:0:quantity": "1 to 10000"}),
        ({"packs": [{**PACK, "quantity": ""}]}, {"pack:0:quantity": "1 to 10000"}),
        ({"packs": [{**PACK, "left": "x"}]}, {"pack:0:left": "'x'"}),
        ({"packs": [{**PACK, "left": "10万1"}]}, {"pack:0:left": "10万1"}),
        (
            {"month": "2023-06", "packs": [PACK, {**PACK, "left": "100,001"}]},
            {"pack:1:left": "100001"},
        ),
        ({"calls": {PRO: "1"}, "packs": [{**PACK, "left": "5"}]}, {"pack:0:left": "2023-05"}),
        ({"calls": {PRO: "1"}, "activated": "2023-06-01"}, {"activated": "2023-06-01"}),
        ({"calls": {PRO: "1"}, "activated": "soon"}, {"activated": "soon"}),
        (
            {"calls": {PRO: "x"}, "activated": "soon", "packs": [{**PACK, "day": ""}]},
            {f"calls:{PRO}": "'x'", "activated": "soon", "pack:0:day": "date"},
        ),
    ],
)
def test_a_fault_stands_at_its_field(parts: State, expected: dict[str, str]) -> None:
    told = faults(state(**parts))
    assert told.keys() == expected.keys()
    for field, part in expected.items():
        assert part in told[field]
    chinese = faults(state(**parts), "languages.CHINESE")
    assert chinese.keys() == told.keys()
    assert all(any("一" <= sign <= "鿿" for sign in text) for text in chinese.values())


def test_what_can_be_billed_has_no_fault() -> None:
    assert faults(state(calls={PRO: "105万", "商品识别": " "}, packs=[PACK])) == {}
    assert faults(state()) == {}


@pytest.mark.parametrize(
    ("link", "id"),
    [
        ("month=2023-05&month=2023-06", "link-twice"),
        ("activated=2023-05-01&activated=2023-05-02", "link-twice"),
    ],
)
def test_a_key_that_is_given_twice_is_told(link: str, id: str) -> None:
    told = run('return state.fromFragment(given, book, "2023-05")', link, modules="state")
    assert [fault["id"] for fault in told["faults"]] == [id]


def test_a_link_that_was_cut_does_not_open_as_a_smaller_count() -> None:
    body = 'return state.fromFragment(given, book, "2023-05").state.calls'
    assert run(body, "month=2023-05&DetectProduct=1050…", modules="state") == {"商品识别": "1050…"}
