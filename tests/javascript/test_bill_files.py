"""Bills, usage and packs as files: the page reads and refuses them as the command does."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

import frozen
import tiia_pricing
from javascript.adapter import NODE
from javascript.reconciler import reconciler
from support.vendor_bills import NEEDED, other_product, precision, row, text
from tiia_pricing.cli import main

GOODS, PRO = "商品识别", "车辆识别（增强版）"
RIGHT = row(GOODS, "49000", "122.50")
JAVASCRIPT = Path(tiia_pricing.__file__).with_name("javascript")
USAGE = "date,interface,calls\n2023-05,商品识别,50000\n"
Told = dict[str, Any]


def zipped(method: int = zipfile.ZIP_DEFLATED, **members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return out.getvalue()


def by_page(files: dict[str, tuple[str, bytes]], **options: Any) -> Told:
    """What the JavaScript makes of files."""
    given = {
        part: {"name": name, "data": base64.b64encode(data).decode()}
        for part, (name, data) in files.items()
    }
    return reconciler().ask(frozen.dated(), {"files": given, "options": options})


def by_command(
    folder: Path, capsys: pytest.CaptureFixture[str], files: dict[str, tuple[str, bytes]]
) -> tuple[int, Told]:
    """What the command makes of them, its errors with names that have no folder."""
    for name, data in files.values():
        (folder / name).write_bytes(data)
    names = {part: str(folder / name) for part, (name, _) in files.items()}
    packs = ["--packs", names["packs"]] if "packs" in names else []
    options = ["--book", frozen.dated_file(), "--format", "json"]
    code = main(["reconcile", names["bill"], names["usage"], *packs, *options])
    printed = capsys.readouterr()
    shown = (printed.err if code == 2 else printed.out).replace(f"{folder}/", "")
    return code, json.loads(shown)


def compare(
    folder: Path, capsys: pytest.CaptureFixture[str], files: dict[str, tuple[str, bytes]]
) -> int:
    """Hold both against each other; the command's exit code."""
    code, ours = by_command(folder, capsys, files)
    theirs = by_page(files)
    if code == 2:
        errors = ours.get("problems") or [ours]
        assert [_fault(one, "id") for one in theirs["told"]] == [
            _fault(one, "error") for one in errors
        ]
        return code
    assert "told" not in theirs, theirs
    notes = [(note["id"], note["file"]) for note in ours.pop("notes")]
    ours.pop("ignored_columns", None)
    assert [(note["id"], note["file"]) for note in theirs["notes"]] == notes
    assert theirs["object"] == ours
    assert theirs["agrees"] == (code == 0)
    return code


def _fault(one: Told, id: str) -> tuple[Any, ...]:
    return one[id], one["where"], one["message"], one["expected"]


def files(bill: str | bytes, usage: str | bytes = USAGE, packs: str = "") -> Any:
    def data(content: str | bytes) -> bytes:
        return content.encode() if isinstance(content, str) else content

    name = "bill.zip" if data(bill).startswith(b"PK") else "bill.csv"
    given = {"bill": (name, data(bill)), "usage": ("usage.csv", data(usage))}
    return given | ({"packs": ("packs.csv", data(packs))} if packs else {})


TOTAL = {"产品名称": "合计", "优惠后总价": "124.00"}
LATER = row(GOODS, "49000", "122.50", 账单归属月="", 扣费时间="2023-06-03 10:00:00")
BILLS: dict[str, str | bytes] = {
    **{
        f"{name}-{encoding}": text([RIGHT, other_product("3")], separator=separator).encode(
            encoding
        )
        for name, separator in (("comma", ","), ("semicolon", ";"), ("tab", "\t"))
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030")
    },
    "zip": zipped(a_csv=text([RIGHT]), readme_txt="read me"),
    "zip-stored": zipped(zipfile.ZIP_STORED, a_csv=text([RIGHT]), b_csv=text([other_product("1")])),
    "zip-nested-fault": zipped(a_csv=text([RIGHT]), b_csv=text([row(GOODS, "1", "x")])),
    "zip-row-twice": zipped(
        a_csv=text([{**RIGHT, "交易 ID": "T"}]), b_csv=text([{**RIGHT, "交易 ID": "T"}])
    ),
    "zip-without-csv": zipped(readme_txt="x"),
    "zip-cut": zipped(a_csv=text([RIGHT]))[:-30],
    "zip-mark": b"PK\x03\x04",
    "zip-empty": zipped(),
    "zip-bzip2": zipped(zipfile.ZIP_BZIP2, a_csv=text([RIGHT])),
    "old-excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "empty": b"",
    "head-alone": text([]),
    "no-bill": USAGE,
    "binary": bytes(range(256)),
    "sep-line": "sep=;\n" + text([RIGHT], separator=";"),
    "title": f"账单明细\n{text([RIGHT])}",
    "two-separators": "产品名称,a;组件名称,b;组件用量\n1,2;3,4;5\n",
    "needed": text([RIGHT], NEEDED),
    "no-unit": text([RIGHT], tuple(head for head in NEEDED if head != "组件用量单位")),
    "same-heads": text([RIGHT], (*NEEDED, "优惠后总价（元）")),
    "broken-quote": text([RIGHT]) + '图像分析,"商品识别,1,次',
    "after-quote": text([RIGHT]) + '"图像分析"x,1\n',
    "wide": text([RIGHT]) + "1,2,3\n" + text([RIGHT]).splitlines()[1] + ",,\n",
    "amounts": text([row(GOODS, "many", "x"), row(GOODS, "1", ""), row(GOODS, "1", "0.123456789")]),
    "numbers": text(
        [row(GOODS, "1", one) for one in ("1,05,000", "12 yuan", "1.2.3", "1e99", "NaN")]
    ),
    "written": text(
        [row(GOODS, "4.9e4", one) for one in ("¥1.25", "１．２５", "−0.5", "+2.00", "1.2e2")]
    ),
    "times": text(
        [row(GOODS, "1", "1", 账单归属月=one) for one in ("2023-13", "May", "2023-02-30 00:00")]
    ),
    "zones": text(
        [
            row(GOODS, "1", "1", 账单归属月=one)
            for one in (
                "2023-05-31T16:00:00Z",
                "May-23",
                "2023年5月",
                "202305",
                "2023/5/1 8:00",
                "2023-05-31 23:59-0030",
            )
        ]
    ),
    "units": text(
        [
            row(GOODS, "1", "1", 组件用量单位=one)
            for one in ("千次", "万次", "1000次", "Times", "GB")
        ]
    ),
    "discounts": text(
        [row(GOODS, "49000", "1", 折扣率=one) for one in ("90%", "0.90", "100.00%", "11", "-1")]
    ),
    "discount": text([row(GOODS, "49000", "110.25", 折扣率="90.0%")]),
    "currency": text([{**RIGHT, "Currency": "USD"}], (*NEEDED, "Currency")),
    "packs-shown": text([row(GOODS, "49000", "123.45"), row("", "1", "100", 计费模式="包年包月")]),
    "reversed-without-a-number": text(
        [row(GOODS, "49000", "123.45"), row(GOODS, "0", "-1.00")], heads=NEEDED
    ),
    "total": text([RIGHT, other_product("1.5"), TOTAL]),
    "total-wrong": text([RIGHT, other_product("1.5"), {**TOTAL, "优惠后总价": "124.01"}]),
    "paid-later": text([LATER]),
    "precision": text([row(GOODS, "49000", "123.19"), precision("-0.69")]),
    "unknown-name": text([RIGHT, row("图像理解", "1", "5.00")]),
    "other-month": text([other_product("1", 账单归属月="2023-08")]),
    "nothing": text([{"产品名称": "合计"}]),
}
USAGES = {
    "chinese": "调用日期,接口名称,调用次数（万次）,备注\n2023/5/1,商品识别,4.9,x\n"
    "2023年5月,DETECTPRODUCT,0.1,\n",
    "traditional": "日期,接口,调用次数（萬次）\n2023/5/1,商品识别,5\n",
    "excel": "\ufeffdate;interface;calls\r\nMay-23;商品识别;50,000\r\n",
    "months": "接口/月份,2023-04,2023-05,合计\n商品识别,1000,50000,51000\n车辆识别,,5,5\n"
    "合计,1000,50005,51005\n",
    "apis": "月份,商品识别,车辆识别\n2023-05,50000,2\n2023-06,7,\n",
    "total": "date,interface,calls\n2023-05,商品识别,50000\n合计,,50000\n",
    "total-wrong": "date,interface,calls\n2023-05,商品识别,50000\n合计,,50001\n",
    "row-total-wrong": "接口,2023-05,合计\n商品识别,50000,50001\n",
    "title": "2023 年用量\ndate,interface,calls\n2023-05,商品识别,50000\n",
    "title-unit": "单位：万次\ndate,interface,calls\n2023-05,商品识别,5\n",
    "faults": "date,interface,calls\n1/2/2023,商品识别,5\n2023-05,商品识别,1.5\n"
    "2023-05-40,商品识别,-1\n"
    "2023-05,商品识别,many\n2023-05,商品识别\n2023-05,商品识别,105.000\n"
    "2023-05,商品识别,10000000000000000\n",
    "missing": "date,calls\n2023-05,1\n",
    "near": "date,interfaces,calls\n2023-05,商品识别,1\n",
    "twice": "date,date,interface,calls\n2023-05,2023-05,商品识别,1\n",
    "ambiguous": "date,month,interface,calls\n2023-05,2023-05,商品识别,1\n",
    "unit-of-objects": "date,interface,calls(constructor)\n2023-05,商品识别,5\n",
    "unit-twice": "date,interface,calls(万次)\n2023-05,商品识别,5万\n",
    "same-months": "接口,2023-05,2023年5月\n商品识别,1,2\n",
    "unnamed": "接口,2023-05,\n商品识别,1,2\n",
    "dates-alone": "2023-05,2023-06\n1,2\n",
    "no-date": "接口,2023-13,2023-05\n商品识别,1,2\n",
    "empty": "date,interface,calls\n",
    "blank": "接口,2023-05\n商品识别,\n",
    "one-account": "account,date,interface,calls\na,2023-05,商品识别,50000\n,2023-05,车辆识别,1\n",
    "accounts": "date,interface,calls,Account\n2023-05,商品识别,5,a\n2023-05,商品识别,5,b\n",
}
PACKS = {
    "accounts": "account,purchased_on,interface,calls\n,2023-02-01,车辆识别（增强版）,100000\n"
    "a,2023-02-01,车辆识别（增强版）,100000\nb,2023-02-01,车辆识别（增强版）,100000\n",
    "not-sold": "purchased_on,interface,calls,quantity\n2023-05-01,商品识别,10万次,2\n",
    "chinese": "购买日期,接口,规格,数量,剩余次数\n2023-02-01,车辆识别（增强版）,10万次,2,7万\n",
    "traditional": "购买日期,接口,规格\n2023-02-01,车辆识别（增强版）,10萬次\n",
    "left": "purchased_on,interface,calls,left\n2023-02-01,车辆识别（增强版）,100000,70000\n",
    "untold": "purchased_on,interface,calls\n2023-02-01,车辆识别（增强版）,100000\n",
    "faults": "purchased_on,interface,calls,quantity\n2023-05,车辆识别（增强版）,10万次,1\n"
    "2023-05-01,车辆识别（增强版）,big,0\n2023-05-01,车辆识别（增强版）\n",
}
PRO_USAGE = "date,interface,calls\n2023-05-20,车辆识别（增强版）,81000\n"
PRO_BILL = text([row(PRO, "10000", "750.00")])


@pytest.mark.parametrize("bill", BILLS.values(), ids=BILLS)
def test_a_bill_is_read_or_refused_as_by_the_command(
    bill: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(tmp_path, capsys, files(bill))


@pytest.mark.parametrize("usage", USAGES.values(), ids=USAGES)
def test_usage_is_read_or_refused_as_by_the_command(
    usage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(tmp_path, capsys, files(text([RIGHT]), usage))


@pytest.mark.parametrize("packs", PACKS.values(), ids=PACKS)
def test_packs_are_read_or_refused_as_by_the_command(
    packs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(tmp_path, capsys, files(PRO_BILL, PRO_USAGE, packs))


@pytest.mark.parametrize("kind", ["readUsage", "readPacks"])
def test_a_file_of_ones_own_that_is_too_large_is_refused(kind: str) -> None:
    """More than 16 MiB, as for the command."""
    module = JAVASCRIPT / "reconciliation/files" / f"{kind.removeprefix('read').lower()}.mjs"
    script = (
        f'import {{ {kind} }} from "{module.as_uri()}";\n'
        "const told = (error) => [error.id, error.figures, error.where];\n"
        f'const refused = (length) => {kind}(new Uint8Array(length), "a.csv").then(null, told);\n'
        "console.log(JSON.stringify([await refused(16777217), (await refused(16777216))[0]]));\n"
    )
    assert NODE
    done = subprocess.run(  # noqa: S603
        [NODE, "--input-type=module", "-e", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    too_large, largest = json.loads(done.stdout)
    assert too_large == ["file-too-large", {"most": 16777216}, {"file": "a.csv"}]
    assert largest != "file-too-large"
