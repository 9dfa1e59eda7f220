"""Which packs to buy for the months to come, with the cell of each price."""

from __future__ import annotations

from typing import Any

from tiia_pricebook import PriceBook
from tiia_pricing.answers import accounts
from tiia_pricing.answers.cells import clause, pack_cell
from tiia_pricing.answers.open_questions import open_questions
from tiia_pricing.answers.questions import Forecast
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.planning.plan import plan
from tiia_pricing.planning.plan_forms import as_dict


def planned(book: PriceBook, asked: Forecast) -> dict[str, Any]:
    """The purchases under which a forecast costs least, as ``plan --format json`` has them."""
    found = plan(
        book,
        accounts.usages(asked.forecast, "forecast"),
        accounts.purchases(asked.packs),
        readings=asked.readings,
        activated=accounts.activated(asked.activated),
    )
    told = as_dict(found)
    for bought, bought_told in zip(found.purchases, told["purchases"], strict=True):
        pack = sold(book, bought.purchase)
        bought_told["evidence"] = {
            "clause": clause(book, pack.clause),
            "cell": pack_cell(book, pack),
        }
    others = [(one.name, one.value, one.cents) for one in found.readings]
    chosen = dict(found.statement.choices.items())
    return told | {"open_questions": open_questions(book, chosen, found.total, others)}
