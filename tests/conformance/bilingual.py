"""Each sentence bound twice: as it is written here, and in its Chinese wording."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest_bdd
from pytest_bdd import parsers

from tiia_pricing.conformance.chinese.step_sentences import KINDS, SENTENCES

Function = TypeVar("Function", bound=Callable[..., Any])
Binder = Callable[[Function], Function]
_OUT_OF_BIND = 2


def given(sentence: str, target_fixture: str) -> Binder[Any]:
    """Bind what a scenario starts from."""
    return _both(pytest_bdd.given, sentence, target_fixture)


def when(sentence: str, target_fixture: str) -> Binder[Any]:
    """Bind what happens."""
    return _both(pytest_bdd.when, sentence, target_fixture)


def then(sentence: str) -> Binder[Any]:
    """Bind what comes of it."""
    return _both(pytest_bdd.then, sentence)


def _both(
    step: Callable[..., Any], sentence: str, target_fixture: str | None = None
) -> Binder[Any]:
    def bind(function: Function) -> Function:
        for text in (sentence, SENTENCES[sentence].text):
            parser = parsers.parse(text)
            step(parser, target_fixture=target_fixture, stacklevel=_OUT_OF_BIND)(function)
        return function

    return bind


def kind_of_file(kind: str) -> str:
    """The name under which a file is put to a calculator, whatever the sentence calls it."""
    return {chinese: english for english, chinese in KINDS.items()}.get(kind, kind)
