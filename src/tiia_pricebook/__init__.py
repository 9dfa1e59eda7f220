"""The price book: the one thing that the scraper and the calculator share."""

from tiia_pricebook.codec import (
    committed,
    dated_schema,
    default_book,
    digest,
    load,
    loads,
    schema,
    validated,
)
from tiia_pricebook.json_codec import dumps
from tiia_pricebook.model.facts import (
    BoundIn,
    Fact,
    FreeQuota,
    Interface,
    Mode,
    NoPacks,
    OnlySeen,
    Pack,
    PayAsYouGo,
    SettlementOrder,
    Step,
    Tier,
    interfaces_of,
)
from tiia_pricebook.model.page_words import Clause, Finding, Unread
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Passage, Place, Snapshot, Source, Where
from tiia_pricebook.model.reading import Evidence, Reading
from tiia_pricebook.readings import READINGS
from tiia_pricebook.validation import check
from tiia_pricebook.validation.problem import Problem

__all__ = [
    "READINGS",
    "BoundIn",
    "Clause",
    "Evidence",
    "Fact",
    "Finding",
    "FreeQuota",
    "Interface",
    "Mode",
    "NoPacks",
    "OnlySeen",
    "Pack",
    "Passage",
    "PayAsYouGo",
    "Place",
    "PriceBook",
    "Problem",
    "Reading",
    "SettlementOrder",
    "Snapshot",
    "Source",
    "Step",
    "Tier",
    "Unread",
    "Where",
    "check",
    "committed",
    "dated_schema",
    "default_book",
    "digest",
    "dumps",
    "interfaces_of",
    "load",
    "loads",
    "schema",
    "validated",
]
