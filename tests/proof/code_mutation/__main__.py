"""``python -m proof.code_mutation``: what stands behind the score, then the score in numbers."""

from __future__ import annotations

import sys

from .record import changed, load, sources


def main() -> int:
    """Print the record; 1 where a mutant is unexplained or a module is not as measured."""
    record = load()
    unmeasured = [name for name in sources() if name not in record]
    for name, module in record.items():
        print(
            f"{name}: {module.mutants} mutants, {module.killed} killed, "
            f"{len(module.explained)} explained, {len(module.unexplained)} unexplained"
        )
        for mutant in module.unexplained:
            print(f"  unexplained: {mutant}")
    for name in unmeasured:
        print(f"{name}: unmeasured, run make code-mutants")
    stale = changed(record)
    for name in stale:
        print(f"{name}: changed since it was measured, run make code-mutants")
    unexplained = sum(len(module.unexplained) for module in record.values())
    print(f"code-mutants {sum(module.mutants for module in record.values())}")
    print(f"code-mutants-unexplained {unexplained}")
    return 1 if unexplained or unmeasured or stale else 0


if __name__ == "__main__":
    sys.exit(main())
