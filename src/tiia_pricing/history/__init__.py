"""The history of a document: its revisions read one after another into one timeline."""

from __future__ import annotations

from tiia_pricing.history.replay import RevisionRead, replay
from tiia_pricing.history.revisions import Revision, revisions_of
from tiia_pricing.history.timeline import Event, Timeline, trace

__all__ = ["Event", "Revision", "RevisionRead", "Timeline", "replay", "revisions_of", "trace"]
