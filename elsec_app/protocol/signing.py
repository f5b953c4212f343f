"""What a device signs in each request. Pure: the keys stay where they are kept."""

from hashlib import sha256

AREA = "Elsec-Area"
DEVICE = "Elsec-Device"
TIME = "Elsec-Time"
SIGNATURE = "Elsec-Signature"
FRESH_SECONDS = 300  # how far a request's time may be from the centre's


def to_sign(method: str, path: str, time: int, body: bytes) -> bytes:
    """The bytes to sign with Ed25519: a change of any part breaks the signature.

    ``time`` is seconds since 1970 by the centre's clock, as the device last learnt it. ``path``
    is the route (``/v1/push``), whatever a proxy puts before it.
    """
    digest = sha256(body).hexdigest()
    return f"elsec-1\n{method}\n{path}\n{time}\n{digest}".encode()
