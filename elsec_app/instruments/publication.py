"""A published instrument: one ZIP of the pack, signed with Ed25519.

The trust model. Each area has one publishing key. Its private half is a passphrase-protected file
that the service administrator holds; it is never on a practitioner's laptop and never at the
centre. Its public half is handed to a device at enrolment, beside the area's other facts. So the
centre, a USB stick or a mail carries publications without being trusted: a device opens only what
a key that it was given has signed, and it looks at nothing inside before the signature holds.
A stolen key can publish: revoke it by handing out another and leaving it out of *trusted*. The
signature says who published, not that the pack is sound: it is proven again wherever it is opened,
and a live version that a device already knows is never taken in a second form (``locks``).

The signature stands in the ZIP's comment, 206 ASCII characters at the very end:
``elsec-pack-1:<public key, hex>:<signature, hex>``. It covers the domain below and every byte
before the comment.
"""

import re
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from elsec_app.errors import InstrumentProblem
from elsec_app.i18n import _
from elsec_app.instruments.archive import NotAPublication, from_zip, to_zip
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.library import open_folder, prove

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_DOMAIN = b"elsec-pack-1\n"
_SEAL = re.compile(rb"elsec-pack-1:([0-9a-f]{64}):([0-9a-f]{128})")
_SEAL_SIZE = 13 + 64 + 1 + 128


class NotTrusted(InstrumentProblem):
    """The publication is not signed by a key that this device was given, or was changed since."""

    code = "publication-not-trusted"


def pack_bytes(folder: Path, key: "Ed25519PrivateKey") -> bytes:
    """The pack in *folder*, proven, as a publication: the same bytes for the same files and key.

    Raises :class:`PackRefused`, and :class:`InstrumentProblem` for a pack that is no more than a
    draft, or closed.
    """
    files, pack = open_folder(folder)
    if not pack.may_begin():
        raise InstrumentProblem(
            _("Only a pilot or a live instrument is published; {title} is neither.").format(
                title=pack.title
            )
        )
    body = to_zip(files, _SEAL_SIZE)
    signer = key.public_key().public_bytes_raw().hex()
    return body + f"elsec-pack-1:{signer}:{key.sign(_DOMAIN + body).hex()}".encode()


def signed_by(content: bytes) -> bytes:
    """The public key (32 bytes) that the publication names; whether it signed is not yet known."""
    seal = _SEAL.fullmatch(content[-_SEAL_SIZE:])
    if seal is None:
        raise NotAPublication
    return bytes.fromhex(seal[1].decode())


def signed_files(content: bytes, trusted: Collection[bytes]) -> dict[str, bytes]:
    """The files of a publication whose signature holds and is by one of the *trusted* public keys.

    Raises :class:`NotTrusted`, or :class:`NotAPublication` for any other file.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signer = signed_by(content)
    body, signature = content[:-_SEAL_SIZE], bytes.fromhex(content[-128:].decode())
    if signer not in trusted:
        raise NotTrusted(
            _("This instrument was not published by your service, so it is not taken in.")
        )
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, _DOMAIN + body)
    except InvalidSignature:
        raise NotTrusted(
            _("This instrument was changed after it was published, so it is not taken in.")
        ) from None
    return from_zip(body, _SEAL_SIZE)


def open_signed(
    content: bytes,
    trusted: Collection[bytes],
    *,
    language: str = "",
    proven: Collection[str] = (),
) -> Instrument:
    """The instrument of a publication, signed by one of the *trusted* keys and proven.

    Pure: it reads and writes no file. Raises :class:`NotTrusted`, :class:`NotAPublication` or
    :class:`PackRefused`.
    """
    files = signed_files(content, trusted)
    return prove(files, name=_("publication"), language=language, proven=proven)
