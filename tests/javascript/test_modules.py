"""The modules run unchanged wherever the language runs."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

import frozen
from javascript.adapter import FOLDER, NODE
from tiia_pricebook import dumps
from tiia_pricing.locale.javascript_words import modules

MODULES = sorted(FOLDER.glob("*.mjs"))
WITHIN = sorted(path for path in FOLDER.rglob("*.mjs") if path.parent != FOLDER)
ROOMS_ALONE = ("account-files", "billing", "planning", "pricebook", "sentences")
ALONE = [path for path in WITHIN if path.relative_to(FOLDER).parts[0] in ROOMS_ALONE]
OUTSIDE = re.compile(
    r"\b(import|require|process|Buffer|globalThis|window|document|fetch|console|eval|Date\.now)\b"
)
ROW = {"date": "2023-05", "interface": "商品识别", "calls": 1_000_000}


def _name(module: Path) -> str:
    return module.relative_to(FOLDER).as_posix()


# From which other rooms each takes something: only from those above it.
TAKES: dict[str, set[str]] = {
    "pricebook": set(),
    "words": set(),
    "sentences": {"pricebook"},
    "billing": {"pricebook", "sentences"},
    "planning": {"billing", "pricebook", "sentences"},
    "account-files": {"pricebook", "sentences"},
    "tables": {"account-files"},
    "reconciliation": {"account-files", "billing", "pricebook", "sentences", "tables", "words"},
    "page-parts": {"billing", "pricebook", "sentences"},
    "links": {"page-parts"},
    "page": {"billing", "links", "page-parts", "pricebook", "sentences", "words"},
    "year": {
        *("billing", "links", "page", "page-parts", "planning", "pricebook", "sentences", "words"),
    },
    "bill-page": {
        *("billing", "page-parts", "pricebook", "reconciliation", "sentences", "tables", "words"),
    },
    "embed": {"billing", "page", "page-parts", "sentences", "words"},
}


def rooms_taken_from(room: str) -> set[str]:
    """The rooms from which the modules of a room import, as they stand in the code."""
    imports = re.compile(r'^(?:(?:import|export) .*)?\} from "(\.[^"]+)";$', re.MULTILINE)
    return {
        (path.parent / target).resolve().relative_to(FOLDER).parts[0]
        for path in (FOLDER / room).rglob("*.mjs")
        for target in imports.findall(path.read_text("utf-8"))
    } - {room}


@pytest.mark.parametrize("room", TAKES)
def test_a_room_takes_from_those_above_it_alone(room: str) -> None:
    above = [*TAKES][: [*TAKES].index(room)]
    assert rooms_taken_from(room) == TAKES[room] <= {*above}


def test_every_room_is_among_them() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == TAKES.keys()


def node(*words: str, text: str | None = None) -> str:
    assert NODE
    done = subprocess.run(  # noqa: S603
        [NODE, *words], input=text, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def parsed(modules: list[Path]) -> dict[str, str]:
    """What is wrong with each module that does not parse."""
    checker = str(Path(__file__).with_name("parsed.mjs"))
    flags = ("--experimental-vm-modules", "--no-warnings")
    found: dict[str, str] = json.loads(node(*flags, checker, *map(str, modules)))
    return found


def in_realm(module: str, expression: str) -> str:
    realm = str(Path(__file__).with_name("realm.mjs"))
    flags = ("--experimental-vm-modules", "--no-warnings")
    return node(*flags, realm, str(FOLDER), module, expression)


def test_the_modules_are_these() -> None:
    assert [module.name for module in MODULES] == ["adapter.mjs", "tiia-pricing.mjs"]


def test_every_module_parses() -> None:
    assert parsed(MODULES + WITHIN) == {}


def test_a_module_that_does_not_parse_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mjs"
    broken.write_text("export const tiers = [;", "utf-8")
    assert parsed([*MODULES, broken]) == {str(broken): "SyntaxError: Unexpected token ';'"}


@pytest.mark.parametrize("module", ALONE, ids=_name)
def test_a_module_needs_nothing_from_outside(module: Path) -> None:
    code = re.sub(r"/\*\*.*?\*/|^\s*//.*?$", "", module.read_text("utf-8"), flags=re.S | re.M)
    code = re.sub(r'^import \{[^}]*\} from "\.[\w./-]+";$', "", code, flags=re.M)
    assert OUTSIDE.findall(code) == []
    assert "new Date(" not in code.replace("new Date(Date.UTC(", "")


@pytest.mark.parametrize("module", sorted({*MODULES, *WITHIN} - {*modules()}), ids=_name)
def test_lines_are_short_and_without_tabs_or_blanks_at_their_end(module: Path) -> None:
    for line in module.read_text("utf-8").splitlines():
        assert len(line) <= 100
        assert not re.search(r"\t|\s$", line)


def test_a_bill_is_settled_where_there_is_only_the_language() -> None:
    """(1,000,000 - 1,000) x 2.5 / 1,000 = 2,497.50."""
    book = dumps(frozen.book()).decode()
    given = f"JSON.parse({json.dumps(book)}), {{ usage: [{json.dumps(ROW)}] }}"
    statement = json.loads(in_realm("tiia-pricing.mjs", f"it.toJSON(it.bill({given}))"))
    assert statement["total"] == "2497.50"


def test_a_refusal_is_told_where_there_is_only_the_language() -> None:
    book = dumps(frozen.book()).decode()
    row = {**ROW, "calls": -1}
    told = in_realm(
        "tiia-pricing.mjs",
        f"try {{ it.bill(JSON.parse({json.dumps(book)}), {{ usage: [{json.dumps(row)}] }}) }}"
        " catch (error) { [error instanceof it.Refusal, error.name, error.id].join() }",
    )
    assert told == "true,Refusal,calls-negative"


def test_a_file_is_read_where_there_is_only_the_language_and_a_decoder() -> None:
    data = list("date,interface,calls\n2023-05,商品识别,7\n".encode("gb18030"))
    row = f"TextDecoder && it.readUsage(new Uint8Array({data}))[0]"
    told = in_realm(
        "account-files/reading.mjs", f"(row => `${{row.interface}} ${{row.calls}}`)({row})"
    )
    assert told == "商品识别 7"


def test_words_of_another_language_take_the_place_of_the_english_ones() -> None:
    book = dumps(frozen.book()).decode()
    words = "{...it.ENGLISH, noQuota: () => '-', free: ({drawn}) => `免费 ${it.grouped(drawn)} 次`}"
    bill = f"it.bill(JSON.parse({json.dumps(book)}), {{ usage: [{json.dumps(ROW)}] }}, {words})"
    told = in_realm("tiia-pricing.mjs", f"{bill}.months[0].lines[0].because[0].text")
    assert told == "免费 1,000 次"


def test_the_adapter_has_the_version_of_the_distribution() -> None:
    code = (FOLDER / "adapter.mjs").read_text("utf-8")
    assert f'const VERSION = "{version("tiia-pricing-spec")}";' in code
