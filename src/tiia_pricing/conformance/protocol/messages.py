"""The protocol: JSON lines, one object a line, UTF-8; the kit asks, the calculator answers.

``start`` is asked once, then ``run`` any number of times, one at a time, then ``stop``, which
ends the program. Unknown fields are allowed everywhere, so that both sides can grow.
"""

from __future__ import annotations

from typing import Any

import msgspec

from tiia_pricing.conformance.protocol.answers import (
    Bought,
    Checked,
    CheckedLine,
    Doubt,
    Implementation,
    Line,
    Month,
    Moved,
    Named,
    Nothing,
    Pack,
    Planned,
    Range,
    Reason,
    Refusal,
    Refused,
    Reply,
    Started,
    Statement,
)
from tiia_pricing.conformance.protocol.questions import (
    ActivationGiven,
    BilledGiven,
    BookNamed,
    FilesGiven,
    PacksGiven,
    Request,
    Run,
    Start,
    Stop,
    UsageGiven,
)
from tiia_pricing.conformance.protocol.read_answers import (
    Malformed,
    read_reply,
    read_result,
    read_started,
)
from tiia_pricing.conformance.protocol.refusals import schema_of_id
from tiia_pricing.conformance.protocol.values import ABILITIES, LEVELS, PROTOCOL, Ability, Level

__all__ = [
    "ABILITIES",
    "LEVELS",
    "PROTOCOL",
    "Ability",
    "ActivationGiven",
    "BilledGiven",
    "BookNamed",
    "Bought",
    "Checked",
    "CheckedLine",
    "Doubt",
    "FilesGiven",
    "Implementation",
    "Level",
    "Line",
    "Malformed",
    "Month",
    "Moved",
    "Named",
    "Nothing",
    "Pack",
    "PacksGiven",
    "Planned",
    "Range",
    "Reason",
    "Refusal",
    "Refused",
    "Reply",
    "Request",
    "Run",
    "Start",
    "Started",
    "Statement",
    "Stop",
    "UsageGiven",
    "read_reply",
    "read_result",
    "read_started",
    "schema",
]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of every message; ``$defs`` has each by its name."""
    kinds = (Start, Run, Stop, Started, Reply, Statement, Planned, Checked, Refused)
    _, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    refused = definitions["Refusal"]["properties"]
    refused["id"] = schema_of_id(refused["id"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"TIIA pricing conformance protocol {PROTOCOL}",
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": definitions,
    }
