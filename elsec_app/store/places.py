"""Where a store may be: a disk of this computer, and no folder that something else copies.

SQLite's write-ahead log needs one host (https://www.sqlite.org/wal.html), and a folder that is
synchronised to a cloud replaces files behind its back
(https://www.sqlite.org/howtocorrupt.html, section 2).
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from elsec_app.errors import StoreUnwritable
from elsec_app.i18n import _

_NETWORK_KINDS = """
afs cifs coda davfs fuse.davfs fuse.davfs2 fuse.rclone fuse.sshfs gfs gfs2 lustre ncpfs nfs nfs4
smb3 smbfs
"""
_NETWORK = frozenset(_NETWORK_KINDS.split())
_CLOUD = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "box sync", "nextcloud")
_CLOUD_PARENTS = frozenset({"cloudstorage", "mobile documents"})
_REMOTE_DRIVE = 4  # DRIVE_REMOTE, what GetDriveTypeW answers for a mapped drive


def refuse_unsafe(folder: Path) -> None:
    """Let a folder on a disk of this computer pass.

    Raises:
        StoreUnwritable: a network place, a mapped drive or a cloud folder.
    """
    whole = folder.resolve()
    if is_network(whole):
        raise StoreUnwritable(
            _("A store cannot be on a network drive: choose a folder on this computer's own disk.")
        )
    if is_cloud(whole, os.environ):
        raise StoreUnwritable(
            _(
                "A store cannot be in a folder that is copied to a cloud (such as OneDrive): "
                "choose a folder on this computer that is not."
            )
        )


def is_network(folder: PurePath) -> bool:
    """Whether *folder*, an absolute path, is reached over a network. Unknown on macOS: no."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)
    mounts = Path("/proc/self/mounts")
    return mounts.exists() and is_network_mount(folder, mounts.read_text(errors="replace"))


def is_network_mount(folder: PurePath, mounts: str) -> bool:
    """Whether the innermost of *mounts* (as /proc/self/mounts) over *folder* is a network's."""
    innermost, kind = "", ""
    for line in mounts.splitlines():
        point, this = line.split(" ")[1:3]
        point = point.replace("\\040", " ")
        if len(point) >= len(innermost) and folder.is_relative_to(point):
            innermost, kind = point, this
    return kind in _NETWORK


def is_cloud(folder: PurePath, environ: Mapping[str, str]) -> bool:
    """Whether *folder* lies in what looks like a synchronised folder of a cloud service."""
    named = [environ[name] for name in environ if name.casefold().startswith("onedrive")]
    if any(root and folder.is_relative_to(root) for root in named):
        return True
    parts = [part.casefold() for part in folder.parts]
    return any(part.startswith(_CLOUD) for part in parts) or not _CLOUD_PARENTS.isdisjoint(parts)
