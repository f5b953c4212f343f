"""What is live never changes: a shelf's ``live.csv`` holds the hash of each version that went live.

On a device's own shelf it holds every version that arrived, pilots too: a published version never
comes in a second form, so an older form of it cannot be played back.

A version whose files no longer give that hash is refused, whatever it now says of itself. A live
pack is closed here, too, and not in its own files, so that its hash stays what stands on results.
A correction is a new version; what was screened with the old one is scored again beside it.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.csv_file import read_csv
from elsec_app.instruments.definition import Instrument

FILE = "live.csv"


class Lock(msgspec.Struct, frozen=True):
    """One version that is live, or was received, ``since`` a day, until it is ``closed``."""

    id: str
    version: str
    hash: str
    since: date
    closed: date | None = None


COLUMNS = Lock.__struct_fields__


def read_locks(shelf: Path) -> tuple[Lock, ...]:
    """The locks of a shelf; none where there is no file. Raises :class:`PackRefused`."""
    path = shelf / FILE
    if not path.is_file():
        return ()
    heads, rows, faults = read_csv({FILE: path.read_bytes()}, FILE)
    if not faults and tuple(heads) != COLUMNS:
        line = _("Make this line: {line}").format(line=",".join(COLUMNS))
        faults = [Complaint(FILE, _("line {line}").format(line=1), line)]
    if faults:
        raise PackRefused(FILE, tuple(faults))
    try:
        kept = [{key: cell for key, cell in row.items() if cell} for row in rows]
        return tuple(msgspec.convert(kept, list[Lock], strict=False))
    except msgspec.ValidationError as fault:
        raise PackRefused(FILE, (Complaint(FILE, "", f"{fault}."),)) from fault


def hold(instrument: Instrument, locks: Iterable[Lock]) -> Instrument:
    """The instrument, if it is still what went live; closed, if its lock says so.

    Raises :class:`PackRefused` when the same version was live in another form, and for a live pack
    that has no lock: nothing would show a change of it.
    """
    lock = next((lock for lock in locks if _of(lock, instrument)), None)
    if lock is None:
        if instrument.status == "live":
            change = _("Lock it with “elsec instruments lock”; it says that it is live.")
            raise _refused(instrument, change)
        return instrument
    if lock.hash != instrument.hash:
        change = _(
            "Put it back as it was: what is live or published never changes. Make a new version."
        )
        raise _refused(instrument, change)
    return msgspec.structs.replace(instrument, status="closed") if lock.closed else instrument


def _refused(instrument: Instrument, change: str) -> PackRefused:
    key = f"{instrument.id} {instrument.version}"
    return PackRefused(instrument.title, (Complaint(FILE, key, change),))


def locked(locks: Iterable[Lock], instrument: Instrument, on: date) -> tuple[Lock, ...]:
    """The locks with this instrument's among them, since *on*. Raises :class:`PackRefused` when
    the same version was locked in another form."""
    kept = tuple(locks)
    if any(_of(lock, instrument) for lock in kept):
        hold(instrument, kept)
        return kept
    return (*kept, Lock(instrument.id, instrument.version, instrument.hash, on))


def write_locks(shelf: Path, locks: Iterable[Lock]) -> None:
    """Write the shelf's file anew."""
    lines = [",".join(COLUMNS)]
    lines += [f"{k.id},{k.version},{k.hash},{k.since},{k.closed or ''}" for k in locks]
    (shelf / FILE).write_text("\n".join(lines) + "\n", "utf-8")


def _of(lock: Lock, instrument: Instrument) -> bool:
    return (lock.id, lock.version) == (instrument.id, instrument.version)
