"""What changes do to a customer's own bill: of the last twelve months, and of those to come.

The last twelve months of the usage are billed by the old book, and by the new one as if what
holds in it on the day of the check had always held. What is announced is billed over as many
months from its day on, with the same calls and packs, by both books as they are. Both times
packs that are bought within the months are counted with their prices.
"""

from tiia_pricing.changes.own_bill.alarm import past_alarm
from tiia_pricing.changes.own_bill.moves import Move, OwnBill, OwnChange
from tiia_pricing.changes.own_bill.own_account import OwnAccount, OwnMonths
from tiia_pricing.changes.own_bill.pricing import own_bill

__all__ = ["Move", "OwnAccount", "OwnBill", "OwnChange", "OwnMonths", "own_bill", "past_alarm"]
