"""Make a device known to the centre, with a one-time code from an administrator."""

import time
from base64 import b64decode, b64encode

import httpx2
import msgspec
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsec_app.protocol.wire import Enrol, Enrolled
from elsec_app.store.state import Identity
from elsec_app.sync.line import Clock, Line


class Keys(msgspec.Struct, frozen=True):
    """A device's own id and Ed25519 key (base64), made on it; the key never leaves it."""

    device: str
    private_key: str


def new_keys() -> Keys:
    """Keys for a device that is about to enrol. Keep them: a lost answer is asked for again."""
    key = Ed25519PrivateKey.generate().private_bytes_raw()
    return Keys(str(uuid_utils.uuid7()), b64encode(key).decode())


def enrol(http: httpx2.Client, code: str, keys: Keys, *, clock: Clock = time.time) -> Identity:
    """Who this device is from now on. ``DeviceRefused`` for a code that is not valid now.

    Other failures as ``Line.ask``; the same code and keys may be tried again.
    """
    private = Ed25519PrivateKey.from_private_bytes(b64decode(keys.private_key))
    public = private.public_key().public_bytes_raw().hex()
    line = Line(http, "", keys.device, keys.private_key, clock)
    known = line.ask("/v1/enrol", Enrol(code, public, keys.device), Enrolled)
    return Identity(
        area=known.area,
        area_name=known.area_name,
        user=known.user,
        name=known.name,
        role=known.role,
        device=keys.device,
        private_key=keys.private_key,
        centre=str(http.base_url),
        epoch=known.epoch,
        registration=known.registration,
    )
