"""Notices through apprise, to the addresses that the environment names.

An address holds a secret: it is never printed, neither by us nor by apprise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.extras import load_extra
from tiia_pricing.watch.addresses import VARIABLES, NoticeAddress, addresses_of
from tiia_pricing.watch.notices import Notice


class NoticeUndelivered(InputError):
    """An address that did not take a notice (exit 2)."""


def deliverable(environment: Mapping[str, str]) -> tuple[NoticeAddress, ...]:
    """Return the addresses that ``environment`` names.

    Raises ``InputError`` where apprise is missing, where there is no address, or one that it
    does not know.
    """
    apprise = _apprise()
    addresses = addresses_of(environment)
    if not addresses:
        text = say(
            "notices have no address: {variables} are empty",
            variables=listed(VARIABLES.values(), " and "),
        )
        raise _unaddressed(text, say("apprise addresses in one of them, separated by spaces"))
    for address in addresses:
        with _silence():
            known = apprise.Apprise.instantiate(address.url, suppress_exceptions=True)
        if known is None:
            text = say("apprise does not know {address}", address=address.shown)
            expected = say("an address as in apprise's documentation, such as wecombot://KEY")
            raise _unaddressed(text, expected)
    return addresses


def deliver(notice: Notice, address: NoticeAddress) -> None:
    """Send a notice to an address; raises ``NoticeUndelivered`` where it does not take it."""
    apprise = _apprise()
    with _silence():
        try:
            sender = apprise.Apprise(asset=apprise.AppriseAsset(app_id="tiia-pricing"))
            sender.add(address.url)
            words = {"title": notice.title, "body": notice.body, "body_format": "text"}
            taken = sender.notify(**words, notify_type=notice.kind)
        except Exception:  # a client's own, which may name the address: no reason is shown
            taken = False
    if not taken:
        text = say("{address} did not take {title!r}", address=address.shown, title=notice.title)
        expected = say("an address that can be reached; the notice is sent again next time")
        raise NoticeUndelivered("notice-undelivered", text, expected=expected)


def _unaddressed(text: str, expected: str) -> InputError:
    return InputError("notice-unaddressed", text, expected=expected)


@contextmanager
def _silence() -> Iterator[None]:
    """No log at all: apprise and its client write addresses into theirs, secrets included."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _apprise() -> Any:
    return load_extra("notify", "apprise")
