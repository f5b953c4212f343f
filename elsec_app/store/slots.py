"""The slots of a vault: each seals the same 32-byte data key in its own way.

To add a slot (a passkey, a TPM): 1. a struct in ``header``; 2. a seal and an open here; 3. bump
``header.VERSION`` and read both versions.
"""

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

from elsec_app.errors import StoreDamaged, WrongPassphrase
from elsec_app.i18n import _
from elsec_app.store import header as head
from elsec_app.store.header import Header, Kdf, PassphraseSlot, RecoverySlot

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey, Suite

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_CHECK_BYTES = 16
_MLKEM_PUBLIC, _MLKEM_SEED, _X25519 = 1184, 64, 32


def new_kdf(cost: head.Cost, *, device_secret: bool) -> Kdf:
    """Fresh parameters with a fresh salt."""
    return Kdf(
        name="argon2id", cost=cost, salt=os.urandom(_SALT_BYTES), device_secret=device_secret
    )


def stretch(passphrase: str, kdf: Kdf) -> bytes:
    """32 bytes from *passphrase*, by Argon2id; takes about a second, on purpose."""
    from unicodedata import normalize

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    argon = Argon2id(
        salt=kdf.salt,
        length=KEY_BYTES,
        iterations=kdf.cost.passes,
        lanes=kdf.cost.lanes,
        memory_cost=kdf.cost.memory_kib,
    )
    # The same letters typed on a Mac (decomposed) and on Windows (composed) must open it.
    return argon.derive(normalize("NFKC", passphrase).encode())


def seal_by_passphrase(
    unsealed: Header, key: bytearray, stretched: bytes, device_secret: bytes
) -> Header:
    """*unsealed* with its passphrase slot filled, bound to all the rest of it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from msgspec.structs import replace

    wrapping, check = _wrapping_key(unsealed, stretched, device_secret)
    nonce = os.urandom(_NONCE_BYTES)
    bare = replace(unsealed, passphrase=PassphraseSlot(check=check, nonce=nonce, sealed=b""))
    sealed = AESGCM(wrapping).encrypt(nonce, key, head.bound(bare))
    return replace(bare, passphrase=replace(bare.passphrase, sealed=sealed))


def open_by_passphrase(header: Header, stretched: bytes, device_secret: bytes) -> bytearray:
    """The data key.

    Raises:
        WrongPassphrase: the passphrase (or the secret kept by this computer) does not belong.
        StoreDamaged: the passphrase is right, but the header is not what it sealed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wrapping, check = _wrapping_key(header, stretched, device_secret)
    slot = header.passphrase
    if not hmac.compare_digest(check, slot.check):
        raise WrongPassphrase(_("This passphrase does not open the store: check it and try again."))
    key = bytearray(KEY_BYTES)
    try:
        AESGCM(wrapping).decrypt_into(slot.nonce, slot.sealed, head.bound(header), key)
    except (InvalidTag, ValueError) as error:
        raise StoreDamaged(head.changed()) from error
    return key


def recovery_pair() -> tuple[bytes, bytes]:
    """A new recovery key of a service: (public 1,216 bytes, private 96 bytes).

    Public is ML-KEM-768 then X25519, private is the ML-KEM seed then the X25519 scalar, all raw.
    The private half belongs in the service's safe, never on a practitioner's computer.
    """
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    return public, lattice.private_bytes_raw() + curve.private_bytes_raw()


def seal_for_recovery(vault: str, key: bytearray, public: bytes) -> RecoverySlot:
    """*key* sealed to the service's *public* recovery key (1,216 bytes).

    Raises:
        StoreDamaged: *public* is not such a key.
    """
    sealed = _suite().encrypt(key, _public(public), info=_recovery_info(vault))
    return RecoverySlot(
        suite="hpke-mlkem768-x25519-hkdf-sha256-aes256gcm",
        for_key=hashlib.sha256(public).hexdigest(),
        sealed=sealed,
    )


def open_for_recovery(header: Header, private: bytes) -> bytearray:
    """The data key, by the service's *private* recovery key (96 bytes).

    Raises:
        WrongPassphrase: this recovery key does not belong to this vault, or it has none.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

    if header.recovery is None or len(private) != _MLKEM_SEED + _X25519:
        raise WrongPassphrase(_wrong_recovery_key())
    key = MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(private[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(private[_MLKEM_SEED:]),
    )
    try:
        opened = _suite().decrypt(header.recovery.sealed, key, info=_recovery_info(header.vault))
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase(_wrong_recovery_key()) from error
    return bytearray(opened)


def _wrapping_key(header: Header, stretched: bytes, device_secret: bytes) -> tuple[bytes, bytes]:
    """(AES-256 key, key-check value): two parts of one HKDF output, so neither tells the other."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    if header.kdf.device_secret != bool(device_secret):
        raise WrongPassphrase(_other_computer())
    parts = HKDF(
        algorithm=SHA256(),
        length=KEY_BYTES + _CHECK_BYTES,
        salt=header.vault.encode(),
        info=b"elsec vault 1 passphrase slot",
    ).derive(stretched + device_secret)
    return parts[:KEY_BYTES], parts[KEY_BYTES:]


def _suite() -> "Suite":
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def _public(raw: bytes) -> "MLKEM768X25519PublicKey":
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

    if len(raw) != _MLKEM_PUBLIC + _X25519:
        raise StoreDamaged(
            _("The service's recovery key is not whole: install the application again.")
        )
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]),
    )


def _recovery_info(vault: str) -> bytes:
    return b"elsec vault 1 recovery slot " + vault.encode()


def _wrong_recovery_key() -> str:
    return _("This recovery key does not open the store: check that it is the service's own.")


def _other_computer() -> str:
    return _(
        "This store belongs to another computer, or this computer has lost its own secret: ask "
        "your administrator to recover it."
    )
