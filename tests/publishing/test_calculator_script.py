"""The calculator's script: its modules, each once, in one file that a browser can read."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support.site_project import Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.build.bundle import bundle
from tiia_pricing.publishing.build.script_scope import NotBundled

NODE = shutil.which("node")
FOLDER = Path(__file__).parents[2] / "src/tiia_pricing/javascript"
# Packs last a year, and so does a forecast of the page: what plans over more is left out.
OVER_YEARS = {
    f"planning/{name}.mjs" for name in ("plan", "renewals", "renewal-bounds", "improving", "heap")
}
LIMIT = 48_000  # bytes compressed; a seventh of it is the price book
YEAR_LIMIT = 18_000  # of the script that comes when somebody looks at the year
FRAME_LIMIT = 50_000  # of all that the calculator in another page loads


ENTRIES = ("page/main.mjs", "page/languages.mjs", "page/quick.mjs", "page/year-asking.mjs")


def script(project: Project, language: str = "en") -> str:
    return project.page("assets/calculator.js", language)


def node(*words: str, text: str = "") -> str:
    if NODE is None:
        pytest.skip("node is not installed")
    done = subprocess.run(  # noqa: S603
        [NODE, *words], input=text, capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines_of(module: Path) -> Counter[str]:
    """The lines of a module that stay as they are in a script."""
    code = re.sub(r"/\*\*.*?\*/ ?|^import .*?;$", "", module.read_text("utf-8"), flags=re.M | re.S)
    lines = re.sub(r'"\n *\+ "', "", code).replace("export ", "").splitlines()
    return Counter(line.strip() for line in lines if len(line) > 20 and "//" not in line)


LINES = {path.relative_to(FOLDER).as_posix(): lines_of(path) for path in FOLDER.rglob("*/*.mjs")}
KNOWN = Counter(line for lines in LINES.values() for line in {*lines})


def own_lines(name: str) -> dict[str, int]:
    """Those that stand in no other module, with how often they do."""
    own = {line: count for line, count in LINES[name].items() if KNOWN[line] == 1}
    assert own, name
    return own


def modules_of(text: str) -> list[str]:
    """The modules in a script: all their own lines are in it, as often as in themselves."""
    lines = Counter(map(str.strip, text.splitlines()))
    return sorted(
        name
        for name in LINES
        if all(lines[line.strip()] == count for line, count in own_lines(name).items())
    )


def modules(*rooms: str) -> set[str]:
    found = {name for name in LINES for room in rooms if fnmatchcase(name, room)}
    return found - OVER_YEARS


OF_MONTH = (
    *("pricebook/*.mjs", "billing/*.mjs", "billing/*/*.mjs", "sentences/*.mjs"),
    *("page/*.mjs", "page-parts/*.mjs", "links/*.mjs", "words/untold*.mjs", "words/page.zh.mjs"),
)


def test_the_scripts_have_every_module_once_and_parse(published: Project) -> None:
    month = modules(*OF_MONTH)
    year = modules("planning/*.mjs", "year/*.mjs", "words/year.zh.mjs") - month
    for name, expected in (("calculator", month), ("calculator-year", year)):
        text = published.page(f"assets/{name}.js")
        assert modules_of(text) == sorted(expected)
        assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)
        node("--check", str(published.root / f"build/docs/en/assets/{name}.js"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_frame_has_the_modules_of_the_month_in_one_language(
    published: Project, language: str
) -> None:
    chinese = modules("words/untold*.mjs", "words/page.zh.mjs", "embed/chinese.mjs")
    other = "embed/chinese.mjs" if language == "en" else "embed/english.mjs"
    expected = modules(*OF_MONTH, "embed/*.mjs") - {other}
    expected -= {*ENTRIES} | (chinese if language == "en" else set())
    text = published.page("assets/embed.js", language)
    assert modules_of(text) == sorted(expected)
    node("--check", str(published.root / f"build/docs/{language}/assets/embed.js"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_frame_loads_less_than_50_kb_from_its_own_site(published: Project, language: str) -> None:
    html = published.page("embed.html", language)
    page = BeautifulSoup(html, "html.parser")
    loaded = [str(tag.get("src") or tag.get("href")) for tag in page.select("script, link, img")]
    loaded.remove("data:,")  # an icon of its own would be asked for
    assert loaded == ["assets/embed.css", "assets/embed.js"]
    texts = [html, *(published.page(path, language) for path in loaded)]
    assert not any(re.search(r"@import|url\(", text) for text in texts)
    assert sum(len(gzip.compress(text.encode(), 9)) for text in texts) < FRAME_LIMIT


@pytest.mark.parametrize(("language", "name"), [("en", "en"), ("zh", "zh-Hans")])
def test_a_frame_says_when_its_prices_were_read_and_leads_to_the_whole_page(
    published: Project, language: str, name: str
) -> None:
    page = BeautifulSoup(published.page("embed.html", language), "html.parser")
    assert page.html
    assert page.html["lang"] == name
    said = page.select_one("footer .tp-seal")
    assert said
    assert "2026-01-02" in said.text  # the day of the results, of which the site speaks
    assert "the vendor's documentation" in said.text
    assert page.select_one("footer a.tc-whole[href='calculator.html']")
    assert not page.select("[style], [onclick], [oninput], script:not([src])")


LINE = (
    '\n```html\n<iframe src="{address}{path}" title="{title}" width="100%" height="900"'
    ' loading="lazy"></iframe>\n```\n'
)
SHOWN = {"en": ("embed.html", "Price calculator"), "zh": ("zh/embed.html", "价格计算器")}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_line_that_embeds_it_stands_in_a_block_with_an_address_of_examples(
    published: Project, language: str
) -> None:
    path, title = SHOWN[language]
    line = LINE.format(address="https://example.org/tiia/", path=path, title=title)
    page = published.page("calculator.md", language)
    assert line in page
    assert "<code>example.org/tiia/</code>" in page


def test_a_site_that_knows_its_address_tells_it(project: Project) -> None:
    address = "https://prices.example/x"  # a slash is added
    assert main(["--root", str(project.root), "--address", address]) == 0
    for language, (path, title) in SHOWN.items():
        page = project.page("calculator.md", language)
        assert LINE.format(address=f"{address}/", path=path, title=title) in page
        assert "example.org" not in page
    assert main(["--root", str(project.root), "--address", "prices.example"]) == 2


def test_the_script_asks_for_nothing_that_a_strict_policy_forbids(published: Project) -> None:
    code = script(published).replace(_data(published), "")
    for forbidden in (r"\beval\(", r"new Function", r"innerHTML", r"insertAdjacentHTML",
                      r"document\.write", r"\bfetch\(", r"XMLHttpRequest", r"https?://",
                      r"\.style\b", r'\bstyle:'):  # fmt: skip
        assert not re.search(forbidden, code), forbidden


def _data(project: Project) -> str:
    found = re.search(r"^const BOOK = .*\nconst RULES = .*$", script(project), re.MULTILINE)
    assert found
    return found[0]


def test_both_languages_have_the_same_script_and_it_is_small(published: Project) -> None:
    assert script(published) == script(published, "zh")
    for name, limit in (("calculator", LIMIT), ("calculator-year", YEAR_LIMIT)):
        text = published.page(f"assets/{name}.js")
        assert len(gzip.compress(text.encode(), 9)) < limit


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_that_the_script_links_to_is_there(published: Project, language: str) -> None:
    rules = json.loads(_data(published).partition("const RULES = ")[2].rstrip(";"))
    assert rules["reached-tiers"] == "rules/settlement.html#reached-tiers"
    assert rules["first-month"] == "readings.html#first-month"
    for target in rules.values():
        path, _, id = target.partition("#")
        page = published.page(path.replace(".html", ".md"), language)
        assert f"#{id} }}" in page or f'id="{id}"' in page, target


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_form_asks_for_each_interface_and_each_reading(
    published: Project, book: PriceBook, language: str
) -> None:
    page = BeautifulSoup(published.page("calculator.md", language), "html.parser")
    rows = page.select("[data-interface]")
    shown = [str(row["data-interface"]) for row in rows if not row.has_attr("hidden")]
    assert shown == [interface.name for interface in book.interfaces]
    assert "图像标签" in {str(row["data-interface"]) for row in rows if row.has_attr("hidden")}
    for reading in book.readings:
        radios = page.select(f'input[name="reading-{reading.name}"]')
        assert [radio["value"] for radio in radios] == list(reading.values) * (
            len(reading.values) > 1
        )
        assert [radio["value"] for radio in radios if radio.has_attr("checked")] == (
            [reading.default] * (len(reading.values) > 1)
        )
    for label in page.select("label[for]"):
        assert page.find(id=str(label["for"]))
    assert page.select_one("noscript a[href='reference/commands.html']")
    assert not page.select("[style], [onclick], [oninput], script:not([src])")


def test_the_first_page_asks_what_a_month_would_cost(published: Project, book: PriceBook) -> None:
    page = BeautifulSoup(published.page("index.md"), "html.parser")
    options = [str(option["value"]) for option in page.select("#tq-interface option")]
    assert options == [interface.name for interface in book.interfaces]


def test_hostile_text_of_the_book_stays_text_in_the_script(full_of_script: Project) -> None:
    node("--check", str(full_of_script.root / "build/docs/en/assets/calculator.js"))
    page = BeautifulSoup(full_of_script.page("calculator.md"), "html.parser")
    assert [script.get("src") for script in page.select("script")] == ["assets/calculator.js"]


MODULES = {
    "page/main.mjs": 'import { two as pair } from "../a.mjs";\nimport { one } from "./b.mjs";\n'
    "console.log(pair + one);\n",
    "a.mjs": "const inner = 1;\nexport const two = inner + 1;\n",
    "page/b.mjs": 'import { two } from "../a.mjs";\n/** Says. */\nconst inner = 40;\n'
    "export function unused() {}\nexport class Thing {}\nexport const one = inner * two;\n",
}


def made(modules: Mapping[str, str]) -> str:
    return bundle("page/main.mjs", modules.__getitem__)


def test_names_within_modules_do_not_meet() -> None:
    text = made(MODULES)
    assert text.count("const inner = 1;") == 1
    assert "Says" not in text
    assert node("-", text=text) == "82\n"


def test_exports_of_one_name_do_not_meet() -> None:
    """Four modules say `two`; who takes it from one of them has that one."""
    more = {
        "c.mjs": "export const two = 100;\nexport const three = 3;\n",
        "d.mjs": 'import { two } from "./c.mjs";\nexport const four = two * 2;\n',
        "e.mjs": 'import { two as deux } from "./c.mjs";\nexport const five = deux + 1;\n',
        "f.mjs": 'import { two as pair } from "./a.mjs";\nconst two = 20;\n'
        "export const six = pair * two;\n",
        "page/main.mjs": 'import { two } from "../a.mjs";\nimport { four } from "../d.mjs";\n'
        'import { five } from "../e.mjs";\nimport { six } from "../f.mjs";\n'
        "console.log(two, four, five, six);\n",
    }
    assert node("-", text=made({**MODULES, **more})) == "2 200 101 40\n"


def test_a_text_of_several_lines_keeps_the_blanks_in_it() -> None:
    lines = "  const text = `a\n    b ${ 1 }\n  c`;\n  console.log(JSON.stringify(text));\n"
    assert node("-", text=made({"page/main.mjs": lines})) == '"a\\n    b 1\\n  c"\n'


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ('import * as a from "../a.mjs";', "module-form"),
        ('import a from "../a.mjs";', "module-form"),
        ('import "../a.mjs";', "module-form"),
        ('import { two } from "elsewhere";', "module-form"),
        ("import { two } from '../a.mjs';", "module-form"),
        ('import { two as } from "../a.mjs";', "module-import"),
        ("export default 1;", "module-form"),
        ("export { x };", "module-form"),
        ("export let x = 1;", "module-form"),
        ('export * from "../a.mjs";', "module-form"),
        ('const a = await import("../a.mjs");', "module-form"),
        ("const here = import.meta.url;", "module-form"),
        ('import { one } from "./main.mjs";', "module-cycle"),
    ],
)
def test_a_module_in_a_form_that_is_not_known_is_refused(line: str, id: str) -> None:
    with pytest.raises(NotBundled) as caught:
        made({**MODULES, "page/main.mjs": f"{line}\n"})
    assert caught.value.id == id
    assert "main.mjs" in caught.value.message
