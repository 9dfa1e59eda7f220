"""The vendor's phrases → typed values; whatever is not fully understood is refused."""

from tiia_scraper.vocabulary.announcement_grammar import parse_announcements
from tiia_scraper.vocabulary.announcement_model import ChangeSaid, What
from tiia_scraper.vocabulary.announcement_phrases import Monthly, PackPrice, Percent
from tiia_scraper.vocabulary.announcement_signs import (
    dates_in,
    looks_ahead,
    seems_to_announce,
    seems_to_end,
    split_note,
    without_note,
)
from tiia_scraper.vocabulary.bounds import Band, BoundNote, looks_like_band, parse_band
from tiia_scraper.vocabulary.column_heads import (
    Unit,
    counts_in,
    foreign_unit,
    parse_head,
    unit_in,
    unit_said,
)
from tiia_scraper.vocabulary.conditions import is_conditional, is_of_several
from tiia_scraper.vocabulary.days import BEGUN_DAY, to_day
from tiia_scraper.vocabulary.durations import (
    DURATION,
    NO_END,
    Duration,
    parse_validity,
    to_validity,
    validity_unit,
)
from tiia_scraper.vocabulary.interface_names import MarkedName, parse_name
from tiia_scraper.vocabulary.numbers import Unreadable, fold, parse_calls, words_of_number
from tiia_scraper.vocabulary.prices import (
    UnitPrice,
    counted_in,
    is_free,
    is_placeholder,
    looks_like_price,
    parse_pack_price,
    parse_unit_price,
)
from tiia_scraper.vocabulary.quotas import (
    Quota,
    QuotaChange,
    QuotaNotice,
    names_in,
    parse_monthly,
    parse_notice,
    parse_quota,
)
from tiia_scraper.vocabulary.tier_mode_words import ModeWords, mode_words, other_period
from tiia_scraper.vocabulary.validity_sentences import (
    PACK,
    Lasting,
    lasting_in_head,
    mentions_validity,
    parse_lasting,
)

__all__ = [
    "BEGUN_DAY",
    "DURATION",
    "NO_END",
    "PACK",
    "Band",
    "BoundNote",
    "ChangeSaid",
    "Duration",
    "Lasting",
    "MarkedName",
    "ModeWords",
    "Monthly",
    "PackPrice",
    "Percent",
    "Quota",
    "QuotaChange",
    "QuotaNotice",
    "Unit",
    "UnitPrice",
    "Unreadable",
    "What",
    "counted_in",
    "counts_in",
    "dates_in",
    "fold",
    "foreign_unit",
    "is_conditional",
    "is_free",
    "is_of_several",
    "is_placeholder",
    "lasting_in_head",
    "looks_ahead",
    "looks_like_band",
    "looks_like_price",
    "mentions_validity",
    "mode_words",
    "names_in",
    "other_period",
    "parse_announcements",
    "parse_band",
    "parse_calls",
    "parse_head",
    "parse_lasting",
    "parse_monthly",
    "parse_name",
    "parse_notice",
    "parse_pack_price",
    "parse_quota",
    "parse_unit_price",
    "parse_validity",
    "seems_to_announce",
    "seems_to_end",
    "split_note",
    "to_day",
    "to_validity",
    "unit_in",
    "unit_said",
    "validity_unit",
    "without_note",
    "words_of_number",
]
