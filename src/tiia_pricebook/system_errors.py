"""Why the operating system refuses: its own words, those that come often as messages of ours."""

from __future__ import annotations

from tiia_pricebook.messages import say_as

_KNOWN = {
    str(text): text
    for text in (
        say_as("system", "No such file or directory"),
        say_as("system", "Permission denied"),
        say_as("system", "Operation not permitted"),
        say_as("system", "Is a directory"),
        say_as("system", "Not a directory"),
        say_as("system", "File exists"),
        say_as("system", "File name too long"),
        say_as("system", "Read-only file system"),
        say_as("system", "No space left on device"),
        say_as("system", "Too many levels of symbolic links"),
        say_as("system", "Input/output error"),
        say_as("system", "Bad file descriptor"),
        say_as("system", "Connection refused"),
        say_as("system", "Network is unreachable"),
        say_as("system", "Connection reset by peer"),
        say_as("system", "Connection timed out"),
        say_as("system", "No route to host"),
        say_as("system", "Name or service not known"),
        say_as("system", "Too many open files"),
        say_as("system", "Device or resource busy"),
        say_as("system", "Address already in use"),
        say_as("system", "Cannot assign requested address"),
    )
}


def system_reason(error: OSError) -> str:
    """Return why ``error`` came, in the system's own words or as the message that says the same."""
    return in_our_words(error.strerror or str(error))


def in_our_words(text: str) -> str:
    """Return the message that says what the operating system says, or its text where none does."""
    return _KNOWN.get(text, text)
