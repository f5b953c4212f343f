"""``elsec instruments new-key|publish|verify``: signed publications."""

import argparse
import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from elsec_app.commands.arguments import FOLDER, pack_folder
from elsec_app.errors import WrongUse
from elsec_app.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_Verb = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add(verb: _Verb) -> None:
    new = verb("new-key", _new_key, "Make the area's publishing key; print its public half.")
    new.add_argument("key", type=Path, help="the file to make; keep it, and off every laptop")
    publish = verb("publish", _publish, "Sign a proven pack into one file for the team.")
    publish.add_argument("pack", type=pack_folder, help=FOLDER)
    publish.add_argument("--key", type=Path, required=True, help="the private key's file")
    publish.add_argument("--out", type=Path, default=None, help="<id>-<version>.zip")
    for one in (new, publish):
        one.add_argument(
            "--passphrase-file", type=Path, default=None, help="else the passphrase is asked for"
        )
    verify = verb("verify", _verify, "Prove a publication and say who signed it.")
    verify.add_argument("publication", type=Path)
    verify.add_argument(
        "--trust",
        type=_public,
        action="append",
        required=True,
        help="a public key; may be repeated",
    )


def _new_key(options: argparse.Namespace) -> int:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(_passphrase(options, twice=True)),
    )
    try:
        made = os.open(options.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise WrongUse(_("Give a file that is not there yet, in a folder that is.")) from None
    with os.fdopen(made, "wb") as file:
        file.write(text)
    print(key.public_key().public_bytes_raw().hex())
    return 0


def _publish(options: argparse.Namespace) -> int:
    from elsec_app.instruments.publication import pack_bytes

    folder = options.pack
    content = pack_bytes(folder, _private(options))
    out = options.out or Path(f"{folder.parent.name}-{folder.name}.zip")
    out.write_bytes(content)
    print(out)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from elsec_app.instruments.publication import open_signed, signed_by

    try:
        content = options.publication.read_bytes()
    except OSError:
        raise WrongUse(_("The publication could not be read.")) from None
    pack = open_signed(content, options.trust)
    print(f"{pack.title} {pack.version} ({pack.status}): proven, and signed by")
    print(signed_by(content).hex())
    print(pack.hash)
    return 0


def _private(options: argparse.Namespace) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        text = options.key.read_bytes()
    except OSError:
        raise WrongUse(_("The key's file could not be read.")) from None
    try:
        key = load_pem_private_key(text, _passphrase(options))
    except (ValueError, TypeError):
        raise WrongUse(_("This key cannot be opened. Check the file and the passphrase.")) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise WrongUse(_("This is another kind of key. Make one with “new-key”."))
    return key


def _passphrase(options: argparse.Namespace, *, twice: bool = False) -> bytes:
    given: str
    if options.passphrase_file is not None:
        try:
            given = options.passphrase_file.read_text("utf-8").strip()
        except OSError:
            raise WrongUse(_("The passphrase's file could not be read.")) from None
    else:
        given = getpass.getpass(_("Passphrase of the publishing key: "))
        if twice and getpass.getpass(_("The same again: ")) != given:
            raise WrongUse(_("The two passphrases differ."))
    if not given:
        raise WrongUse(_("A publishing key needs a passphrase."))
    return given.encode()


def _public(text: str) -> bytes:
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("a public key is 64 digits and letters a to f")
    return bytes.fromhex(text)
