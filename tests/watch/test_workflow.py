"""The GitHub workflow, job by job and step by step as its shell runs it, in copies of a repository.

``make`` and ``gh`` are stand-ins that write down how they were called; git, the archive, the
check, the proposal and what follows from their exit codes are real. The repository has the
frozen page, and the first check is against it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import frozen
from proposing.trees import BOOK, INDEX, NAMES, PAY_AS_YOU_GO, SNAPSHOTS, lay
from tiia_pricebook.calendar import BEIJING

yaml = pytest.importorskip("yaml", reason="the extra docs is not installed")

ROOT = Path(__file__).parents[2]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/watch.yml").read_text("utf-8"))
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
STEPS: list[dict[str, Any]] = [step for job in JOBS.values() for step in job["steps"]]
FOUND = "${{ !cancelled() && needs.check.outputs.code != '' }}"
PAGE = frozen.TEXT
DEARER = PAGE.replace("2.5元/千次", "2.6元/千次", 1)
LOGIN = "<html><title>登录</title><body><h1>登录</h1></body></html>"
TOOL = f"""#!/bin/sh
[ "$1" = watch ] && set -- "$@" --book {frozen.file()}
exec {sys.executable} -m tiia_pricing "$@"
"""
GH = """#!/bin/sh
echo "gh $*" >> "$CALLS"
if [ "$2" = view ]; then
  [ -e "$CALLS.open" ] && echo OPEN
elif [ "$2" = create ]; then
  touch "$CALLS.open"
fi
"""


class Runner:
    """A hosted runner: a fresh clone for each run, one remote for all."""

    def __init__(self, root: Path) -> None:
        self.root, self.day = root, 0
        self.remote, self.calls, self.page = root / "remote.git", root / "calls", root / "page.md"
        self.page.write_text(PAGE, "utf-8")
        seed = root / "seed"
        lay(seed)
        (seed / ".gitignore").write_text(".venv/\n")
        (seed / ".ci").mkdir()
        shutil.copy2(ROOT / ".ci/quoted", seed / ".ci/quoted")
        self.git(seed, "branch", "-M", "main")
        self.git(seed, "add", "-A")
        self.git(seed, "commit", "-qm", "Seed")
        self.git(root, "clone", "-q", "--bare", str(seed), str(self.remote))
        stand_ins = root / "bin"
        stand_ins.mkdir()
        for name, text in {"make": "#!/bin/sh\n", "gh": GH}.items():
            (stand_ins / name).write_text(text)
            (stand_ins / name).chmod(0o755)

    def git(self, folder: Path, *words: str) -> str:
        """What a git command prints."""
        identity = ("-c", "user.name=seed", "-c", "user.email=seed@example.invalid")
        command = ["git", *identity, "-C", str(folder), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603

    def run(self, accept: str = "") -> tuple[int, str]:
        """One run: the exit code of the step that failed, and all output.

        What one job hands over to the next is a folder that both have.
        """
        self.day += 1
        home = self.root / f"run-{self.day}"
        (home / "temp").mkdir(parents=True)
        outputs: dict[str, str] = {"accept": accept}
        printed = ""
        for name, job in JOBS.items():
            if "if" in job:
                assert job["if"] == FOUND
                if not outputs.get("check.code"):
                    continue
            self._clone(home, name)
            for step in job["steps"]:
                if "run" in step and _wanted(step, outputs):
                    code, text = self._step(step, home, outputs, home / name)
                    printed += text
                    if code:
                        return code, printed
        return 0, printed

    def _clone(self, home: Path, name: str) -> None:
        """What a job finds when it has checked out, and the tools that the setup makes."""
        (home / name).mkdir()
        self.git(home / name, "clone", "-q", str(self.remote), "repository")
        tools = {
            "tiia-pricing": TOOL,
            "python": f'#!/bin/sh\nexec {sys.executable} "$@"\n',
        }
        (home / name / "repository/.venv/bin").mkdir(parents=True)
        for tool, text in tools.items():
            path = home / name / "repository/.venv/bin" / tool
            path.write_text(text)
            path.chmod(0o755)

    def _step(
        self, step: dict[str, Any], home: Path, outputs: dict[str, str], place: Path
    ) -> tuple[int, str]:
        filled = {
            name: re.sub(r"\$\{\{ (.*?) \}\}", lambda found: _value(found[1], outputs), text)
            for name, text in step.get("env", {}).items()
        }
        written = home / "output"
        written.write_text("")
        done = subprocess.run(  # noqa: S603
            ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=place / "repository",
            env=os.environ
            | {"SOURCE": str(self.page), "ALARM_DAYS": "3", "GITHUB_OUTPUT": str(written)}
            | {"CALLS": str(self.calls), "PYTHONUTF8": "1", "RUNNER_TEMP": str(home / "temp")}
            | {"PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}"}
            | filled,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        pairs = (line.partition("=") for line in written.read_text().splitlines())
        outputs.update({f"{step.get('id')}.{name}": value for name, _, value in pairs})
        return done.returncode, done.stdout

    def checks(self) -> list[dict[str, Any]]:
        """The checks on the archive's branch."""
        log = self.git(self.remote, "show", "price-archive:archive/checks.jsonl")
        return [json.loads(line) for line in log.splitlines()]

    def called(self) -> list[str]:
        """How ``gh`` was called."""
        return self.calls.read_text("utf-8").splitlines() if self.calls.exists() else []


def _value(expression: str, outputs: dict[str, str]) -> str:
    """What an expression of the workflow gives: an output of a step or a job, or nothing."""
    if expression == "inputs.accept":
        return outputs["accept"]
    if found := re.fullmatch(r"steps\.(\w+)\.outputs\.(\w+)", expression):
        return outputs.get(f"{found[1]}.{found[2]}", "")
    if found := re.fullmatch(r"needs\.check\.outputs\.(\w+)", expression):
        handed = JOBS["check"]["outputs"][found[1]].removeprefix("${{ ").removesuffix(" }}")
        return _value(handed, outputs)
    return ""


def _wanted(step: dict[str, Any], outputs: dict[str, str]) -> bool:
    condition = step.get("if")
    if condition is None:
        return True
    if condition == "needs.check.outputs.proposed == '1'":
        return outputs.get("propose.code") == "1"
    assert condition == 'contains(fromJSON(\'["0", "1"]\'), steps.check.outputs.code)'
    return outputs.get("check.code") in {"0", "1"}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if shutil.which("git") is None or not Path("/bin/bash").exists():
        pytest.skip("git and bash run the workflow")
    return Runner(tmp_path)


def test_an_unchanged_page_is_green_and_archived(runner: Runner) -> None:
    assert runner.run()[0] == 0
    assert runner.run()[0] == 0
    assert [check["outcome"] for check in runner.checks()] == ["unchanged", "unchanged"]
    assert runner.called() == []
    assert "price-watch" not in runner.git(runner.remote, "branch")
    assert ".lock" not in runner.git(runner.remote, "ls-tree", "-r", "--name-only", "price-archive")


def test_a_changed_page_is_one_pull_request_until_it_is_merged(runner: Runner) -> None:
    runner.page.write_text(DEARER, "utf-8")
    assert runner.run()[0] == 0
    assert runner.run()[0] == 0
    assert [check["outcome"] for check in runner.checks()] == ["changed", "unchanged"]
    assert [call.split(" --")[0] for call in runner.called()] == [
        "gh pr view price-watch",
        "gh pr create",
        "gh pr view price-watch",
        "gh pr edit price-watch",
    ]
    assert runner.git(runner.remote, "log", "--format=%s", "main..price-watch").count("\n") == 1
    page = f"{SNAPSHOTS}/tiia-pricing-DAY.md"
    assert changed(runner) == [PAY_AS_YOU_GO, INDEX, page, BOOK, NAMES]
    index = runner.git(runner.remote, "show", f"price-watch:{INDEX}")
    page = json.loads(index)["pages"][-1]
    seen, _ = (day_of(check) for check in runner.checks())
    assert (page["from"], page["dated"]) == (seen, "seen")
    assert page["source"] == runner.page.name, "what the check says, not where it is archived"


def test_a_merged_proposal_is_proposed_no_more(runner: Runner) -> None:
    runner.page.write_text(DEARER, "utf-8")
    runner.run()
    runner.git(runner.remote, "branch", "--force", "main", "price-watch")
    called = runner.called()
    code, text = runner.run()
    assert (code, runner.called()) == (0, called)
    assert "nothing to propose: the page says what the price book says" in text


def changed(runner: Runner) -> list[str]:
    """What the branch of the pull request changes, with no day in its names."""
    names = runner.git(runner.remote, "diff", "--name-only", "main...price-watch")
    return re.sub(r"\d{4}-\d\d-\d\d", "DAY", names).splitlines()


def day_of(check: dict[str, Any]) -> str:
    """The day of a check, in Beijing."""
    return f"{dt.datetime.fromisoformat(check['at']).astimezone(BEIJING).date()}"


def test_an_unreadable_page_is_loud_on_the_third_day(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.run()
    runner.page.write_text(LOGIN, "utf-8")
    code, text = runner.run()
    assert code == 0
    assert "::warning::the page could not be read, on 1 days so far" in text
    days = [check for check in STEPS if check.get("id") == "check"]
    assert len(days) == 1
    for day, wanted in ((2, 0), (3, 102), (4, 102)):
        assert _last_step(runner, day) == wanted
    assert runner.called() == []


def _last_step(runner: Runner, days: int) -> int:
    """The closing step, as it ends after so many days: tests cannot wait for them."""
    outputs = {"check.code": "102", "check.days": str(days)}
    home = runner.root / f"days-{days}"
    (home / "repository").mkdir(parents=True)
    return runner._step(STEPS[-1], home, outputs, home)[0]


def test_an_unreachable_page_is_recorded(runner: Runner) -> None:
    runner.page.unlink()
    assert runner.run()[0] == 0
    assert [check["outcome"] for check in runner.checks()] == ["unreachable"]


def test_a_held_page_is_red_until_it_is_accepted_by_hand(runner: Runner) -> None:
    runner.page.write_text(PAGE.replace("2.5元/千次", "25元/千次", 1), "utf-8")
    code, text = runner.run()
    assert code == 103
    assert "::error::the check ended with the code 103: a person must look" in text
    assert runner.called() == []
    assert runner.run(accept=runner.checks()[-1]["snapshot"])[0] == 0
    assert [check["outcome"] for check in runner.checks()] == ["held", "changed"]
    assert any(call.startswith("gh pr create") for call in runner.called())


def test_without_an_address_the_run_is_red_and_says_why(runner: Runner) -> None:
    step = next(step for step in STEPS if step["name"] == "Fetch the archive")
    home = runner.root / "unset"
    (home / "repository").mkdir(parents=True)
    step = {**step, "env": {"SOURCE": ""}}
    code, text = runner._step(step, home, {}, home)
    assert code != 0
    assert "set the repository variable TIIA_SOURCE" in text


def obeyed(printed: str) -> list[str]:
    """The lines that the runner takes for commands, as its source reads them.

    It looks for `::name::` after any blanks, then for `##[name]` anywhere; while commands are
    stopped only the token starts them again.
    """
    found, token = [], None
    for line in re.split(r"\r\n|\r|\n", printed):
        command = re.match(r"\s*::([^ :]+)(?: [^:]*)?::(.*)", line) or re.search(
            r"##\[([^ \]]+)[^\]]*\](.*)", line
        )
        if command and token is None and command[1] == "stop-commands":
            token = command[2]
        elif command and token is not None:
            token = None if command[1] == token else token
        elif command:
            found.append(line)
    return found


ORDERS = "::error::obeyed ##[set-env name=X]obeyed\\n##[add-mask]1"


def test_no_word_of_the_vendor_is_a_command_to_the_runner(runner: Runner) -> None:
    runner.page.write_text(f"{DEARER}\n\n##[set-env name=X]计费obeyed，##[add-mask]费用\n", "utf-8")
    code, text = runner.run()
    assert code == 0, text
    assert [check["outcome"] for check in runner.checks()] == ["changed"]
    assert "obeyed" in text
    assert obeyed(text) == []


def test_what_stands_between_the_tokens_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    script = f"printf '{ORDERS}'; printf '{ORDERS}' >&2; exit 7"
    done = subprocess.run(  # noqa: S603
        [ROOT / ".ci/quoted", "/bin/sh", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (7, "")
    assert len(obeyed(ORDERS.replace("\\n", "\n"))) == 2
    assert done.stdout.count("obeyed") == 4
    assert obeyed(done.stdout) == []
    assert obeyed(f"{done.stdout}\n::error::after") == ["::error::after"]


def test_one_address_gets_the_notices_of_both_channels(runner: Runner) -> None:
    step = next(step for step in STEPS if step.get("id") == "check")
    for given in ("TIIA_NOTIFY_CHANGES", "TIIA_NOTIFY_BREAKAGE"):
        home = runner.root / given
        (home / "temp").mkdir(parents=True)
        runner._clone(home, "check")
        tool = home / "check/repository/.venv/bin/tiia-pricing"
        tool.write_text('#!/bin/sh\necho "$* [$TIIA_NOTIFY_CHANGES] [$TIIA_NOTIFY_BREAKAGE]" >&2\n')
        names = ("TIIA_NOTIFY_CHANGES", "TIIA_NOTIFY_BREAKAGE")
        env = {name: "json://a" if name == given else "" for name in names} | {"ACCEPT": ""}
        code, text = runner._step({**step, "env": env}, home, {}, home / "check")
        assert code == 0, text
        assert "--notify" in text
        expected = ["[json://a]" if name == given else "[]" for name in names]
        assert " ".join(expected) in text  # the command gives it the notices of both


def test_a_patch_goes_nowhere_else(runner: Runner) -> None:
    runner.page.write_text(DEARER, "utf-8")
    tool = 'printf "all:\\n\\techo taken\\n" > Makefile; mkdir -p .github; echo x > .github/x\n'
    step = next(step for step in STEPS if step.get("id") == "propose")
    script = step["run"]
    step["run"] = script.replace("git add -A", f"{tool}git add -A")
    try:
        assert runner.run()[0] == 0
    finally:
        step["run"] = script
    assert not {"Makefile", ".github/x"} & set(changed(runner))
    assert BOOK in changed(runner)


def test_actions_are_pinned_and_nothing_may_be_written_without_need() -> None:
    for step in STEPS:
        if "uses" in step:
            assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"] == {"persist-credentials": False}
        assert "${{" not in step.get("run", ""), "values reach the shell as variables only"
    assert WORKFLOW["permissions"] == {}
    assert JOBS["check"]["permissions"] == {"contents": "read"}
    assert JOBS["keep"]["permissions"] == {"contents": "write", "pull-requests": "write"}


def test_what_may_write_runs_git_and_gh_alone() -> None:
    for step in JOBS["keep"]["steps"]:
        assert not re.search(r"make|python|pip|\.venv|\.ci", step.get("run", "")), step["name"]
    for step in JOBS["check"]["steps"]:
        tells = "GH_TOKEN" in step.get("env", {})
        assert not (tells and re.search(r"make|python|\.venv", step["run"])), step["name"]
