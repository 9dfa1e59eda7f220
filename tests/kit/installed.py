"""The wheel, built and installed where nothing else is: no checkout, no extras, no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from msgspec import Struct
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .programs import ROOT, Done


class Installed(Struct, frozen=True):
    """An environment with the wheel and the distributions of its core requirements alone.

    ``base`` holds the wheel, the environment, and the empty folder in which commands run.
    """

    base: Path

    @property
    def wheel(self) -> Path:
        """The wheel."""
        [found] = (self.base / "wheel").glob("*.whl")
        return found

    @property
    def environment(self) -> Path:
        """The environment."""
        return self.base / "environment"

    @property
    def folder(self) -> Path:
        """Where its commands run."""
        return self.base / "elsewhere"

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.environment / "bin" / "python")

    @property
    def command(self) -> str:
        """Its ``tiia-pricing``."""
        return str(self.environment / "bin" / "tiia-pricing")

    @property
    def adapter(self) -> Path:
        """Its calculator in JavaScript, behind the protocol."""
        [found] = self.environment.glob("lib/*/site-packages/tiia_pricing/javascript/adapter.mjs")
        return found

    def run(self, *words: str) -> Done:
        """Run a command in the empty folder, with nothing of our own environment."""
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "PYTHONUTF8": "1"}
        done = subprocess.run(  # noqa: S603
            words, cwd=self.folder, env=environ, capture_output=True, encoding="utf-8", check=False
        )
        return Done(done.returncode, done.stdout, done.stderr)


def install(base: Path) -> Installed:
    """Build the wheel and install it into an environment under ``base``."""
    made = Installed(base)
    made.folder.mkdir(parents=True)
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(base / "wheel"))
    venv.create(made.environment, symlinks=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for found in closure("tiia-pricing-spec"):
        _copy(found, made.environment / "lib" / version / "site-packages")
    pip = (sys.executable, "-m", "pip", "--python", made.python, "install")
    _run(*pip, "--quiet", "--no-index", "--no-deps", str(made.wheel))
    return made


def closure(name: str) -> Iterator[Distribution]:
    """The distributions that one needs without its extras, and those that they need."""
    met: set[str] = set()
    waiting = _required(distribution(name), frozenset())
    while waiting:
        need = waiting.pop()
        extras = frozenset(need.extras)
        mark = f"{canonicalize_name(need.name)}{sorted(extras)}"
        if mark not in met:
            met.add(mark)
            found = distribution(need.name)
            waiting += _required(found, extras)
            yield found


def _required(found: Distribution, extras: frozenset[str]) -> list[Requirement]:
    needs = [Requirement(text) for text in found.requires or ()]
    environments = [{"extra": extra} for extra in ("", *extras)]
    return [
        need
        for need in needs
        if need.marker is None or any(need.marker.evaluate(one) for one in environments)
    ]


def _copy(found: Distribution, packages: Path) -> None:
    """Copy what a distribution put into its packages folder, compiled files included."""
    tops = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
    for top in sorted(tops):
        source, target = Path(str(found.locate_file(top))), packages / top
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.exists():
            shutil.copy2(source, target)


def _run(*words: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(  # noqa: S603
        words, cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
