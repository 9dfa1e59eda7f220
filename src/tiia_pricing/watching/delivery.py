"""Notices through apprise, to the addresses that the environment names.

An address holds a secret: it is never printed, neither by us nor by apprise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from tiia_pricing.errors import InputError
from tiia_pricing.watching.notices import Channel, Notice

VARIABLES: dict[Channel, str] = {
    "changes": "TIIA_NOTIFY_CHANGES",
    "breakage": "TIIA_NOTIFY_BREAKAGE",
}


class NoticeUndelivered(InputError):
    """A channel that did not take a notice (exit 2)."""


def ensure_deliverable(environment: Mapping[str, str]) -> None:
    """Raise ``InputError`` where apprise is missing, or a channel has no address that it knows."""
    apprise = _apprise()
    for channel, variable in VARIABLES.items():
        addresses = environment.get(variable, "").split()
        if not addresses:
            text = f"the channel of {channel} has no address: {variable} is empty"
            raise InputError(
                "notice-unaddressed", text, expected="apprise addresses, apart by spaces"
            )
        for number, address in enumerate(addresses, start=1):
            with _silence():
                known = apprise.Apprise.instantiate(address, suppress_exceptions=True)
            if known is None:
                text = f"address {number} of {variable} is none that apprise knows"
                expected = "an address as in apprise's documentation, such as wecombot://KEY"
                raise InputError("notice-unaddressed", text, expected=expected)


def deliver(notices: Iterable[Notice], environment: Mapping[str, str]) -> None:
    """Send each notice to every address of its channel.

    Raises ``NoticeUndelivered`` for the first that an address does not take.
    """
    apprise = _apprise()
    for notice in notices:
        variable = VARIABLES[notice.channel]
        for number, address in enumerate(environment[variable].split(), start=1):
            with _silence():
                sender = apprise.Apprise(asset=apprise.AppriseAsset(app_id="tiia-pricing"))
                sender.add(address)
                taken = sender.notify(title=notice.title, body=notice.body, body_format="text")
            if not taken:
                text = f"address {number} of {variable} did not take {notice.title!r}"
                expected = "an address that can be reached; the notice is sent again next time"
                raise NoticeUndelivered("notice-undelivered", text, expected=expected)


@contextmanager
def _silence() -> Iterator[None]:
    """No log at all: apprise and its client write addresses into theirs, secrets included."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _apprise() -> ModuleType:
    try:
        import apprise  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        text = "notices need apprise, which is not installed"
        expected = "pip install 'tiia-pricing-spec[notify]'"
        raise InputError("extra-missing", text, expected=expected) from error
    module: ModuleType = apprise
    return module
