"""Copies of a store that open with the same passphrase, fewer as they grow old, and the way back.

A copy is a folder that is itself a vault: ``vault.json`` and ``store.db``, named after its moment.
"""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2

from elsec_app.errors import StoreDamaged, StoreProblem
from elsec_app.store import driver, durable, header, trouble
from elsec_app.store.database import Store
from elsec_app.store.vault import Key

_STAMP = "%Y-%m-%dT%H%M%SZ"
_EVERY = timedelta(days=1)
_DAILY = timedelta(days=14)
# The centre holds what was sent; a copy has to outlive only the longest time without it.
_WEEKLY = timedelta(weeks=12)


def backup(store: Store, target: Path, now: datetime | None = None) -> Path:
    """Put a consistent copy of *store* in *target* and return its folder.

    It may be made while others write; it holds whole transactions only.

    Raises:
        StoreUnwritable: no room or no right in *target*; no copy is there under its final name.
        StoreDamaged: the store cannot be read whole; earlier copies are untouched.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    final = target / moment.strftime(_STAMP)
    partial = target / f"{final.name}.partial"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700, parents=True)
        _fill(store, partial)
        partial.rename(final)
        durable.sync_folder(target)
    except BaseException as error:
        shutil.rmtree(partial, ignore_errors=True)
        if isinstance(error, OSError):
            raise trouble.from_os(error) from error
        raise
    return final


def copies(target: Path) -> list[Path]:
    """The finished copies in *target*, oldest first."""
    return sorted(path for path in target.glob("*") if _moment(path.name) is not None)


def thin(target: Path, now: datetime | None = None) -> list[Path]:
    """Remove the copies in *target* that ``kept`` does not name; returns those removed."""
    found = {moment: path for path in copies(target) if (moment := _moment(path.name))}
    keep = kept(found, now or datetime.now(UTC))
    gone = [path for moment, path in found.items() if moment not in keep]
    for path in gone:
        shutil.rmtree(path)
    return gone


def kept(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which of *moments* to keep: all of one day, each day's last of 14 days, each week's of 12.

    The newest is always kept, however old.
    """
    last: dict[tuple[str, str], datetime] = {}
    for moment in sorted(moments):
        for place in _places(moment, now - moment):
            last[place] = moment
        last["newest", ""] = moment
    return set(last.values())


def restore_check(copy: Path, key: Key) -> list[str]:
    """What is wrong with the copy in the folder *copy*; nothing, if it could be restored now.

    Opens it read-only and looks at every page and row; the copy itself is not changed.

    Raises:
        StoreDamaged: it is not whole, or *key* does not open it.
    """
    header.read(copy)
    try:
        opened = driver.inspect(copy / driver.NAME, key)
        try:
            found = opened.execute("PRAGMA cipher_integrity_check").fetchall()
            found += opened.execute("PRAGMA quick_check").fetchall()
        finally:
            opened.close()
    except dbapi2.Error as error:
        raise (trouble.from_sqlite(error) or StoreDamaged(trouble.damaged())) from error
    return [str(row[0]) for row in found if row[0] != "ok"]


def restore(copy: Path, folder: Path, key: Key, now: datetime | None = None) -> Path:
    """Put *copy* in the place of the closed store in *folder*; what was there is set aside.

    Returns the folder where the former files now are.

    Raises:
        StoreDamaged: the copy is not sound; nothing was changed.
        StoreUnwritable: no room or no right; call again.
    """
    if restore_check(copy, key):
        raise StoreDamaged(trouble.damaged())
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    aside = folder / f"replaced-{moment.strftime(_STAMP)}"
    partial = folder / f"{driver.NAME}.partial"
    try:
        aside.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(copy / driver.NAME, partial)
        _set_aside(folder, aside)
    except OSError as error:
        raise trouble.from_os(error) from error
    durable.settle(partial, folder / driver.NAME)
    if not _has_header_of(key, folder):
        durable.write(folder / header.NAME, (copy / header.NAME).read_bytes())
    return aside


def _set_aside(folder: Path, aside: Path) -> None:
    # The store first: without it the log is never read, and a log must never meet another store.
    for name in (driver.NAME, f"{driver.NAME}-wal", f"{driver.NAME}-shm"):
        if (folder / name).exists():
            (folder / name).rename(aside / name)
    durable.sync_folder(aside)
    durable.sync_folder(folder)


def _has_header_of(key: Key, folder: Path) -> bool:
    """Whether the passphrase of today is there: it may be newer than the copy's."""
    try:
        return header.read(folder).vault == key.vault
    except StoreProblem:
        return False


def _fill(store: Store, partial: Path) -> None:
    half = partial / f"{driver.NAME}.partial"
    store.copy_to(half)
    durable.settle(half, partial / driver.NAME)
    durable.write(partial / header.NAME, (store.folder / header.NAME).read_bytes())


def _places(moment: datetime, age: timedelta) -> list[tuple[str, str]]:
    """What *moment* may be the last of."""
    named = []
    if age <= _EVERY:
        named.append(("moment", moment.isoformat()))
    if age <= _DAILY:
        named.append(("day", moment.date().isoformat()))
    if age <= _WEEKLY:
        year, week, _day = moment.isocalendar()
        named.append(("week", f"{year} {week}"))
    return named


def _moment(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
