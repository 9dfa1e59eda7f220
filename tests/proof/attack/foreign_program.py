"""A program under test that says a hostile text, in the way that it is told."""

from __future__ import annotations

import json
import sys

way, text = sys.argv[1], json.loads(sys.argv[2])


def say(message: object) -> None:
    """One line of JSON."""
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


for line in sys.stdin.buffer:
    request = json.loads(line)
    who = {"name": "it", "version": "1", "language": "any"}
    if way in who:
        who[way] += text
    if request["cmd"] == "start":
        levels = [text] if way == "claim" else ["totals"]
        say(
            {
                "protocol": 1,
                "implementation": who,
                "levels": levels,
                "readings": {},
                "abilities": [],
            }
        )
    elif request["cmd"] == "stop":
        break
    elif way == "stderr":
        sys.stderr.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.exit(3)
    elif way == "garbage":
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")
        sys.stdout.buffer.flush()
    elif way == "total":
        say({"seq": request["seq"], "result": {"months": [], "total": text}})
    else:
        say({"seq": request["seq"], way if way in ("error", "skipped") else "error": text})
