"""The published JSON Schemas (2020-12)."""

from __future__ import annotations

from typing import Any

import msgspec


def published(kind: type, title: str, *, pages: bool = False) -> dict[str, Any]:
    """Return the schema of ``kind``; only where ``pages`` is true may its sources name a page."""
    body = msgspec.json.schema(kind)
    if not pages:
        del body["$defs"]["Source"]["properties"]["page"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **body}
