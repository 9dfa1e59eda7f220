"""A wrong calculator of the gallery behind the conformance protocol.

``python -m tiia_pricing.proof.wrong_adapter ID``
"""

from __future__ import annotations

import sys

from tiia_pricing.conformance.protocol.reference_adapter import introduced, serve
from tiia_pricing.proof.gallery import GALLERY


def main(arguments: list[str]) -> int:
    """Answer as the wrong calculator with this id; exit code 2 where there is none."""
    found = [wrong for wrong in GALLERY if [wrong.id] == arguments]
    if not found:
        ids = ", ".join(wrong.id for wrong in GALLERY)
        sys.stderr.write(f"error: no wrong calculator {arguments}\nexpected: one of {ids}\n")
        return 2
    with found[0].fall():
        started = introduced(f"wrong: {found[0].id}")
        return serve(sys.stdin.buffer, sys.stdout.buffer, started=started)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
