"""The waits between wrong passphrases, kept on disk before each attempt.

A file can be rolled back, so the true defence is the cost of a guess and the secret kept by the
computer; this keeps out the person who tries by hand.
"""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from elsec_app.errors import NotAllowed
from elsec_app.i18n import ngettext
from elsec_app.store import durable, trouble

NAME = "attempts.json"
_WAITS = (0, 0, 0, 1, 2, 4, 8, 16, 32, 60)

Clock = Callable[[], float]


class _Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``at`` is the last attempt, in seconds since 1970 by this computer's clock."""

    wrong: int
    at: float


def seconds_to_wait(folder: Path, clock: Clock = time.time) -> float:
    """How long before the next attempt is taken, 0 to 60 seconds."""
    attempts = _read(folder, clock)
    wait = _WAITS[max(0, min(attempts.wrong, len(_WAITS) - 1))]
    return min(float(wait), max(0.0, attempts.at + wait - clock()))


def count_attempt(folder: Path, clock: Clock = time.time) -> None:
    """Count one attempt as wrong, durably, before it is made.

    Raises:
        NotAllowed: it came too soon; it is not counted.
        StoreUnwritable: it cannot be counted, so it must not be made.
    """
    wait = seconds_to_wait(folder, clock)
    if wait > 0:
        raise NotAllowed(_too_soon(wait))
    wrong = _read(folder, clock).wrong
    _write(folder, _Attempts(wrong=wrong + 1, at=clock()))


def forget(folder: Path) -> None:
    """The passphrase was right: start again from none."""
    durable.remove(folder / NAME)


def _read(folder: Path, clock: Clock) -> _Attempts:
    try:
        attempts = msgspec.json.decode((folder / NAME).read_bytes(), type=_Attempts)
    except FileNotFoundError:
        return _Attempts(wrong=0, at=0.0)
    except OSError as error:
        raise trouble.from_os(error) from error
    except msgspec.DecodeError:
        attempts = _Attempts(wrong=len(_WAITS) - 1, at=clock())
        _write(folder, attempts)
    if attempts.at > clock():
        # The clock was set back: begin the wait again now, or it would never end.
        attempts = _Attempts(wrong=attempts.wrong, at=clock())
        _write(folder, attempts)
    return attempts


def _write(folder: Path, attempts: _Attempts) -> None:
    durable.write(folder / NAME, msgspec.json.encode(attempts))


def _too_soon(wait: float) -> str:
    seconds = max(1, round(wait))
    return ngettext(
        "Several passphrases were wrong: wait {count} second, then try again.",
        "Several passphrases were wrong: wait {count} seconds, then try again.",
        seconds,
    ).format(count=seconds)
