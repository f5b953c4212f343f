"""Small files that are whole after a power cut: either the old content or the new."""

import os
from pathlib import Path

from elsec_app.store import trouble


def write(path: Path, content: bytes) -> None:
    """Put *content* in *path*, atomically and durably.

    Raises:
        StoreProblem: the disk is full, read-only or failing; *path* holds what it held before.
    """
    beside = path.with_name(path.name + ".new")
    try:
        _write_synced(beside, content)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble.from_os(error) from error


def remove(path: Path) -> None:
    """Remove *path*, durably; it need not exist."""
    if not path.exists():
        return
    try:
        path.unlink()
        sync_folder(path.parent)
    except OSError as error:
        raise trouble.from_os(error) from error


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable. Windows journals them itself and offers no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(partial: Path, final: Path) -> None:
    """Give the finished file *partial* its *final* name, in the same folder, durably.

    Raises:
        StoreProblem: the disk is read-only or failing.
    """
    try:
        with partial.open("rb+") as file:
            _sync(file.fileno())
        partial.replace(final)
        sync_folder(final.parent)
    except OSError as error:
        raise trouble.from_os(error) from error


def _write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        _sync(file.fileno())


def _sync(handle: int) -> None:
    # On macOS fsync stops at the drive's cache; F_FULLFSYNC (51) does not.
    full = _full_sync_command()
    if full is None:
        os.fsync(handle)
        return
    import fcntl

    fcntl.fcntl(handle, full)


def _full_sync_command() -> int | None:
    try:
        import fcntl
    except ImportError:
        return None
    return getattr(fcntl, "F_FULLFSYNC", None)
