"""What is known of changes beside themselves: what they cost, and who knows of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tiia_pricebook.messages import say
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill, OwnChange
from tiia_pricing.changes.report.costs_in_words import costs
from tiia_pricing.changes.report.own_bill_words import own_line, own_sentences


class Outlook(Struct, frozen=True):
    """Impacts by the fingerprints of their changes, and which changes are acknowledged."""

    impacts: Mapping[str, Impact]
    together: Together | None
    coverage: Acknowledged
    own: OwnBill | None = None

    @classmethod
    def of(
        cls,
        impacts: Sequence[Impact],
        together: Together | None,
        coverage: Acknowledged | None,
        own: OwnBill | None = None,
    ) -> Outlook:
        """Return the outlook of what is known; nothing of it has to be."""
        found = {impact.change.fingerprint: impact for impact in impacts}
        return cls(found, together, coverage or Acknowledged(), own)

    def first(self) -> Sequence[str]:
        """Return what is told before the changes: the reader's own bill, where it is known."""
        return own_sentences(self.own) if self.own else []

    def own_change(self, change: Change) -> OwnChange | None:
        """Return what a change does to the reader's own bill by itself, where it is known."""
        each = self.own.each if self.own else ()
        return next((one for one in each if one.change.fingerprint == change.fingerprint), None)

    def costs(self, change: Change) -> list[str]:
        """Return what a change costs by itself, the reader first.

        Nothing where that is not known.
        """
        own = self.own_change(change)
        yours = own_line(own) if own else ""
        impact = self.impacts.get(change.fingerprint)
        known = costs(impact, self.together) if impact else []
        return [say("your bill, {figures}", figures=yours), *known] if yours else known

    def costs_together(self) -> list[str]:
        """Return what all changes cost, where there is more than one cost to add up."""
        several = sum(bool(one.effects or one.why) for one in self.impacts.values()) > 1
        return costs(self.together) if self.together and several else []

    def known(self, change: Change) -> str:
        """Return until when a change is acknowledged, and why; nothing where it is not."""
        one = self.coverage.of(change)
        if one is None:
            return ""
        return say("acknowledged until {day}: {note}", day=one.until, note=plain(one.note))
