"""The JavaScript calculator as a child process, and the reference's answer to the same request."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec

from tiia_pricing import Activated, PriceBook, PricingError, Purchase, Usage, bill, loads
from tiia_pricing.arguments import size
from tiia_pricing.files import parse_date, read_packs, read_usage
from tiia_pricing.report import as_dict

FOLDER = Path(__file__).parents[2] / "src" / "tiia_pricing" / "javascript"
NODE = shutil.which("node")

Answer = dict[str, Any]
Request = dict[str, Any]


class Adapter:
    """One long-running ``adapter.mjs``; close it when done."""

    def __init__(self) -> None:
        assert NODE
        self._child = subprocess.Popen(  # noqa: S603
            [NODE, str(FOLDER / "adapter.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._seen: set[str] = set()
        self._seq = 0

    def ask(self, message: Answer) -> Answer:
        """The answer to one line."""
        answer: Answer = json.loads(self.ask_line(json.dumps(message, ensure_ascii=False)))
        return answer

    def ask_line(self, line: str) -> str:
        """The line that answers a line."""
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write(line + "\n")
        self._child.stdin.flush()
        return self._child.stdout.readline()

    def run(self, book: Answer, **request: Any) -> Answer:
        """The statement or refusal of an account; fails where the program itself broke."""
        sha256 = hashlib.sha256(json.dumps(book, sort_keys=True).encode()).hexdigest()
        named = {"sha256": sha256} if sha256 in self._seen else {"sha256": sha256, "content": book}
        self._seen.add(sha256)
        self._seq += 1
        answer = self.ask({"cmd": "run", "seq": self._seq, "book": named, **request})
        assert "error" not in answer, answer["error"]
        assert answer.keys() == {"seq", "result"}
        assert answer["seq"] == self._seq
        result: Answer = answer["result"]
        return result

    def close(self) -> int:
        """Say stop; the exit code."""
        assert self._child.stdin
        assert self._child.stdout
        self._child.stdin.write('{"cmd":"stop"}\n')
        self._child.stdin.close()
        code = self._child.wait(timeout=10)
        self._child.stdout.close()
        return code


def reference(book: PriceBook, request: Request) -> Answer:
    """What the Python calculator answers to a request, in the protocol's form."""
    try:
        files = request.get("files", {})
        statement = bill(
            book,
            read_usage(base64.b64decode(files["usage"]), "usage.csv")
            if "usage" in files
            else [_usage(row) for row in request["usage"]],
            read_packs(base64.b64decode(files["packs"]), "packs.csv", size)
            if files.get("packs")
            else [pack for row in request.get("packs", ()) for pack in _packs(row)],
            readings=request.get("readings", {}),
            activated=_activated(request.get("activated", {})),
        )
    except PricingError as error:
        return {
            "refused": {
                "id": error.id,
                # The nearest names are the reference's own help.
                "message": error.message.partition("; did you mean ")[0],
                "where": error.where,
                "expected": error.expected,
            }
        }
    answer: Answer = json.loads(json.dumps(as_dict(statement)))
    return answer


def loaded(book: Answer) -> PriceBook:
    """The price book of a request."""
    return loads(msgspec.json.encode(book))


def _usage(row: Answer) -> Usage:
    day, whole_month = parse_date(row["date"])
    return Usage(day, row["interface"], row["calls"], whole_month)


def _packs(row: Answer) -> list[Purchase]:
    day = dt.date.fromisoformat(row["purchased_on"])
    return [Purchase(day, row["interface"], row["calls"])] * row.get("quantity", 1)


def _activated(days: Answer) -> Activated:
    service = days.get("service")
    return Activated(
        dt.date.fromisoformat(service) if service else None,
        {name: dt.date.fromisoformat(day) for name, day in days.get("interfaces", {}).items()},
    )
