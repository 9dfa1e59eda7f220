"""The recipes of the page on watching: read by what reads them, and run as far as can be here."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import frozen
from support.fences import blocks

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/watch.md"
DEARER = frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1)
USAGE = "date,interface,calls\n2026-10,商品识别,1000000\n"
TOOL = f'#!/bin/sh\nexec {sys.executable} -m tiia_pricing "$@"\n'
INSTRUCTIONS = {"FROM", "COPY", "RUN", "USER", "WORKDIR", "ENTRYPOINT"}


def recipe(title: str) -> str:
    (text,) = [text for _, name, text in blocks(PAGE) if name == title]
    return text


def untitled(start: str) -> str:
    (text,) = [text for kind, _, text in blocks(PAGE) if kind == "bash" and text.startswith(start)]
    return text


class Host:
    """A machine on which the command is installed, with a page to watch."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.page = folder, folder / "page.md"
        tool = folder / "bin/tiia-pricing"
        tool.parent.mkdir()
        tool.write_text(TOOL, "utf-8")
        tool.chmod(0o755)
        self.page.write_text(frozen.TEXT, "utf-8")
        (folder / "usage.csv").write_text(USAGE, "utf-8")

    def run(self, command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        known = {name: text for name, text in os.environ.items() if not name.startswith("TIIA_")}
        env = known | {"PATH": path, "PYTHONUTF8": "1", "HOME": str(self.folder)} | more
        return subprocess.run(  # noqa: S603
            command, cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )

    def begin(self) -> None:
        """The first check: the frozen page, whatever the newest is."""
        kept = ["--archive", "archive", "--book", frozen.file()]
        assert self.run(["tiia-pricing", "watch", str(self.page), *kept]).returncode == 0


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)


@pytest.mark.parametrize(("alarm", "code"), [("3", 1), ("5", 0)])
def test_the_script_of_cron_prints_only_what_alarms(host: Host, alarm: str, code: int) -> None:
    script = host.folder / "watch-prices"
    script.write_text(recipe("watch-prices"), "utf-8")
    host.begin()
    given = {"TIIA_SOURCE": str(host.page), "TIIA_ALARM": alarm}
    quiet = host.run(["/bin/sh", str(script)], **given)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    host.page.write_text(DEARER, "utf-8")
    told = host.run(["/bin/sh", str(script)], **given)
    assert (told.returncode, told.stderr) == (code, "")
    report = (host.folder / "report.txt").read_text("utf-8")
    assert "would have been 4.0 % higher" in report
    assert told.stdout == (report if code else "")
    assert (host.folder / "changes.xml").is_file()


def test_the_script_tells_a_failure(host: Host) -> None:
    script = host.folder / "watch-prices"
    script.write_text(recipe("watch-prices"), "utf-8")
    told = host.run(["/bin/sh", str(script)], TIIA_SOURCE="gone.md")
    assert told.returncode == 101
    assert told.stdout.startswith("unreachable")


def test_the_lines_of_cron() -> None:
    *variables, line = recipe("crontab").splitlines()
    assert [name.partition("=")[0] for name in variables] == ["MAILTO", "TIIA_SOURCE"]
    assert re.fullmatch(r"[0-9*]+( [0-9*]+){4} [^%]+", line)  # cron takes % for the end of a line


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_what_is_shell_parses(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    started = ("systemctl enable", "docker build")
    for text in (recipe("watch-prices"), *map(untitled, started)):
        subprocess.run([shell, "-n"], input=text, text=True, check=True)  # noqa: S603


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not installed")
    for name in ("tiia-watch.service", "tiia-watch.timer"):
        text = recipe(name).replace("/usr/local/bin/tiia-pricing", "/bin/true")
        (tmp_path / name).write_text(text, "utf-8")
    units = [str(tmp_path / name) for name in ("tiia-watch.service", "tiia-watch.timer")]
    done = subprocess.run(  # noqa: S603
        [verify, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    told = [line for line in done.stderr.splitlines() if "tiia-watch" in line]
    assert told == []
    calendar = subprocess.run(  # noqa: S603
        [verify, "calendar", "*-*-* 09:17:00 Asia/Shanghai"], capture_output=True, check=False
    )
    assert calendar.returncode == 0


def test_the_command_of_the_unit_runs(host: Host) -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign] # as configparser wants it
    unit.read_string(recipe("tiia-watch.service"))
    command = unit["Service"]["ExecStart"].replace("${TIIA_SOURCE}", str(host.page))
    command = command.replace("/usr/local/bin/", "").replace("/etc/tiia-watch/", "")
    host.begin()
    host.page.write_text(DEARER, "utf-8")
    told = host.run(shlex.split(command))
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Your bill of 2026-10 would have been 4.0 % higher")


def test_the_image_has_known_instructions_and_its_command_runs(host: Host) -> None:
    lines = recipe("Dockerfile").splitlines()
    assert {line.split()[0] for line in lines} == INSTRUCTIONS
    entry = next(line for line in lines if line.startswith("ENTRYPOINT"))
    joined = untitled("docker build").replace("\\\n", " ").splitlines()[1]
    words = shlex.split(joined.split(" tiia-watch ")[1])
    words = [{"/usage.csv": "usage.csv"}.get(word, word) for word in words]
    told = host.run([*re.findall(r'"([^"]+)"', entry), str(host.page), *words[1:]])
    assert told.returncode in (0, 1)  # the newest book may have moved on
    assert told.stderr == ""


def shown_copies() -> dict[str, str]:
    """What the recipe of the image copies, each with where to."""
    copies = re.findall(r"^COPY (.+) /source/(\S*)$", recipe("Dockerfile"), re.MULTILINE)
    return {word: target or word for words, target in copies for word in words.split()}


def test_the_wheel_is_made_as_shown_of_what_the_image_copies(host: Host) -> None:
    pytest.importorskip("hatchling", reason="nothing builds a wheel here")
    source, pip = host.folder / "source", host.folder / "bin/pip"
    for name, target in shown_copies().items():
        copied = source / target
        copied.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copied)
    pip.write_text(f'#!/bin/sh\nexec {sys.executable} -m pip "$@" --no-build-isolation\n', "utf-8")
    pip.chmod(0o755)
    yours = ROOT / "docs/conformance/test-yours.md"
    [command] = [text for _, title, text in blocks(yours) if title == "wheel"]
    done = host.run(["sh", "-e", "-c", f"cd source\n{command}"], PIP_DISABLE_PIP_VERSION_CHECK="1")
    assert done.returncode == 0, done.stderr
    [wheel] = source.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    features = [name for name in inside if name.endswith(".feature")]
    assert len(features) == len(list((ROOT / "features").glob("*.feature")))
    for page in ("watch.md", "conformance/test-yours.md"):
        text = (ROOT / "docs" / page).read_text("utf-8")
        assert set(re.findall(r"tiia_pricing_spec-[\w.-]+\.whl", text)) == {wheel.name}


def test_the_container_of_the_branch_is_given_what_is_exported(host: Host) -> None:
    podman = host.folder / "bin/podman"
    podman.write_text('#!/bin/sh\necho "$@"\nenv | grep -E "^(TIIA|ARCHIVE)_" | sort\n', "utf-8")
    podman.chmod(0o755)
    script = f"{recipe('watch-into-branch')}\n"
    done = host.run(["bash", "-e", "-c", f"printf 's3cret\\n' | (\n{script})"])
    run = done.stdout.partition("run --rm ")[2].splitlines()
    asked = re.findall(r"-e (\w+)", run[0])
    assert asked == ["TIIA_SOURCE", "ARCHIVE_REMOTE", "ARCHIVE_TOKEN"]
    assert sorted(line.partition("=")[0] for line in run[1:]) == sorted(asked)
    assert "ARCHIVE_TOKEN=s3cret" in run
    assert (ROOT / ".github/actions/watch/Containerfile").is_file()


yaml = pytest.importorskip("yaml", reason="the extra docs is not installed")


def steps() -> dict[str, dict[str, Any]]:
    jobs = yaml.safe_load(recipe("watch-prices.yml"))["jobs"]
    return {step["name"]: step for job in jobs.values() for step in job["steps"]}


def test_the_workflow_gives_no_more_than_is_needed() -> None:
    workflow = yaml.safe_load(recipe("watch-prices.yml"))
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    granted = {name: job["permissions"] for name, job in jobs.items()}
    assert granted == {"check": {"contents": "read"}, "keep": {"contents": "write"}}
    used = [step["uses"] for step in steps().values() if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)
    ours = (ROOT / ".github/workflows/watch.yml").read_text("utf-8")
    assert all(one in ours for one in used)


def test_the_workflow_of_the_action_gives_it_what_it_takes() -> None:
    workflow = yaml.safe_load(recipe("watch-into-branch.yml"))
    assert workflow["permissions"] == {}
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "write"}
    [step] = job["steps"]
    assert step["uses"] == "OWNER/NAME/.github/actions/watch@COMMIT"
    action = yaml.safe_load((ROOT / ".github/actions/watch/action.yml").read_text("utf-8"))
    wanted = {name for name, one in action["inputs"].items() if one.get("required")}
    assert wanted <= step["with"].keys() <= action["inputs"].keys()


@pytest.mark.parametrize("title", ["watch-prices.yml", "watch-into-branch.yml"])
def test_zizmor_has_nothing_to_say_of_the_workflows(tmp_path: Path, title: str) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    workflow = tmp_path / ".github/workflows/watch-prices.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(recipe(title).replace("@COMMIT", f"@{'0' * 40}"), "utf-8")
    done = subprocess.run(  # noqa: S603
        [zizmor, "--offline", "--pedantic", str(workflow)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("page", "code"), [(frozen.TEXT, "0"), (DEARER, "0"), ("登录", "102")])
def test_the_check_of_the_workflow_hands_on_its_code(host: Host, page: str, code: str) -> None:
    host.begin()
    host.page.write_text(page, "utf-8")
    output = host.folder / "output"
    script = steps()["Check the page"]["run"]
    done = host.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        SOURCE=str(host.page),
        GITHUB_OUTPUT=str(output),
    )
    assert done.returncode == 0
    assert output.read_text("utf-8") == f"code={code}\n"
    outcome = host.run(["bash", "-e", "-c", steps()["Tell the outcome"]["run"]], CODE=code)
    assert outcome.returncode == int(code)


def test_the_archive_of_the_workflow_is_pushed(host: Host) -> None:
    def git(*words: str, folder: Path = host.folder) -> None:
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)  # noqa: S603, S607

    remote, clone = host.folder / "remote.git", host.folder / "clone"
    git("init", "-q", "--bare", "-b", "main", str(remote))
    git("clone", "-q", str(remote), str(clone))
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@b",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "a",
        folder=clone,
    )
    git("push", "-q", "origin", "HEAD:main", folder=clone)
    host.begin()
    shutil.copytree(host.folder / "archive", clone / "archive")
    script = f"cd {clone}\n{steps()['Commit it']['run']}"
    done = host.run(["bash", "-e", "-c", script], GIT_CONFIG_GLOBAL="/dev/null")
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(  # noqa: S603
        ["git", "-C", str(remote), "ls-tree", "-r", "--name-only", "main"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    )
    assert "archive/checks.jsonl" in listed.stdout.splitlines()
