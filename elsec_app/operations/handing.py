"""Handing the screen to a child, and taking it back: by a PIN, or by the passphrase at any time.

While the screen is handed over a mark stands in the application's folder, so that a program that
was killed opens at the passphrase and nowhere else. The PIN only takes the screen back from a child
sitting beside an adult: it opens no store, so a few digits are enough. It is kept in the encrypted
store as its scrypt hash; each try is counted before it is made, the waits grow, and after the fifth
wrong one only the passphrase helps.
"""

import hashlib
import hmac
import os
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.i18n import _, ngettext
from elsec_app.settings import Folders
from elsec_app.store import durable, state, vault
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store

LEAST, MOST = 4, 8  # digits
TRIES = 5
_WAITS = (0, 0, 5, 15, 30)  # seconds after so many wrong ones
_KEY = "hand_over_pin"


class Pin(msgspec.Struct, frozen=True):
    """``at`` is the last try, ISO with offset."""

    salt: bytes
    hashed: bytes
    wrong: int = 0
    at: str = ""


def mark(where: Folders) -> None:
    """From now on a restart opens at the passphrase, until ``unmark``. Raises StoreUnwritable."""
    durable.write(where.handed_over, b"")


def unmark(where: Folders) -> None:
    durable.remove(where.handed_over)


def set_pin(conn: Connection, pin: str) -> None:
    """Raises ``BadInput`` for one that is too short, or that a child would try first."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        raise BadInput(_("Choose {least} to {most} digits.").format(least=LEAST, most=MOST))
    if _a_run(pin):
        raise BadInput(_("A child would try that one first: choose other digits."))
    salt = os.urandom(16)
    _keep(conn, Pin(salt, _hash(pin, salt)))


def has_pin(conn: Connection) -> bool:
    return bool(state.get(conn, _KEY))


def try_pin(store: Store, actor: Actor, pin: str) -> bool:
    """Whether it is the PIN. Counted first, in a transaction of its own.

    Raises ``NotAllowed`` when it comes too soon, or when only the passphrase helps.
    """
    with store.writing() as conn:
        held = _held(conn)
        if held is None or held.wrong >= TRIES:
            raise NotAllowed(_("Use your passphrase to take the screen back."))
        _wait(held, actor.clock())
        wrong, at = held.wrong + 1, actor.clock().isoformat()
        _keep(conn, msgspec.structs.replace(held, wrong=wrong, at=at))
    if not hmac.compare_digest(_hash(pin, held.salt), held.hashed):
        return False
    forgive(store)
    return True


def try_passphrase(folder: Path, passphrase: str) -> None:
    """Whether it opens the vault in *folder*. Raises as ``vault.unlock``; takes about a second."""
    vault.unlock(folder, passphrase).clear()


def forgive(store: Store) -> None:
    """The adult is back: wrong tries are forgotten."""
    with store.writing() as conn:
        if held := _held(conn):
            _keep(conn, msgspec.structs.replace(held, wrong=0, at=""))


def _held(conn: Connection) -> Pin | None:
    kept = state.get(conn, _KEY)
    return msgspec.json.decode(kept, type=Pin) if kept else None


def _keep(conn: Connection, pin: Pin) -> None:
    state.put(conn, _KEY, msgspec.json.encode(pin).decode())


def _wait(held: Pin, now: datetime) -> None:
    if not held.at:
        return
    since = (now - datetime.fromisoformat(held.at)).total_seconds()
    wait = _WAITS[min(held.wrong, len(_WAITS) - 1)]
    left = wait - max(0.0, since)  # a clock that was set back begins the wait again
    if left > 0:
        seconds = max(1, round(left))
        raise NotAllowed(
            ngettext("Wait {n} second.", "Wait {n} seconds.", seconds).format(n=seconds)
        )


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)


def _a_run(pin: str) -> bool:
    """All the same digit, or one after the other up or down."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    return steps in ({0}, {1}, {9})
