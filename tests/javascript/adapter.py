"""The JavaScript calculator as a child process."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import msgspec

from tiia_pricing.conformance.protocol.case import Answer, Book, Case
from tiia_pricing.conformance.run.environment import Environment
from tiia_pricing.conformance.run.pipe import Pipe

FOLDER = Path(__file__).parents[2] / "src" / "tiia_pricing" / "javascript"
NODE = shutil.which("node")


class Adapter:
    """One long-running ``adapter.mjs``; close it when done."""

    def __init__(self) -> None:
        assert NODE
        self._pipe = Pipe([NODE, str(FOLDER / "adapter.mjs")], Environment.of())
        self._seen: set[str] = set()
        self._seq = 0

    def ask(self, message: Answer) -> Answer:
        """The answer to one request."""
        answer: Answer = msgspec.json.decode(self.ask_line(msgspec.json.encode(message)))
        return answer

    def ask_line(self, line: bytes) -> bytes:
        """The line that answers a line."""
        self._pipe.send(line)
        answer = self._pipe.receive(60)
        assert answer, self._pipe.said
        return answer

    def run(self, book: Book, **given: Any) -> Answer:
        """The statement or refusal of an account; fails where the program itself broke."""
        digest = hashlib.sha256(msgspec.json.encode(book)).hexdigest()
        named = {"sha256": digest} if digest in self._seen else {"sha256": digest, "content": book}
        self._seen.add(digest)
        self._seq += 1
        answer = self.ask({"cmd": "run", "seq": self._seq, "book": named, **given})
        assert "error" not in answer, answer["error"]
        assert answer.keys() == {"seq", "result"}
        assert answer["seq"] == self._seq
        result: Answer = answer["result"]
        return result

    def answer(self, case: Case, book: Book) -> Answer:
        """The answer to a case in the form of the reference's."""
        given = {name: given for name, given in case.items() if name != "book"}
        result = self.run(book, **given)
        if "refused" not in result:
            return result
        refused = result["refused"]
        return {"error": refused.pop("id"), **refused}

    def close(self) -> int | None:
        """Say stop; the exit code."""
        self._pipe.send(b'{"cmd":"stop"}')
        self._pipe.finish()
        code = self._pipe.wait(10)
        self._pipe.close()
        return code
