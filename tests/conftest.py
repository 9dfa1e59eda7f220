"""What every test shares: the reporter of the features, what is left to type in them, the proof,
how many random examples a law has, a web server that fails, the vendor's pages, the sites that
many tests read, that which the browser looks at."""

import gc
import os
import sys

import pytest

from conformance.collecting import declare

LONGEST = "kit"  # the folder of the tests that put the whole suite to a program
LONGEST_VALUE = 60  # characters of a value that stand in the name of a test

pytest_plugins = [
    "tiia_pricing.conformance.plugin",
    "tiia_pricing.results.reporter",
    "kit.to_type",
    "support.samples",
    "proof.plugin",
    "support.faulty.server",
    "browser.plugin",
    "support.vendor_pages",
    "support.shared_sites",
]


def pytest_configure(config: pytest.Config) -> None:
    declare(config)
    os.environ["LANGUAGE"] = "en"  # whatever the developer's own is


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """With ``-n auto``, one more than there are cores: a program that answers is waited for."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests, so that no worker waits at the end for another's."""
    items.sort(key=lambda item: item.path.parent.name != LONGEST)


def pytest_collection_finish() -> None:
    """Keep twelve thousand collected tests from being walked at every collection of garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind: a worker of xdist ends without what Python does at its exit."""
    if frozen := sys.modules.get("frozen"):
        frozen.discard()


def pytest_make_parametrize_id(val: object) -> str | None:
    """A test's name in the vendor's words, and bytes and what no console prints in ASCII.

    Bytes that are not short are not named: an archive has the time of its making in it, and two
    workers that collect the same tests would give them two names.
    """
    if isinstance(val, bytes):
        return ascii(val) if len(val) <= LONGEST_VALUE else "bytes"
    if isinstance(val, str) and len(val) > LONGEST_VALUE:
        return ascii(val[:LONGEST_VALUE])
    if isinstance(val, str) and not val.isprintable():
        return ascii(val)
    return None
