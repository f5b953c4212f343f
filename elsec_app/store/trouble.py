"""What went wrong on the disk, as one sentence for the user."""

import errno

from elsec_app.errors import StoreDamaged, StoreProblem, StoreUnwritable
from elsec_app.i18n import _

# Primary result codes: https://www.sqlite.org/rescode.html
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26


def from_os(error: OSError) -> StoreProblem:
    """The problem that *error* means for a person."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreUnwritable(_full())
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return StoreUnwritable(read_only())
    if error.errno == errno.EIO:
        return StoreDamaged(_failing())
    return StoreUnwritable(_no_file())


def from_sqlite(error: BaseException | None, *, writing: bool = True) -> StoreProblem | None:
    """The problem that a driver's *error* means for a person, or None if it is a bug of ours.

    A write through a connection that is not *writing* is such a bug.
    """
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _READONLY and not writing:
        return None
    if code == _FULL:
        return StoreUnwritable(_full())
    if code == _READONLY:
        return StoreUnwritable(read_only())
    if code == _IOERR:
        return StoreDamaged(_failing())
    if code in {_CORRUPT, _NOTADB}:
        return StoreDamaged(damaged())
    if code == _CANTOPEN:
        return StoreUnwritable(_no_file())
    if code in {_BUSY, _LOCKED}:
        return StoreUnwritable(_in_use())
    return None


def damaged() -> str:
    """The sentence for a store whose content cannot be trusted."""
    return _(
        "The store on this computer is damaged: restore the latest backup, "
        "or ask your administrator to set this computer up again."
    )


def newer() -> str:
    """The sentence for a store that a later version of the application made."""
    return _(
        "This store was made by a newer version of the application: update the application, "
        "then open it again; nothing was changed."
    )


def read_only() -> str:
    """The sentence for a store that may not be written."""
    return _(
        "The folder of this store can only be read: ask your IT support to give you the right "
        "to write in it, then try again."
    )


def _full() -> str:
    return _(
        "The disk is full, so nothing was saved: free some space, then try again; "
        "what is on the screen is still there."
    )


def _failing() -> str:
    return _(
        "The disk of this computer reports a fault, so the last entry may not be saved: "
        "keep what is on the screen, and call your IT support."
    )


def _no_file() -> str:
    return _(
        "The store cannot be opened: check that its folder is there and that you may write in it."
    )


def _in_use() -> str:
    return _("Another copy of the application is using this store: close it, then try again.")
