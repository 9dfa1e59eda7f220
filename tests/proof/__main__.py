"""``make proof``: every part of the proof in turn, and at the end a line a figure.

A part prints what stands behind its figures, and the figures: a name and a number. The first
part that fails ends the proof with its exit code.
"""

from __future__ import annotations

import re
import subprocess
import sys

FEATURES = "tests/conformance"
PARTS = {
    "every scenario and law": [
        "pytest",
        "-q",
        FEATURES,
        "tests/kit/test_form.py",
        "--results",
        "build/results.json",
    ],
    "what of the page is covered": ["tiia_pricing.proof.coverage"],
    "wrong numbers and wrong calculators": [
        *("pytest", "-q", "-s", f"{FEATURES}/test_features.py"),
        *("--proof", "build/proof/mutants.json"),
    ],
    "edited pages": ["proof.scorecard"],
    "wrong code": ["proof.code_mutation"],
    "the reader under attack": ["proof.attack"],
    "every point at which calculators can differ": ["rating.points"],
    "random bills that are right and wrong": [
        *("pytest", "-q", "--all-examples", "tests/reconciliation"),
        *("tests/javascript/test_bills_at_random.py", "tests/javascript/test_plan.py"),
    ],
    "many accounts by rate and by bill": ["rating.equality"],
    "the same on Spark": ["rating.equality", "spark"],
    "a site of hostile texts": ["proof.attack.hostile_site"],
}
FIGURE = re.compile(r"[a-z]+(?:-[a-z]+)* [0-9]+(?:\.[0-9]+)?")


def main() -> int:
    """Run the parts; print all figures together."""
    figures: list[str] = []
    for number, (name, words) in enumerate(PARTS.items(), start=1):
        print(f"==> {number}/{len(PARTS)} {name}", flush=True)
        code = _run(words, figures)
        if code:
            print(f"error: the proof fails: {name}", file=sys.stderr)
            return code
    print("==> figures")
    print("\n".join(figures))
    return 0


def _run(words: list[str], figures: list[str]) -> int:
    command = [sys.executable, "-m", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as part:  # noqa: S603
        for line in part.stdout or ():
            print(line, end="", flush=True)
            if FIGURE.fullmatch(line.strip()):
                figures.append(line.strip())
    return part.returncode


if __name__ == "__main__":
    sys.exit(main())
