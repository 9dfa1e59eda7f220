"""An implementation that tells its environment: in what it answers, and on stderr."""

from __future__ import annotations

import json
import os
import sys

way = sys.argv[1]
told = json.dumps(dict(os.environ), ensure_ascii=False)


def answer(message: dict[str, object]) -> None:
    """One line of JSON."""
    print(json.dumps(message, ensure_ascii=False), flush=True)


for line in sys.stdin:
    request = json.loads(line)
    if request["cmd"] == "start":
        name = os.environ.get("TIIA_SECRET", "") if way == "name" else "telltale"
        answer(
            {
                "protocol": request["protocol"],
                "implementation": {"name": name, "version": "1"},
                "levels": ["totals"],
                "readings": {},
                "abilities": [],
            }
        )
    elif request["cmd"] == "run" and way in ("error", "skipped"):
        answer({"seq": request["seq"], way: told})
    elif request["cmd"] == "run" and way == "garbage":
        print(f"no JSON {os.environ['TIIA_SECRET']} of TIIA_SECRET", flush=True)
    elif request["cmd"] == "run" and way == "long":
        print("x" * 195 + os.environ["TIIA_SECRET"], flush=True)
    else:
        print(told, file=sys.stderr, flush=True)
        print("x" * 394 + os.environ.get("TIIA_SECRET", ""), file=sys.stderr, flush=True)
        break
