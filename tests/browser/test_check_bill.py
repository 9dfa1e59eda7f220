"""The page that checks a bill, in a browser: the verdicts are those of the command.

The bills are made by us. The tiers of 商品识别 are 2.5, 2.2 from 1,000,000 and 2 from 3,000,000
yuan per 1,000 calls, of 车辆识别（增强版） 75 and 45; 1,000 calls a month are free, until October
2022 it was 10,000.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser.visit import PHONE, visited
from support.vendor_bills import NEEDED, Row, other_product, precision, row, text
from support.workbooks import workbook
from tiia_pricing.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GOODS, PRO = "商品识别", "车辆识别（增强版）"
PACK = f"purchased_on,interface,calls\n2023-05-01,{PRO},100000\n"
Capture = pytest.CaptureFixture[str]


@dataclass(frozen=True)
class Bill:
    """A bill, its usage, and the cause that is to be named first; none for a right one."""

    cause: str
    rows: tuple[Row, ...]
    usage: str
    packs: str = ""

    def __str__(self) -> str:
        return self.cause or "right"


def used(*rows: tuple[str, str, int]) -> str:
    return "date,interface,calls\n" + "".join(f"{day},{name},{n}\n" for day, name, n in rows)


MAY_50, JUNE = ("2023-05", GOODS, 50_000), {"账单归属月": "2023-06"}
BILLS = [
    # 49,000 x 2.5 / 1,000; 949,000 x 75 / 1,000
    Bill(
        "",
        (row(GOODS, "49", "122.50000000", 组件用量单位="千次"), row(PRO, "949000", "71175.00")),
        used(MAY_50, ("2023-05-20", PRO, 1_050_000)),
        PACK,
    ),
    # 1,000,000 x 2.5 / 1,000 + 1,000,000 x 2.2 / 1,000
    Bill(
        "tier-progressive",
        (row(GOODS, "2000000", "4700.00"),),
        used(("2023-05", GOODS, 2_001_000)),
    ),
    # All 1,050,000 calls reach 45: 949,000 x 45 / 1,000
    Bill(
        "tier-basis-gross",
        (row(PRO, "949000", "42705.00"), other_product("1.00")),
        used(("2023-05-20", PRO, 1_050_000)),
        PACK,
    ),
    # 3,000,000 x 2.2 / 1,000, the tier below the bound
    Bill(
        "tier-bound-in-lower",
        (row(GOODS, "3000000", "6600.00"),),
        used(("2023-05", GOODS, 3_001_000)),
    ),
    # 50,000 x 2.5 / 1,000
    Bill("quota-not-applied", (row(GOODS, "50000", "125.00"),), used(MAY_50)),
    # (50,000 - 10,000) x 2.5 / 1,000
    Bill("quota-older", (row(GOODS, "40000", "100.00"),), used(MAY_50)),
    # 199,000 x 75 / 1,000
    Bill(
        "pack-not-applied",
        (row(PRO, "199000", "14925.00"),),
        used(("2023-05-20", PRO, 200_000)),
        PACK,
    ),
    # 1,503 x 2.5 / 1,000 = 3.7575
    Bill("rounded-down", (row(GOODS, "1503", "3.75"),), used(("2023-05", GOODS, 2503))),
    # 49,000 x 2.5
    Bill("unit-thousandfold", (row(GOODS, "49000", "122500.00"),), used(MAY_50)),
    # 122.50 x 0.9
    Bill("discount", (row(GOODS, "49000", "110.25", 折扣率="0.9"),), used(MAY_50)),
    # May's amount in June: 89,000 x 2.5 / 1,000 = 222.50
    Bill(
        "paid-in-another-month",
        (row(GOODS, "49000", "122.50"), row(GOODS, "49000", "122.50", **JUNE)),
        used(MAY_50, ("2023-06", GOODS, 90_000)),
    ),
    # 122.50 + 0.69, which the rounding row gives back
    Bill(
        "precision-adjustment",
        (row(GOODS, "49000", "123.19"), precision("-0.69")),
        used(MAY_50),
    ),
]


@pytest.fixture(scope="module", params=["", "zh/"], ids=["en", "zh"])
def page(
    request: pytest.FixtureRequest, browser: Browser, site: Path, address: str
) -> Iterator[Page]:
    options: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}
    path = f"{request.param}bill-check.html"
    with visited(browser, site, address, path, **options) as visit:
        visit.settle()
        loaded = len(visit.addresses)
        yield visit.page
        assert visit.messages == []
        later = [one for one in visit.addresses[loaded:] if not one.startswith("blob:")]
        assert [one for one in later if not one.endswith("/favicon.png")] == []


def give(page: Page, name: str, content: str | bytes) -> None:
    """Choose a file: ``bill.csv`` in the field of the bill."""
    data = content if isinstance(content, bytes) else content.encode()
    payload = {"name": name, "mimeType": "text/csv", "buffer": data}
    page.locator(f"#cb-{name.partition('.')[0]}").set_input_files(payload)  # type: ignore[arg-type]


def start_again(page: Page) -> None:
    page.locator("#cb-again").click()
    page.wait_for_selector(".tc-prompt")


def verdict(page: Page) -> str | None:
    return page.locator(".cb-short").get_attribute("data-verdict")


def lines(page: Page) -> list[list[Any]]:
    """Month and API, verdict, and the causes in their order, as the page shows them."""
    found: list[list[Any]] = page.locator(".cb-lines .tc-line").evaluate_all(
        """all => all.map(it => [it.dataset.line, it.dataset.verdict,
        [...(it.nextElementSibling?.matches(".tc-reasons") ? it.nextElementSibling
          .querySelectorAll("[data-cause]") : [])].map(one => one.dataset.cause)])"""
    )
    return found


def copied(page: Page, what: str) -> str:
    page.locator(f"[data-copy={what}]").click()
    page.locator(f"[data-copy={what}] + output", has_text="✓").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def by_command(folder: Path, capsys: Capture, bill: Bill, *words: str) -> tuple[int, str]:
    """Exit code and output of the command for the same files."""
    (folder / "bill.csv").write_text(text(bill.rows), "utf-8", newline="")
    (folder / "usage.csv").write_text(bill.usage, "utf-8")
    (folder / "packs.csv").write_text(bill.packs or PACK.splitlines()[0] + "\n", "utf-8")
    packs = ["--packs", str(folder / "packs.csv")] if bill.packs else []
    files = [str(folder / "bill.csv"), str(folder / "usage.csv"), *packs]
    code = main(["reconcile", *files, *words])
    return code, capsys.readouterr().out.removeprefix("\ufeff")


def check(page: Page, bill: Bill) -> None:
    """Give the files of a bill, and wait for the result."""
    start_again(page)
    give(page, "bill.csv", text(bill.rows))
    give(page, "usage.csv", bill.usage)
    page.wait_for_selector(".cb-short")
    if bill.packs:
        give(page, "packs.csv", bill.packs)
        page.wait_for_selector("[data-part=packs].cb-given")
        page.wait_for_selector(".cb-short")


@pytest.mark.parametrize("bill", BILLS, ids=str)
def test_the_verdicts_are_those_of_the_command(
    page: Page, bill: Bill, tmp_path: Path, capsys: Capture
) -> None:
    letter = tmp_path / "letter.txt"
    code, printed = by_command(tmp_path, capsys, bill, "--format", "json", "--letter", str(letter))
    ours = json.loads(printed)
    check(page, bill)
    assert verdict(page) == ("differs" if code else "agrees")
    assert lines(page) == [
        [f"{one['month']} {one['interface']}", one["verdict"], [it["id"] for it in one["causes"]]]
        for one in ours["lines"]
    ]
    found = [cause["id"] for one in ours["lines"] for cause in one["causes"]]
    assert found[:1] == ([bill.cause] if bill.cause else [])
    _, report = by_command(tmp_path, capsys, bill, "--format", "csv")
    assert copied(page, "report").replace("\r\n", "\n") == report
    assert page.locator(".cb-letter").count() == letter.exists()
    if letter.exists():
        assert copied(page, "letter").replace("\r\n", "\n") == letter.read_text("utf-8")


def test_the_example_is_one_click_away_and_can_be_compared_by_what_it_settles(page: Page) -> None:
    start_again(page)
    page.locator("#cb-example").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".cb-short")
    assert verdict(page) == "differs"
    assert lines(page)[1] == [f"2023-05 {PRO}", "differs", ["tier-basis-gross"]]
    assert "28,470.00" in page.locator(".cb-said").inner_text()
    page.locator("[data-reading]").click()
    page.wait_for_selector("#cb-usual")
    page.wait_for_selector(".cb-short.cb-agrees")
    page.locator("#cb-usual").click()
    page.wait_for_selector(".cb-short.cb-differs")


def drop(page: Page, files: dict[str, str], encode: Callable[[str], bytes]) -> None:
    """Drop files at once."""
    page.evaluate(
        """files => {
          const given = new DataTransfer();
          for (const [name, bytes] of Object.entries(files)) {
            given.items.add(new File([new Uint8Array(bytes)], name));
          }
          document.querySelector(".cb-form").dispatchEvent(
            new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
        }""",
        {name: list(encode(content)) for name, content in files.items()},
    )


def test_files_dropped_at_once_go_where_they_belong(page: Page) -> None:
    start_again(page)
    bill = BILLS[0]
    drop(page, {"a.csv": PACK, "b.csv": bill.usage, "c.csv": text(bill.rows)}, str.encode)
    page.wait_for_selector(".cb-short.cb-agrees")
    names = page.locator(".cb-given .cb-name").all_inner_texts()
    assert [name.removeprefix("✓ ") for name in names] == ["c.csv", "b.csv", "a.csv"]


def test_an_archive_is_unpacked_in_the_browser(page: Page) -> None:
    start_again(page)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2023-05.csv", text([row(GOODS, "49000", "122.50")]).encode("gb18030"))
        archive.writestr("readme.txt", "read me")
    give(page, "bill.zip", packed.getvalue())
    give(page, "usage.csv", used(MAY_50))
    page.wait_for_selector(".cb-short.cb-agrees")
    assert "readme.txt" in page.locator(".cb-notes").inner_text()


def as_workbook(table: str) -> bytes:
    rows = (tuple(cells) for cells in csv.reader(io.StringIO(table)) if cells)
    return workbook(*rows)


def test_workbooks_are_read_in_the_browser(page: Page) -> None:
    bill = BILLS[2]
    start_again(page)
    give(page, "bill.xlsx", as_workbook(text(bill.rows)))
    give(page, "usage.xlsx", as_workbook(bill.usage))
    page.wait_for_selector(".cb-short")
    give(page, "packs.xlsx", as_workbook(PACK))
    page.wait_for_selector("[data-part=packs].cb-given")
    page.wait_for_selector(".cb-short")
    assert lines(page) == [[f"2023-05 {PRO}", "differs", [bill.cause]]]
    give(page, "usage.xlsx", as_workbook(bill.usage.replace("1050000", "many")))
    page.wait_for_selector("[data-fault=calls-unreadable]")
    for part in ("usage.xlsx", "Sheet", "calls", "many"):
        assert part in page.locator("[data-fault]").inner_text()
    give(page, "usage.xlsx", as_workbook(bill.usage)[:-40])
    page.wait_for_selector("[data-fault=workbook-unreadable]")
    assert page.locator("[data-fault]").count() == 1


def test_workbooks_dropped_at_once_go_where_they_belong(page: Page) -> None:
    start_again(page)
    bill = BILLS[0]
    drop(page, {"a": PACK, "b": bill.usage, "c": text(bill.rows)}, as_workbook)
    page.wait_for_selector(".cb-short.cb-agrees")
    names = page.locator(".cb-given .cb-name").all_inner_texts()
    assert [name.removeprefix("✓ ") for name in names] == ["c", "b", "a"]


def test_what_cannot_be_read_is_told_with_file_line_and_column(page: Page) -> None:
    start_again(page)
    give(
        page,
        "bill.csv",
        text([row(GOODS, "49000", "many"), row(GOODS, "1", "2", 组件用量单位="GB")]),
    )
    give(page, "usage.csv", used(MAY_50))
    page.wait_for_selector(".cb-problems")
    first, second = page.locator("[data-fault]").all()
    assert first.get_attribute("data-fault") == "amount-unreadable"
    for part in ("bill.csv", "2", "优惠后总价", "many"):
        assert part in first.inner_text()
    assert second.get_attribute("data-fault") == "unit-unknown"
    assert page.locator(".cb-short").count() == 0
    give(page, "bill.csv", text([row(GOODS, "49000", "122.50")]))
    page.wait_for_selector(".cb-short.cb-agrees")
    give(page, "usage.csv", used(("2023-05", "图像理解", 1)))
    page.wait_for_selector("[data-fault=unknown-interface]")
    assert "usage.csv" in page.locator("[data-fault]").inner_text()


def test_an_amount_that_is_not_known_is_not_told_as_zero(page: Page) -> None:
    """Of the usage 49,000 calls are to be paid: 49,000 x 2.5 / 1,000 = 122.50."""
    start_again(page)
    heads = tuple(head for head in NEEDED if head != "优惠后总价")
    give(page, "bill.csv", text([row(GOODS, "49000", "122.50")], heads))
    give(page, "usage.csv", used(MAY_50))
    page.wait_for_selector(".cb-short.cb-cannotTell")
    told = page.locator(".cb-short p").inner_text()
    assert "122.50" in told
    assert "0.00" not in told
    amounts = page.locator(".cb-lines .tc-line .tp-num").all_inner_texts()
    assert amounts == ["–", "122.50", "–"]
    assert f"2023-05,{GOODS},cannot-tell,,122.50,,," in copied(page, "report")


def test_what_the_files_say_is_text_and_no_markup(page: Page) -> None:
    start_again(page)
    hostile = '<img src=x onerror="window.obeyed=1">=1+1'
    bill = [row(hostile, "1", "5.00", 产品名称="图像分析"), row(GOODS, "49000", "122.50")]
    give(page, "bill.csv", text(bill))
    give(page, "usage.csv", f"date,interface,calls,{hostile}\n2023-05,{GOODS},50000,x\n")
    page.wait_for_selector(".cb-short.cb-cannotTell")
    shown = page.locator("#cb-result")
    assert hostile in shown.inner_text()
    assert shown.locator("img").count() == 0
    assert page.evaluate("window.obeyed") is None
    assert "'=1+1" not in copied(page, "report").splitlines()[0]
    rows = list(csv.reader(io.StringIO(copied(page, "report"))))
    assert not [cell for cells in rows for cell in cells if cell[:1] in "=+@" and cell]


def test_what_turns_the_direction_of_text_stands_visible(page: Page) -> None:
    start_again(page)
    give(
        page,
        "bill.csv",
        text([row("\u202e别识\u2066", "1", "5.00"), row(GOODS, "49000", "122.50")]),
    )
    give(page, "usage.csv", f"date,interface,calls,\u202ex\n2023-05,{GOODS},50000,x\n")
    page.wait_for_selector(".cb-short.cb-cannotTell")
    assert not set("\u202e\u2066") & set(page.locator("#cb-result").inner_text())
    give(page, "bill.csv", text([row(GOODS, "1", "\u202e")]))
    page.wait_for_selector(".cb-problems")
    assert "\u202e" not in page.locator("#cb-result").inner_text()


def test_the_report_is_saved_as_excel_opens_it(page: Page, tmp_path: Path, capsys: Capture) -> None:
    check(page, BILLS[1])
    with page.expect_download() as saving:
        page.locator("[data-save]").click()
    saved = Path(saving.value.path()).read_text("utf-8")
    _, report = by_command(tmp_path, capsys, BILLS[1], "--format", "csv")
    assert saved == "\ufeff" + report


def test_everything_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    try:
        for bill in (BILLS[2], BILLS[11]):
            check(page, bill)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= PHONE[0]
    finally:
        page.set_viewport_size({"width": 1300, "height": 900})


def test_the_page_says_where_files_stay_and_whose_bills_these_are(page: Page) -> None:
    said = page.locator("article").inner_text()
    chinese = "/zh/" in page.url
    for sentence in (
        "您的文件不会离开此浏览器" if chinese else "Your files never leave this browser",
        "没有见到公开的客户账单" if chinese else "We know of no published bill of a real",
    ):
        assert sentence in said
