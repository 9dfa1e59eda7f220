"""What is known of changes beside themselves: what they cost, and who knows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tiia_pricebook.untrusted_text import plain
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.report.costs_in_words import costs


class Outlook(Struct, frozen=True):
    """Impacts by the fingerprints of their changes, and which changes are acknowledged."""

    impacts: Mapping[str, Impact]
    together: Together | None
    coverage: Acknowledged

    @classmethod
    def of(
        cls, impacts: Sequence[Impact], together: Together | None, coverage: Acknowledged | None
    ) -> Outlook:
        """The outlook of what is known; nothing of it has to be."""
        found = {impact.change.fingerprint: impact for impact in impacts}
        return cls(found, together, coverage or Acknowledged())

    def costs(self, change: Change) -> list[str]:
        """What a change costs by itself; nothing where that is not known."""
        impact = self.impacts.get(change.fingerprint)
        return costs(impact, self.together) if impact else []

    def costs_together(self) -> list[str]:
        """What all changes cost, where there is more than one cost to add up."""
        several = sum(bool(one.effects or one.why) for one in self.impacts.values()) > 1
        return costs(self.together) if self.together and several else []

    def known(self, change: Change) -> str:
        """Until when a change is acknowledged, and why; nothing where it is not."""
        one = self.coverage.of(change)
        return f"acknowledged until {one.until}: {plain(one.note)}" if one else ""
