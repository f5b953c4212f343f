"""Joining a service: this device's own keys, and who it is once the centre knows it."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from elsec_app.operations.desk import Desk
from elsec_app.store import state
from elsec_app.store.state import Identity

K = TypeVar("K", bound=msgspec.Struct)
_KEYS = "joining"


def keys(desk: Desk, make: Callable[[], K]) -> K:
    """The keys to join with: made once and kept, so that a lost answer can be asked for again."""
    with desk.store.writing() as conn:
        kept = state.get(conn, _KEYS)
        if not kept:
            fresh = make()
            state.put(conn, _KEYS, msgspec.json.encode(fresh).decode())
            return fresh
    return msgspec.json.decode(kept, type=type(make()))


def joined(desk: Desk, who: Identity) -> None:
    """The centre knows this device: it is *who* from now on."""
    with desk.store.writing() as conn:
        state.set_identity(conn, who)
        state.put(conn, _KEYS, "")
