"""What libraries say in English alone is told in words of ours, or set off as a quotation."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.changes.acknowledged import load_acknowledgements
from tiia_pricing.locale import tell_in
from tiia_pricing.tables.csv_tables import csv_table

CHINESE = tell_in("zh")


def english_in(error: InputError) -> list[str]:
    """The English words of an error in Chinese that are not quoted."""
    return re.findall(r"[a-z]+ [a-z]+", re.sub(r"“[^”]*”", "", error.told(CHINESE)))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('a,b\n1,"2\n', "有引号没有闭合"),
        ('a,b\n"1"2,3\n', "引号闭合之后单元格还有内容"),
        ('a;b\n"1"2;3\n', "引号闭合之后单元格还有内容"),
        (f"a,b\n1,{'x' * 200_000}\n", "单元格超过 131,072 个字符"),
    ],
)
def test_what_is_no_csv(text: str, why: str) -> None:
    error = csv_table(text.encode(), "usage.csv").unread
    assert error
    assert f"不是 CSV：{why}" in error.told(CHINESE)
    assert english_in(error) == []


def package(**parts: str) -> bytes:
    """A package of the parts, which is no workbook."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


def test_what_is_no_workbook() -> None:
    pytest.importorskip("openpyxl")
    from tiia_pricing.tables.workbooks import workbook_tables  # noqa: PLC0415

    whole = package(**{"[Content_Types].xml": "<Types/>"})
    locked = whole.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    for data, why in (
        (b"PK\x03\x04garbage", "文件已损坏"),
        (locked, "文件受密码保护"),
        (whole, "openpyxl 说“OSError: "),
    ):
        with pytest.raises(InputError) as refused:
            workbook_tables(data, "usage.xlsx")
        assert f"无法读取工作簿：{why}" in refused.value.told(CHINESE)
        assert english_in(refused.value) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("until = 1 x", "a.toml:1：列 11：不是 TOML：解析器说“"),
        ("[[acknowledged", "不是 TOML：解析器说“"),
        ("x = " + "[" * 900, "不是 TOML：嵌套过深"),
    ],
)
def test_what_is_no_toml(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(InputError) as refused:
        load_acknowledgements(tmp_path / "a.toml")
    assert told in refused.value.told(CHINESE)
    assert english_in(refused.value) == []


def test_a_host_that_no_name_can_have() -> None:
    pytest.importorskip("uvicorn")
    from tiia_pricing.answers.http.server import listening  # noqa: PLC0415

    with pytest.raises(InputError) as refused:
        listening("a..b", 1)
    assert "无法监听 a..b 的端口 1：不是主机" in refused.value.told(CHINESE)
