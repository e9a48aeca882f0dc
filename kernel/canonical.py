"""The one way in which a content is written before it is hashed."""

import json
from typing import Any


def canonical_json(content: Any) -> str:
    """A content as JSON: keys sorted by code point, no spaces, no number that JSON lacks.

    Floats stand as Python writes them, the shortest text that reads back as the same number.
    ValueError for NaN and the infinities.
    """
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
