"""A store lives on a disk of this computer and in no folder that something else copies."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from elsec_app.errors import StoreUnwritable
from elsec_app.store import places
from elsec_app.store.database import open_store
from elsec_app.store.vault import Key

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/staff /mnt/staff cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local ext4 rw 0 0
me@host: /mnt/with\\040space fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/var/lib/elsec", False),
        ("/mnt/staff/elsec", True),
        ("/mnt/staffroom", False),
        ("/home/anna/elsec", True),
        ("/home/local/elsec", False),
        ("/mnt/with space/elsec", True),
    ],
)
def test_the_innermost_mount_decides(folder: str, network: bool) -> None:
    assert places.is_network_mount(PurePosixPath(folder), MOUNTS) is network


def test_a_share_by_its_windows_name_is_a_network() -> None:
    assert places.is_network(PureWindowsPath(r"\\server\staff\elsec"))


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/home/anna/elsec", False),
        ("/home/anna/OneDrive - Telford Council/elsec", True),
        ("/home/anna/Dropbox/elsec", True),
        ("/Users/anna/Library/Mobile Documents/elsec", True),
        ("/Users/anna/Library/CloudStorage/Box/elsec", True),
        ("/srv/redirected/elsec", True),
        ("/home/anna/redirected/elsec", False),
    ],
)
def test_a_cloud_folder_is_known_by_its_name_or_the_system(folder: str, cloud: bool) -> None:
    told = {"OneDriveCommercial": "/srv/redirected", "OneDrive": "", "HOME": "/home/anna"}
    assert places.is_cloud(PurePosixPath(folder), told) is cloud


def test_a_store_there_is_refused_in_one_sentence(folder: Path, key: Key) -> None:
    moved = folder.parent / "OneDrive - Telford Council" / "vault"
    moved.parent.mkdir()
    folder.rename(moved)
    with pytest.raises(StoreUnwritable, match="choose a folder on this computer"):
        open_store(moved, key)


def test_a_link_does_not_hide_where_a_store_is(folder: Path, key: Key) -> None:
    moved = folder.parent / "Dropbox" / "vault"
    moved.parent.mkdir()
    folder.rename(moved)
    folder.symlink_to(moved)
    with pytest.raises(StoreUnwritable):
        open_store(folder, key)
