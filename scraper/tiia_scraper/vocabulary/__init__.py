"""The vendor's phrases → typed values; whatever is not fully understood is refused."""

from tiia_scraper.vocabulary.bounds import Band, Note, looks_like_band, parse_band
from tiia_scraper.vocabulary.numbers import Unreadable, fold, parse_calls
from tiia_scraper.vocabulary.prices import (
    UnitPrice,
    counted_in,
    is_free,
    is_placeholder,
    looks_like_price,
    parse_pack_price,
    parse_unit_price,
    unit_in,
)
from tiia_scraper.vocabulary.quotas import (
    Notice,
    Quota,
    QuotaChange,
    names_in,
    parse_monthly,
    parse_notice,
    parse_quota,
)

__all__ = [
    "Band",
    "Note",
    "Notice",
    "Quota",
    "QuotaChange",
    "UnitPrice",
    "Unreadable",
    "counted_in",
    "fold",
    "is_free",
    "is_placeholder",
    "looks_like_band",
    "looks_like_price",
    "names_in",
    "parse_band",
    "parse_calls",
    "parse_monthly",
    "parse_notice",
    "parse_pack_price",
    "parse_quota",
    "parse_unit_price",
    "unit_in",
]
