"""The workflow that publishes the site, its shell run in clones of a repository.

``make`` is a stand-in that writes a site; git and the versions beside it are real.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tiia_pricing.conformance.version import SUITE

yaml = pytest.importorskip("yaml", reason="the extra docs is not installed")

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
STEPS: list[dict[str, Any]] = [step for job in JOBS.values() for step in job["steps"]]
MAKE = """#!/bin/sh
mkdir -p site .venv/bin
echo "$*" > site/index.html
printf '#!/bin/sh\\n%s\\n' "$FAKE" > .venv/bin/python
chmod 755 .venv/bin/python
"""


class Runner:
    """A hosted runner: a fresh clone for each run, one remote for all."""

    def __init__(self, root: Path) -> None:
        self.root, self.remote, self.runs = root, root / "remote.git", 0
        seed = root / "seed"
        seed.mkdir()
        (seed / ".gitignore").write_text("/site/\n/.venv/\n")
        (seed / ".ci").mkdir()
        shutil.copy2(ROOT / ".ci/quoted", seed / ".ci/quoted")
        self.git(seed, "init", "-q", "-b", "main")
        self.git(seed, "add", "-A")
        self.git(seed, "commit", "-qm", "Seed")
        self.git(root, "clone", "-q", "--bare", str(seed), str(self.remote))
        (root / "bin").mkdir()
        (root / "bin/make").write_text(MAKE)
        (root / "bin/make").chmod(0o755)

    def git(self, folder: Path, *words: str) -> str:
        """What a git command prints."""
        identity = ("-c", "user.name=seed", "-c", "user.email=seed@example.invalid")
        command = ["git", *identity, "-C", str(folder), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603

    def run(self, version: str = "", address: str = "") -> dict[str, str]:
        """One run of the jobs that build and keep: the pages that are uploaded, by path."""
        self.runs += 1
        home = self.root / f"run-{self.runs}"
        fake = f"echo {version}" if version else f'exec {sys.executable} "$@"'
        values = {"ADDRESS": address, "FAKE": fake, "GITHUB_REPOSITORY": "somebody/tiia"}
        site = home / "site"
        for name in ("build", "versions"):
            (home / name).mkdir(parents=True)
            self.git(home / name, "clone", "-q", str(self.remote), "repository")
            folder = home / name / "repository"
            if site.exists():
                shutil.copytree(site, folder / "site")
            for step in JOBS[name]["steps"]:
                if "run" in step:
                    values |= self._step(step["run"], folder, values)
            shutil.copytree(folder / "site", site, dirs_exist_ok=True)
        pages = sorted(site.rglob("*.html"))
        return {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in pages}

    def _step(self, script: str, folder: Path, values: dict[str, str]) -> dict[str, str]:
        """Run a step; what it hands over, as the variables that the next job has."""
        path = f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}"
        written = folder.parent / "output"
        written.write_text("")
        places = {"PATH": path, "GITHUB_OUTPUT": str(written), "GITHUB_WORKSPACE": str(folder)}
        subprocess.run(  # noqa: S603
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env=os.environ | values | places,
            check=True,
        )
        pairs = (line.partition("=") for line in written.read_text().splitlines())
        return {name.upper(): value for name, _, value in pairs}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if shutil.which("git") is None or not Path("/bin/bash").exists():
        pytest.skip("git and bash run the workflow")
    return Runner(tmp_path)


def test_the_site_stands_at_the_root_and_under_the_version_of_the_suite(runner: Runner) -> None:
    built = "spec SITE_URL=https://somebody.github.io/tiia/\n"
    assert runner.run() == {"index.html": built, f"v{SUITE.version}/index.html": built}


def test_older_versions_stay_and_the_one_in_force_is_made_anew(runner: Runner) -> None:
    runner.run("1.0.0", "https://old.example/")
    runner.run("1.0.0", "https://new.example/")
    assert runner.run("1.1.0", "https://newer.example/") == {
        "index.html": "spec SITE_URL=https://newer.example/\n",
        "v1.0.0/index.html": "spec SITE_URL=https://new.example/\n",
        "v1.1.0/index.html": "spec SITE_URL=https://newer.example/\n",
    }
    assert runner.git(runner.remote, "rev-list", "--count", "site-versions") == "1\n"
    kept = runner.git(runner.remote, "ls-tree", "-r", "--name-only", "site-versions").split()
    assert [path for path in kept if path.endswith(".html")] == [
        "v1.0.0/index.html",
        "v1.1.0/index.html",
    ]
    main = runner.git(runner.remote, "ls-tree", "--name-only", "main")
    assert main.split() == [".ci", ".gitignore"]


@pytest.mark.parametrize("version", ["1.0.0/../../x", "1", "", "main; x"])
def test_a_version_that_is_none_is_written_nowhere(runner: Runner, version: str) -> None:
    step = next(step for step in JOBS["versions"]["steps"] if "run" in step)
    folder = runner.root / "odd"
    folder.mkdir()
    with pytest.raises(subprocess.CalledProcessError):
        runner._step(step["run"], folder, {"VERSION": f"v{version}"})
    assert "site-versions" not in runner.git(runner.remote, "branch")


def test_actions_are_pinned_and_nothing_may_be_written_without_need() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert [name.partition("@")[0] for name in used] == [
        "actions/checkout",
        "actions/upload-artifact",
        "actions/checkout",
        "actions/download-artifact",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)
    assert not [step for step in STEPS if "${{" in step.get("run", "")]
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"},
        "versions": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert (JOBS["versions"]["needs"], JOBS["deploy"]["needs"]) == ("build", "versions")
    for step in STEPS:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}
    for step in JOBS["versions"]["steps"]:
        assert not re.search(r"make|python|\.venv|\.ci", step.get("run", ""))
