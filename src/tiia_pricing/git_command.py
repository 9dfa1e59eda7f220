"""The user's own git, asked about a checkout."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason


def git(folder: Path, *words: str) -> bytes:
    """Return what git prints in a folder; no word may come from a page.

    Raises ``InputError`` where git is missing, or fails.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no word comes from a page
            ["git", *words],  # noqa: S607 - the user's own git
            cwd=folder,
            env=os.environ | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            capture_output=True,
            check=True,
        )
    except FileNotFoundError as error:
        message = say("git cannot be run: {why}", why=system_reason(error))
        raise InputError("git-missing", message, expected=say("git in PATH")) from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        message = say("git {command}: {said}", command=words[0], said=said)
        expected = say("a repository of git that can be read")
        raise InputError("git-failed", message, expected=expected) from error
    return done.stdout
