"""The wheel alone: its core requirements and an empty folder are all that the kit needs."""

from __future__ import annotations

import json
import shlex
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import frozen
from conformance.sheets import case
from support.made_once import made_once
from tiia_pricing.conformance.protocol.claims import EVERYTHING
from tiia_pricing.conformance.receipts.verify import loads
from tiia_pricing.conformance.version import SUITE

from .installed import Installed, install
from .programs import ROOT

pytest.importorskip("hatchling", reason="nothing builds a wheel here")
pytest.importorskip("pip", reason="nothing installs a wheel here")

NODE = shutil.which("node")
EXTRAS = (
    "mkdocs",
    "material",
    "jinja2",
    "pandas",
    "jsonschema",
    "matplotlib",
    "lxml",
    "xdist",
    "feedparser",
    "apprise",
    "turbohtml",
    "hatchling",
    "pip",
)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The installed wheel, one for all workers; the suite ran there once."""
    return made_once(tmp_path_factory, "installed", lambda folder: ran(install(folder)))


def ran(installed: Installed) -> Installed:
    """Put the calculator in JavaScript that it carries to its suite, and keep what that left.

    Without Node it is the reference.
    """
    (installed.folder / "page.md").write_bytes(frozen.PAGE)
    program = shlex.join([NODE, str(installed.adapter)]) if NODE else f"{installed.command} adapter"
    command = (installed.command, "conformance", "--implementation", program)
    done = installed.run(*command, "--receipt", "receipt.json")
    report = {"code": done.code, "out": done.out, "err": done.err}
    (installed.folder / "report.json").write_text(json.dumps(report), "utf-8")
    return installed


def test_a_calculator_conforms_there_to_all_that_it_claims(installed: Installed) -> None:
    report = json.loads((installed.folder / "report.json").read_text("utf-8"))
    assert (report["code"], report["err"]) == (0, ""), report["out"]
    assert report["out"].endswith("\n\nIt conforms: all that it claims passes.\n")


def test_its_receipt_holds_there_and_here(installed: Installed) -> None:
    path = installed.folder / "receipt.json"
    receipt = loads(path.read_bytes())
    assert receipt.conclusion == "conforms"
    assert receipt.suite == SUITE
    assert receipt.implementation.name == ("tiia-pricing.mjs" if NODE else "tiia-pricing")
    assert receipt.claims.levels == EVERYTHING.levels
    # JavaScript has no plans and no verdicts on bills: scenarios and laws of both are not asked.
    assert sum(rule.unclaimed for rule in receipt.rules) == (11 + 12 if NODE else 0)
    verdicts = Counter(law.verdict for law in receipt.laws)
    assert verdicts == ({"passed": 18, "unclaimed": 3} if NODE else {"passed": 21})
    done = installed.run(installed.command, "conformance", "verify", "receipt.json")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("The test report is valid: receipt.json\n")


def test_the_reference_answers_there(installed: Installed) -> None:
    code = (
        "import json, sys; from tiia_pricing.conformance.run.program import Program;"
        "program = Program(sys.argv[1]); started = program.start();"
        "print(started.implementation.name, program.ask(json.loads(sys.argv[2]))['total']);"
        "program.stop()"
    )
    usage = [{"date": "2023-05", "interface": "车辆识别（增强版）", "calls": "1050000"}]
    asked = json.dumps(case(None, usage))
    done = installed.run(installed.python, "-c", code, f"{installed.command} adapter", asked)
    assert (done.code, done.err, done.out) == (0, "", "tiia-pricing 47205.00\n")


def test_nothing_there_names_the_checkout(installed: Installed) -> None:
    for name in ("report.json", "receipt.json"):
        assert str(ROOT) not in (installed.folder / name).read_text("utf-8")


def test_neither_the_checkout_nor_an_extra_can_be_imported_there(installed: Installed) -> None:
    code = (
        "import json, sys; from importlib.util import find_spec;"
        "import tiia_pricebook, tiia_pricing, tiia_scraper;"
        "names = json.loads(sys.argv[1]);"
        "print(json.dumps([[name for name in names if find_spec(name)], sys.path,"
        " [m.__file__ for m in (tiia_pricebook, tiia_pricing, tiia_scraper)]]))"
    )
    done = installed.run(installed.python, "-c", code, json.dumps(EXTRAS))
    extras, path, packages = json.loads(done.out)
    assert extras == []
    assert [entry for entry in path if Path(entry or installed.folder).is_relative_to(ROOT)] == []
    assert all(Path(file).is_relative_to(installed.environment) for file in packages)


def test_a_traceback_there_names_no_file_of_the_checkout(installed: Installed) -> None:
    code = "from tiia_pricing.conformance.receipts import verify; verify.loads(b'{}')"
    done = installed.run(installed.python, "-c", code)
    assert done.code == 1
    assert "ReceiptRefused" in done.err
    assert str(installed.environment) in done.err
    assert str(ROOT) not in done.err


def test_the_other_commands_of_the_core_run_there(installed: Installed) -> None:
    usage = "date,interface,calls\n2023-05,车辆识别（增强版）,1050000\n"
    (installed.folder / "usage.csv").write_text(usage, "utf-8")
    page = (installed.folder / "page.md").read_text("utf-8")
    assert page.count("2.5元/千次") > 0
    (installed.folder / "dearer.md").write_text(page.replace("2.5元/千次", "2.6元/千次"), "utf-8")
    scraped = installed.run(installed.command, "scrape", "page.md", "--format", "json")
    assert scraped.code == 0
    assert len(json.loads(scraped.out)["interfaces"]) == 9
    (installed.folder / "book.json").write_text(scraped.out, "utf-8")
    quote = (installed.command, "quote", "商品识别=101000", "--month", "2023-05")
    quoted = installed.run(*quote, "--book", "book.json")
    assert (quoted.code, quoted.out.splitlines()[0]) == (0, "2023-05: 250.00 yuan")
    bill = (installed.command, "bill", "usage.csv", "--format", "json")
    billed = installed.run(*bill, "--book", "book.json")
    assert json.loads(billed.out)["total"] == "47205.00"
    # With the book that the wheel carries there are totals too; which, its receipt proves.
    assert [installed.run(*words).code for words in (quote, bill)] == [0, 0]
    same = installed.run(installed.command, "diff", "page.md", "page.md")
    other = installed.run(installed.command, "diff", "page.md", "dearer.md")
    assert (same.code, other.code) == (0, 1)


def test_the_wheel_carries_the_suite_and_no_leavings(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    suite = {name for name in names if name.startswith("tiia_pricing/conformance/suite/")}
    here = {path.name for path in (ROOT / "tests" / "conformance").iterdir() if path.is_file()}
    assert {name.rpartition("/")[2] for name in suite} == here
    features = {name for name in names if name.endswith(".feature")}
    assert len(features) == len([*(ROOT / "features").glob("*.feature")])
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []
    assert [name for name in names if name.startswith(("tests", "conformance", "kit"))] == []
