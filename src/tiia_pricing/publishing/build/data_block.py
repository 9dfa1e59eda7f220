"""Data in a page that its scripts do not run and search engines read: JSON-LD."""

from __future__ import annotations

import json

from markupsafe import Markup

from tiia_pricebook.messages import Tell

# Within a script of HTML these would end it, be an entity, or end a line.
_SIGNS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&`~\u2028\u2029"}


def data_block(body: object, tell: Tell = str) -> Markup:
    """Linked data as a block of data in a page, its texts told in the page's language."""
    text = json.dumps(_told(body, tell), ensure_ascii=False).translate(_SIGNS)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped


def _told(value: object, tell: Tell) -> object:
    if isinstance(value, dict):
        return {name: _told(one, tell) for name, one in value.items()}
    if isinstance(value, list):
        return [_told(one, tell) for one in value]
    return tell(value) if isinstance(value, str) else value
