"""Publishing: one form of each pack, signed; everything else is refused before it is read."""

import io
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from elsec_app.errors import InstrumentProblem
from elsec_app.instruments import publication
from elsec_app.instruments.archive import NotAPublication, from_zip, to_zip
from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.files import read_folder
from elsec_app.instruments.library import load
from elsec_app.instruments.publication import (
    NotTrusted,
    open_signed,
    pack_bytes,
    signed_by,
    signed_files,
)

from .shelf import CASES, broken, newest

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
TRUSTED = (KEY.public_key().public_bytes_raw(),)
SEAL = 206


@pytest.fixture(scope="module")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack with every type of item, pictures, a recording and a norm table, as a pilot."""
    place = tmp_path_factory.mktemp("shelf")
    return broken(
        CASES / "every-type" / "1", place, lambda pack, _words: pack.update(status="pilot")
    )


@pytest.fixture(scope="module")
def published(pilot: Path) -> bytes:
    return pack_bytes(pilot, KEY)


def test_what_is_published_is_what_is_opened(pilot: Path, published: bytes) -> None:
    assert open_signed(published, TRUSTED) == load(pilot)
    assert signed_files(published, TRUSTED) == read_folder(pilot)
    assert signed_by(published) == TRUSTED[0]


def test_the_same_files_and_key_give_the_same_bytes_wherever_they_lie(
    pilot: Path, published: bytes, tmp_path: Path
) -> None:
    copy = tmp_path / pilot.parent.name / pilot.name
    for name in sorted(read_folder(pilot), reverse=True):  # another order, other times
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pilot / name, copy / name)
    (copy / ".DS_Store").write_text("the machine's own")
    assert pack_bytes(copy, KEY) == published


def test_the_bytes_are_a_zip_that_other_programs_read(published: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(published)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) >= {"instrument.yaml", "media/dog.svg", "norms/words.csv"}
        assert archive.comment.startswith(b"elsec-pack-1:")
        assert archive.comment == published[-SEAL:]


def test_every_shipped_pack_is_published_and_opened(tmp_path: Path) -> None:
    for name in ("observation-screen", "languagescreen", "wellcomm-early-years"):
        assert open_signed(pack_bytes(newest(name), KEY), TRUSTED) == load(newest(name))


def test_an_unknown_key_is_refused(published: bytes) -> None:
    for trusted in ((), (OTHER.public_key().public_bytes_raw(),)):
        with pytest.raises(NotTrusted, match="not published by your service"):
            open_signed(published, trusted)


def test_a_key_that_only_claims_to_be_trusted_is_refused(published: bytes) -> None:
    body = published[:-SEAL]
    forged = f"elsec-pack-1:{TRUSTED[0].hex()}:{OTHER.sign(b'elsec-pack-1' + body).hex()}"
    with pytest.raises(NotTrusted, match="changed after it was published"):
        open_signed(body + forged.encode(), TRUSTED)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_flipped_bit_is_refused(published: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(published) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(published)
    changed[place] ^= 1 << bit
    with pytest.raises((NotTrusted, NotAPublication)):
        open_signed(bytes(changed), TRUSTED)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 3000))
def test_other_bytes_are_no_publication(published: bytes, noise: bytes, cut: int) -> None:
    for other in (
        noise,
        published[:cut],
        published[cut + 1 :],
        published + b"\n",
        noise + published,
    ):
        if other != published:
            with pytest.raises((NotTrusted, NotAPublication)):
                open_signed(other, TRUSTED)


def test_nothing_inside_is_looked_at_before_the_signature_holds(
    published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    monkeypatch.setattr(publication, "from_zip", lambda *args: looked.append(args))
    changed = b"X" + published[1:]
    with pytest.raises(NotTrusted):
        signed_files(changed, TRUSTED)
    assert looked == []
    signed_files(published, TRUSTED)
    assert len(looked) == 1  # the spy was in place


def _signed(body: bytes) -> bytes:
    """A hostile archive that a trusted key has signed all the same."""
    signature = KEY.sign(b"elsec-pack-1\n" + body)
    return body + f"elsec-pack-1:{TRUSTED[0].hex()}:{signature.hex()}".encode()


def _zip(fill: Callable[[zipfile.ZipFile], object], compression: int = zipfile.ZIP_STORED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        fill(archive)
        archive.comment = b"x" * SEAL
    return held.getvalue()[:-SEAL]


def _link(archive: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("instrument.yaml", (1980, 1, 1, 0, 0, 0))
    link.external_attr = 0o120777 << 16
    archive.writestr(link, "/etc/passwd")


def _twice(archive: zipfile.ZipFile) -> None:
    archive.writestr("instrument.yaml", "a")
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("instrument.yaml", "b")


def _many(archive: zipfile.ZipFile) -> None:
    for n in range(2_100):
        archive.writestr(f"media/{n}.svg", "")


HOSTILE: dict[str, bytes] = {
    "a bomb": _zip(lambda a: a.writestr("golden.csv", "0" * 20_000_000), zipfile.ZIP_DEFLATED),
    "compressed": _zip(lambda a: a.writestr("golden.csv", "0" * 200), zipfile.ZIP_BZIP2),
    "out of the folder": _zip(lambda a: a.writestr("../../instrument.yaml", "x")),
    "from the root": _zip(lambda a: a.writestr("/etc/passwd", "x")),
    "another drive": _zip(lambda a: a.writestr("C:\\instrument.yaml", "x")),
    "a hidden file": _zip(lambda a: a.writestr(".bashrc", "x")),
    "a strange file": _zip(lambda a: a.writestr("setup.exe", "x")),
    "a link": _zip(_link),
    "the same name twice": _zip(_twice),
    "too many": _zip(_many),
    "a folder": _zip(lambda a: a.writestr("media/", "")),
    "empty": _zip(lambda _archive: None),
    "nothing at all": b"",
    "no end": to_zip({"golden.csv": b"x"}, SEAL)[:-22],
    "something before": b"x" + to_zip({"golden.csv": b"x"}, SEAL),
    "something behind": to_zip({"golden.csv": b"x"}, SEAL) + b"x",
    "another size of comment": to_zip({"golden.csv": b"x"}, 0),
    "cut off in a heading": to_zip({"golden.csv": b"x" * 100}, SEAL)[:20],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_archive_is_refused_even_when_signed(kind: str) -> None:
    with pytest.raises(NotAPublication):
        open_signed(_signed(HOSTILE[kind]), TRUSTED)


def test_a_false_size_is_refused() -> None:
    good = to_zip({"golden.csv": b"x" * 50}, SEAL)
    for size in (0, 49, 51, 2**32 - 1):
        false = good[:18] + struct.pack("<2I", size, size) + good[26:]
        with pytest.raises(NotAPublication):
            open_signed(_signed(false), TRUSTED)


def test_a_larger_pack_than_may_be_is_refused_unread() -> None:
    with pytest.raises(NotAPublication):
        from_zip(b"PK\3\4" + bytes(50_000_000), SEAL)


def test_entries_in_another_order_are_refused() -> None:
    one, two = to_zip({"golden.csv": b"x"}, SEAL), to_zip({"instrument.yaml": b"y"}, SEAL)
    swapped = two[: two.index(b"PK\1\2")] + one[: one.index(b"PK\1\2")]
    with pytest.raises(NotAPublication):
        from_zip(swapped, SEAL)


NAMES = st.sampled_from(["instrument.yaml", "golden.csv", "media/a.svg", "strings/cy.yaml"])


@given(st.dictionaries(NAMES, st.binary(max_size=300), min_size=1))
def test_files_survive_the_archive(files: dict[str, bytes]) -> None:
    assert from_zip(to_zip(files, 7), 7) == files


def test_a_signed_pack_is_still_proven(pilot: Path) -> None:
    files = read_folder(pilot) | {"golden.csv": b"case\n"}
    with pytest.raises(PackRefused, match=r"golden\.csv"):
        open_signed(_signed(to_zip(files, SEAL)), TRUSTED)


def test_drafts_and_packs_with_complaints_are_not_published(tmp_path: Path) -> None:
    with pytest.raises(InstrumentProblem, match="Only a pilot or a live instrument"):
        pack_bytes(CASES / "every-type" / "1", KEY)
    folder = broken(CASES / "ceiling" / "1", tmp_path, lambda pack, _words: pack.pop("stops"))
    with pytest.raises(PackRefused):
        pack_bytes(folder, KEY)


def test_cryptography_waits_until_a_publication_is_opened() -> None:
    code = "import sys, elsec_app.instruments.publication; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
