"""Libraries that only an extra of the package brings, loaded where they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, listed, say


def load_extra(extra: str, module: str, instead: Message | None = None) -> Any:
    """Import ``module``, a library of the extra ``extra``, and return it.

    Raises ``InputError`` where it is not installed: with what to install, and with ``instead``,
    what goes without it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        text = say(
            "{library} is not installed; the extra {extra!r} brings it",
            library=library,
            extra=extra,
        )
        # No index is named, for none has to have the package: it comes from where it came from.
        install = say(
            "pip install '.[{extra}]' in a checkout, or pip install 'FILE.whl[{extra}]';"
            " with pipx, pipx install --force",
            extra=extra,
        )
        expected = listed((install, instead), "; ") if instead else install
        raise InputError("extra-missing", text, expected=expected) from error
