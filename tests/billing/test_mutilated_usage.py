"""A mutilated file of usage is refused, or told of, or says the same as before."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

import frozen
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.billing.usage.usage_files import read_usage
from tiia_pricing.tables import TableNote

PRO, PET = "车辆识别（增强版）", "宠物识别图片版"
LINES = [
    "日期,接口,调用次数",
    *(
        f"2026-{month:02d},{name},{month * 1000 + len(name)}"
        for month in range(1, 7)
        for name in (PRO, PET)
    ),
]
TOTAL = sum(int(line.rpartition(",")[2]) for line in LINES[1:])
WHOLE = "\n".join([*LINES, f"合计,,{TOTAL}"]) + "\n"


def _at_random(change: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    """Change one row of counts."""

    def changed(text: str, dice: random.Random) -> str:
        lines = text.splitlines()
        at = dice.randrange(1, len(lines) - 1)
        lines[at] = change(lines[at])
        return "\n".join(lines) + "\n"

    return changed


MUTILATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "a row gone": _at_random(lambda row: ""),
    "a row twice": _at_random(lambda row: f"{row}\n{row}"),
    "a count gone": _at_random(lambda row: row.rpartition(",")[0] + ","),
    "a cell gone": _at_random(lambda row: row.rpartition(",")[0]),
    "a cell more": _at_random(lambda row: f"{row},1"),
    "a digit more": _at_random(lambda row: f"{row}0"),
    "a digit less": _at_random(lambda row: row[:-1]),
    "a count in thousands": _at_random(lambda row: f"{row[:-3]}.{row[-3:]}"),
    "an exponent": _at_random(lambda row: f"{row}e1"),
    "a sign": _at_random(lambda row: row.replace(",", ",-").replace("-", "", 1)),
    "a unit": _at_random(lambda row: f"{row}万"),
    "a date gone": _at_random(lambda row: row[7:]),
    "a date reversed": _at_random(lambda row: f"01/02/2026{row[7:]}"),
    "a month too many": _at_random(lambda row: f"2026-13{row[7:]}"),
    "a name cut": _at_random(lambda row: row.replace("识别", "识")),
    "a name and a date swapped": _at_random(lambda row: ",".join([*row.split(",")[1::-1], "7"])),
    "a quotation mark": _at_random(lambda row: row.replace(",", ',"', 1)),
    "another separator": _at_random(lambda row: row.replace(",", ";")),
    "a separator in a name": _at_random(lambda row: row.replace("识别", "识,别")),
    "a head gone": lambda text, dice: text.partition("\n")[2],
    "a head twice": lambda text, dice: text.replace("接口", "日期", 1),
    "a head of another meaning": lambda text, dice: text.replace("调用次数", "金额", 1),
    "the end cut off": lambda text, dice: text[: len(text) * 3 // 4],
    "a wrong total": lambda text, dice: text.replace(str(TOTAL), str(TOTAL + 1)),
    "another word for the total": lambda text, dice: text.replace("合计", "其他"),
}


def _read(text: str) -> tuple[int, list[TableNote]]:
    """The calls of a file whose interfaces are all known."""
    notes: list[TableNote] = []
    names = Names(frozen.book())
    rows = read_usage(text.encode(), "u.csv", notes=notes)
    return sum(row.calls for row in rows if names.of(row.interface)), notes


@pytest.mark.parametrize("name", MUTILATIONS)
@pytest.mark.parametrize("seed", range(8))
def test_a_mutilation_never_passes_quietly(name: str, seed: int) -> None:
    mutilated = MUTILATIONS[name](WHOLE, random.Random(seed))  # noqa: S311
    assert mutilated != WHOLE
    with pytest.raises(InputError) as refused:
        _read(mutilated)
    assert refused.value.where or refused.value.id == "unknown-interface"


def test_what_is_whole_is_read() -> None:
    calls, notes = _read(WHOLE)
    assert calls == TOTAL
    assert [note.id for note in notes] == ["total-row"]
