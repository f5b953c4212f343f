"""``column IN ids``, however many there are."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select


def in_ids(column: Any, ids: Iterable[str | int]) -> Any:
    """``column IN ids`` with one parameter, however many there are."""
    return column.in_(select(func.json_each(json.dumps([*ids])).table_valued("value").c.value))
