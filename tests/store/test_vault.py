"""A vault opens by its passphrase or its service's recovery key, and by nothing else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from elsec_app.errors import (
    BadInput,
    StoreDamaged,
    StoreNewer,
    StoreUnwritable,
    WrongPassphrase,
    WrongUse,
)
from elsec_app.store import header, slots, throttle, vault
from elsec_app.store.header import AIM, FLOOR, Cost, Header
from elsec_app.store.vault import Key
from tests.vaults import PASSPHRASE, recovery_key

ANOTHER = "violet engine harbour 3"


def test_the_right_passphrase_gives_the_same_key(folder: Path, key: Key) -> None:
    assert vault.unlock(folder, PASSPHRASE).secret() == key.secret()
    assert len(key.secret()) == 32


def test_letters_typed_composed_or_decomposed_are_the_same(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", "Zo\u00eb's green ladder", cost=FLOOR)
    assert vault.unlock(tmp_path / "v", "Zoe\u0308's green ladder").secret() == made.secret()


def test_a_wrong_passphrase_is_told_as_such(folder: Path) -> None:
    with pytest.raises(WrongPassphrase) as raised:
        vault.unlock(folder, ANOTHER)
    assert "check it and try again" in raised.value.sentence


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder: Path, key: Key) -> None:
    vault.change_passphrase(folder, PASSPHRASE, ANOTHER, cost=FLOOR)
    assert vault.unlock(folder, ANOTHER).secret() == key.secret()
    with pytest.raises(WrongPassphrase):
        vault.unlock(folder, PASSPHRASE)


def test_the_recovery_key_still_opens_after_a_change(folder: Path, key: Key) -> None:
    vault.change_passphrase(folder, PASSPHRASE, ANOTHER, cost=FLOOR)
    recovered = vault.recover(folder, recovery_key(), PASSPHRASE, cost=FLOOR)
    assert recovered.secret() == key.secret()
    assert vault.unlock(folder, PASSPHRASE).secret() == key.secret()


@pytest.mark.parametrize(
    "private",
    [slots.recovery_pair()[1], b"", b"short"],
    ids=["another service's", "none", "not whole"],
)
def test_another_recovery_key_does_not_open(folder: Path, private: bytes) -> None:
    with pytest.raises(WrongPassphrase):
        vault.recover(folder, private, ANOTHER, cost=FLOOR)
    assert len(vault.unlock(folder, PASSPHRASE).secret()) == 32


def test_a_recovery_key_that_is_not_whole_is_refused_before_anything_is_made(
    tmp_path: Path,
) -> None:
    with pytest.raises(StoreDamaged):
        vault.create(tmp_path / "v", PASSPHRASE, recovery=b"half", cost=FLOOR)
    assert not vault.exists(tmp_path / "v")


def test_the_passphrase_alone_does_not_open_on_another_computer(tmp_path: Path) -> None:
    secret = os.urandom(32)
    made = vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR, device_secret=secret)
    with pytest.raises(WrongPassphrase, match="another computer"):
        vault.unlock(tmp_path / "v", PASSPHRASE)
    throttle.forget(tmp_path / "v")
    with pytest.raises(WrongPassphrase):
        vault.unlock(tmp_path / "v", PASSPHRASE, device_secret=os.urandom(32))
    throttle.forget(tmp_path / "v")
    opened = vault.unlock(tmp_path / "v", PASSPHRASE, device_secret=secret)
    assert opened.secret() == made.secret()


def test_a_vault_is_never_made_over_another(folder: Path) -> None:
    before = (folder / header.NAME).read_bytes()
    with pytest.raises(WrongUse):
        vault.create(folder, ANOTHER, cost=FLOOR)
    assert (folder / header.NAME).read_bytes() == before


def test_an_unfit_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        vault.create(tmp_path / "v", "short", cost=FLOOR)
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize(
    "cost", [Cost(65535, 3, 4), Cost(65536, 2, 4), Cost(65536, 3, 0), Cost(4 * 1024**2, 3, 4)]
)
def test_a_cost_out_of_bounds_is_refused(tmp_path: Path, cost: Cost) -> None:
    with pytest.raises(WrongUse):
        vault.create(tmp_path / "v", PASSPHRASE, cost=cost)


@pytest.mark.parametrize(("patience", "expected"), [(1e9, AIM), (0.0, FLOOR)])
def test_the_cost_is_what_this_computer_can_bear(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float, expected: Cost
) -> None:
    monkeypatch.setattr(vault, "_PATIENCE", patience)
    made = vault.create(tmp_path / "v", PASSPHRASE)
    assert header.read(tmp_path / "v").kdf.cost == expected
    assert vault.unlock(tmp_path / "v", PASSPHRASE).secret() == made.secret()


def test_a_computer_with_little_memory_gets_the_floor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, refused = slots.stretch, []

    def little(passphrase: str, kdf: header.Kdf) -> bytes:
        if kdf.cost == AIM:
            refused.append(kdf)
            raise MemoryError
        return whole(passphrase, kdf)

    monkeypatch.setattr(slots, "stretch", little)
    vault.create(tmp_path / "v", PASSPHRASE)
    assert refused
    assert header.read(tmp_path / "v").kdf.cost == FLOOR


def test_a_cleared_key_opens_nothing(key: Key) -> None:
    held = key.secret()
    key.clear()
    assert held == bytes(32)
    with pytest.raises(WrongUse):
        key.sqlcipher()


def test_the_header_names_nobody(folder: Path) -> None:
    found = header.read(folder)
    assert set(found.__struct_fields__) == {
        "format", "version", "vault", "kdf", "passphrase", "recovery", "sha256",
    }  # fmt: skip


def test_only_the_owner_may_read_the_key_file(folder: Path, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no mode bits: the user's profile folder keeps others out")
    vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR)
    assert (tmp_path / "v").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "v" / header.NAME).stat().st_mode & 0o777 == 0o600


def test_no_changed_byte_of_the_header_is_overlooked(folder: Path) -> None:
    path = folder / header.NAME
    whole = path.read_bytes()
    for at in range(len(whole)):
        for bit in (0x01, 0x20, 0x80):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            with pytest.raises((StoreDamaged, StoreNewer)):
                header.read(folder)


def test_no_shortened_or_lengthened_header_is_overlooked(folder: Path) -> None:
    path = folder / header.NAME
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        with pytest.raises(StoreDamaged):
            header.read(folder)
    path.write_bytes(whole + b" ")
    with pytest.raises(StoreDamaged):
        header.read(folder)


def _other_cost(old: Header) -> Header:
    return _kdf(old, cost=Cost(FLOOR.memory_kib, FLOOR.passes + 1, FLOOR.lanes))


def _kdf(old: Header, **changes: object) -> Header:
    return replace(old, kdf=replace(old.kdf, **changes))


def _slot(old: Header, **changes: object) -> Header:
    return replace(old, passphrase=replace(old.passphrase, **changes))


def _recovery(old: Header, **changes: object) -> Header:
    assert old.recovery is not None
    return replace(old, recovery=replace(old.recovery, **changes))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda h: _kdf(h, cost=Cost(8, 1, 1)), StoreDamaged),
        (lambda h: _kdf(h, cost=Cost(64 * 1024**2, 3, 4)), StoreDamaged),
        (_other_cost, WrongPassphrase),
        (lambda h: _kdf(h, salt=bytes(16)), WrongPassphrase),
        (lambda h: _kdf(h, device_secret=True), WrongPassphrase),
        (lambda h: replace(h, vault="another"), WrongPassphrase),
        (lambda h: _slot(h, check=bytes(16)), WrongPassphrase),
        (lambda h: _slot(h, nonce=bytes(12)), StoreDamaged),
        (lambda h: _slot(h, nonce=b""), StoreDamaged),
        (lambda h: _slot(h, sealed=bytes(48)), StoreDamaged),
        (lambda h: _slot(h, sealed=b""), StoreDamaged),
        (lambda h: replace(h, recovery=None), StoreDamaged),
        (lambda h: _recovery(h, sealed=bytes(1168)), StoreDamaged),
        (lambda h: _recovery(h, for_key="0" * 64), StoreDamaged),
    ],
    ids=[
        "downgraded cost", "ruinous cost", "other cost", "salt", "device secret", "vault id",
        "check", "nonce", "no nonce", "sealed key", "no sealed key", "recovery taken away",
        "recovery replaced", "recovery renamed",
    ],
)  # fmt: skip
def test_a_header_changed_with_its_checksum_made_good_is_refused(
    folder: Path, change: Callable[[Header], Header], refusal: type[Exception]
) -> None:
    header.write(folder, change(header.read(folder)))
    with pytest.raises(refusal):
        vault.unlock(folder, PASSPHRASE)


def test_a_newer_header_is_told_as_such(folder: Path) -> None:
    path = folder / header.NAME
    path.write_bytes(b'{"format": "elsec-vault", "version": 2, "unheard": []}')
    with pytest.raises(StoreNewer, match="update the application"):
        vault.unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b"null", b"\xff\xfe", b"{}\n{}"])
def test_a_file_that_is_no_header_is_told_as_damage(folder: Path, content: bytes) -> None:
    (folder / header.NAME).write_bytes(content)
    with pytest.raises(StoreDamaged):
        vault.unlock(folder, PASSPHRASE)


def test_an_empty_folder_is_told_as_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged, match="no store in this folder"):
        vault.unlock(tmp_path, PASSPHRASE)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v").write_bytes(b"")
    with pytest.raises(StoreUnwritable):
        vault.create(tmp_path / "v", PASSPHRASE, cost=FLOOR)


def test_the_unlock_screen_is_spared_what_it_does_not_need() -> None:
    lazy = ("sqlalchemy", "alembic", "cryptography", "sqlcipher3")
    told = subprocess.run(  # noqa: S603
        [
            sys.executable,
            "-c",
            f"import sys, elsec_app.store.vault; print([m for m in {lazy} if m in sys.modules])",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.strip() == "[]"
