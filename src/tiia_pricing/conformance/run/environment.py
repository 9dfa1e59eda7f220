"""The environment of a program under test: what every program needs, and what the user names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping

from msgspec import Struct

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say

# Where a system, and the programs and libraries of a language, are found; in which language and
# encoding they speak.
NEEDED = frozenset(
    {
        *("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONUTF8"),
        *("NODE_PATH", "JAVA_HOME", "CLASSPATH", "RUBYLIB", "PERL5LIB", "GOPATH", "GOROOT"),
    }
)
_LOCALE = "LC_"
_OPEN = frozenset({"LANG", "LANGUAGE", "TZ"})  # words such as C or UTC, which any text may have
_SHORTEST = 4


class Environment(Struct, frozen=True):
    """The variables that a program under test gets."""

    variables: Mapping[str, str]

    @classmethod
    def of(cls, passed: Iterable[str] = (), ours: Mapping[str, str] | None = None) -> Environment:
        """Return what is needed of our own environment, and the variables named in ``passed``.

        Raises ``InputError`` for one that is not set.
        """
        given = dict(os.environ if ours is None else ours)
        named = {name: _value(given, name) for name in passed}
        needed = {name: text for name, text in given.items() if _is_needed(name)}
        return cls(needed | named)

    def conceal(self, text: str) -> str:
        """``text`` with ``$NAME`` in the place of a value, as it is or as JSON or Python quote it.

        The locale, the time zone and values of less than four characters stay.
        """
        for name, value in sorted(self.variables.items(), key=lambda one: -len(one[1])):
            if len(value) >= _SHORTEST and not (name in _OPEN or name.startswith(_LOCALE)):
                for written in _written(value):
                    text = text.replace(written, f"${name}")
        return text


def _is_needed(name: str) -> bool:
    return name.upper() in NEEDED or name.startswith(_LOCALE)


def _value(given: Mapping[str, str], name: str) -> str:
    if name in given:
        return given[name]
    text = say("the variable {name!r} is not set", name=name)
    expected = say("--pass-env with the name of one that is")
    raise InputError("environment-unset", text, expected=expected)


def _written(value: str) -> tuple[str, ...]:
    quoted = (json.dumps(value), json.dumps(value, ensure_ascii=False), repr(value))
    return (value, *(one[1:-1] for one in quoted))
