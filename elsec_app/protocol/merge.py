"""Three-way merge by field: pure, and the only place where two edits meet."""

from collections.abc import Mapping
from typing import Any

import msgspec


class Clash(msgspec.Struct, frozen=True):
    """A field that both sides changed to different values. ``base`` is what both started from."""

    field: str
    base: Any
    centre: Any
    device: Any


class Merged(msgspec.Struct, frozen=True):
    body: dict[str, Any]
    clashes: tuple[Clash, ...]


def merge(base: Mapping[str, Any], centre: Mapping[str, Any], device: Mapping[str, Any]) -> Merged:
    """The centre's body with the device's changes laid in.

    Where both changed one field differently the centre's value stands and the clash keeps both.
    A list or an object is one value: it is never merged inside.
    """
    body = dict(centre)
    clashes = []
    for field in sorted({*base, *device}):
        was, here, there = base.get(field), centre.get(field), device.get(field)
        if there in (was, here):
            continue
        if here == was:
            body[field] = there
        else:
            clashes.append(Clash(field, was, here, there))
    return Merged({k: v for k, v in body.items() if v is not None}, tuple(clashes))
