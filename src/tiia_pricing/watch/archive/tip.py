"""Where the log ended when it was written last, since a hash chain does not miss its end."""

from __future__ import annotations

from msgspec import Struct


class Tip(Struct, frozen=True):
    """How many checks the log had, and the hash of the last line; at its beginning neither.

    It is written after the line, so that after a crash the log may be one line longer.
    """

    checks: int = 0
    digest: str = ""

    @classmethod
    def read(cls, data: bytes) -> Tip:
        """Return the tip that ``written`` wrote; raises ``ValueError`` for anything else."""
        checks, digest = data.decode("ascii").removesuffix("\n").split(" ")
        return cls(int(checks), digest)

    def written(self) -> bytes:
        """Return the tip as a line."""
        return f"{self.checks} {self.digest}\n".encode("ascii")
