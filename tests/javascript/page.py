"""Expressions of the page's modules, evaluated by Node on the frozen book with its past."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from typing import Any

import frozen
from javascript.adapter import FOLDER, NODE
from tiia_pricebook import dumps
from tiia_pricing.conformance.protocol.case import Book

_PROGRAM = """
import {{ readFileSync }} from "node:fs";
import * as calculator from "{folder}/tiia-pricing.mjs";
{imports}
const {{ prepare, toJSON }} = calculator;
const {{ book: content, given }} = JSON.parse(readFileSync(0, "utf-8"));
const book = prepare(content);
const plain = (value) => (value instanceof Map ? Object.fromEntries(value) : value);
process.stdout.write(toJSON(plain(await (async () => {{ {body} }})())));
"""


@cache
def dated() -> str:
    """The book that the calculator's page has, as JSON."""
    return dumps(frozen.dated()).decode()


def run(body: str, given: Any = None, *, modules: str = "", book: Book | None = None) -> Any:
    """What ``body`` returns; it sees ``given``, the prepared ``book`` and the named modules.

    ``modules`` are names of files, as seen from ``page/``; each is in scope under its own name,
    with ``_`` for all other signs.
    Without ``book`` it is the one that the page has.
    """
    assert NODE
    names = modules.split()
    imports = "\n".join(
        f'import * as {_variable(name)} from "{FOLDER.as_uri()}/page/{name}.mjs";' for name in names
    )
    content = json.dumps(book) if book else dated()
    program = _PROGRAM.format(folder=FOLDER.as_uri(), imports=imports, body=body)
    done = subprocess.run(  # noqa: S603
        [NODE, "--input-type=module", "-e", program],
        input=f'{{"book":{content},"given":{json.dumps(given, ensure_ascii=False)}}}',
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _variable(name: str) -> str:
    return re.sub(r"\W+", "_", name).strip("_")
