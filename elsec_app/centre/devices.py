"""Which device asks, for which user, and what that user may have now."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import choice

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from psycopg import Connection

from elsec_app.centre.refusal import Refused, unknown
from elsec_app.protocol import AREA_WIDE, signing
from elsec_app.protocol.wire import Enrol, Enrolled

CODE_LASTS = timedelta(minutes=10)
AREA = re.compile(r"[a-z0-9]{1,20}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread
_MISREAD = str.maketrans("OIL", "011")
_CODE_LETTERS = 16  # 80 bits
_NO_KEY = bytes([1]) + bytes(31)  # what is tried when there is no device, so that it takes as long


class Claim(msgspec.Struct, frozen=True):
    """Who a request says it is from, before that is believed. ``body`` is as it came."""

    area: str
    device: str
    time: int
    signature: bytes
    route: str
    body: bytes


class Actor(msgspec.Struct, frozen=True):
    """A device that has proved its key. ``settings`` are those its user is assigned to now."""

    area: str
    user: str
    role: str
    device: str
    settings: frozenset[str]
    epoch: str
    stale: bool = False  # its last visit was noted over a minute ago


def claim(headers: Mapping[str, str], route: str, body: bytes) -> Claim:
    """The claim in a request's *headers*. ``Refused`` unless it has the form of one.

    A device that is yet to enrol names no area.
    """
    area, device = headers.get(signing.AREA, ""), headers.get(signing.DEVICE, "")
    time, signature = headers.get(signing.TIME, ""), headers.get(signing.SIGNATURE, "")
    if area and not AREA.fullmatch(area):
        raise unknown()
    if not (UUID.fullmatch(device) and re.fullmatch(r"\d{1,12}", time)):
        raise unknown()
    if not re.fullmatch(r"[0-9a-f]{128}", signature):
        raise unknown()
    return Claim(area, device, int(time), bytes.fromhex(signature), route, body)


def authenticate(conn: Connection, claim: Claim, now: float) -> Actor:
    """The device behind *claim*, asked of the database each time.

    Raises:
        Refused: ``unknown``; ``revoked``, only to a device that proves its key; ``time`` when the
            request was signed more than ``FRESH_SECONDS`` from *now* (seconds since 1970).
    """
    row = conn.execute(_DEVICE, {"area": claim.area, "device": claim.device}).fetchone()
    proved = _proves(claim, row[0] if row else _NO_KEY)
    if row is None or not proved:
        raise unknown()
    _, revoked, stale, user, role, epoch, settings = row
    if revoked:
        raise Refused(401, "revoked", "This device's access has been withdrawn.")
    if abs(claim.time - now) > signing.FRESH_SECONDS:
        raise Refused(401, "time", "This device's clock differs from the centre's.")
    return Actor(claim.area, user, role, claim.device, frozenset(settings), epoch, stale)


_DEVICE = """
SELECT d.public_key, d.revoked IS NOT NULL OR u.withdrawn, d.seen < now() - interval '1 minute',
    u.id::text, u.role, a.epoch::text,
    ARRAY(SELECT f.setting FROM feed f WHERE f.area = d.area AND f.setting <> '*' AND EXISTS (
        SELECT FROM assignment s WHERE s.area = d.area AND s.app_user = u.id
        AND s.setting IN (f.setting, '*')))
FROM device d
JOIN app_user u ON u.area = d.area AND u.id = d.app_user
JOIN area a ON a.area = d.area
WHERE d.area = %(area)s AND d.id = %(device)s
"""


def scope(actor: Actor) -> list[str]:
    """The feeds that *actor* reads, in the order in which they are sent and locked."""
    return sorted({AREA_WIDE, *actor.settings})


def note_visit(conn: Connection, actor: Actor) -> None:
    """Remember that the device was here, to the minute."""
    conn.execute(
        "UPDATE device SET seen = now() WHERE area = %s AND id = %s", [actor.area, actor.device]
    )


def _proves(claim: Claim, key: bytes) -> bool:
    signed = signing.to_sign("POST", claim.route, claim.time, claim.body)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(claim.signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


# --- Enrolment ------------------------------------------------------------------------------------


def issue_code(conn: Connection, area: str, user: str, now: datetime) -> str:
    """A one-time code for a device of *user*, good for ten minutes: only its hash is kept."""
    letters = "".join(choice(_ALPHABET) for _ in range(_CODE_LETTERS))
    conn.execute(
        "INSERT INTO enrolment_code (area, hash, app_user, expires) VALUES (%s, %s, %s, %s)",
        [area, _hash(letters), user, now + CODE_LASTS],
    )
    return "-".join([area.upper(), *(letters[i : i + 4] for i in range(0, _CODE_LETTERS, 4))])


def split_code(typed: str) -> tuple[str, str]:
    """The area and the letters of a code as somebody typed it. ``Refused`` if it is none."""
    plain = re.sub(r"[^0-9A-Z]", "", typed.upper())
    area, letters = plain[:-_CODE_LETTERS], plain[-_CODE_LETTERS:].translate(_MISREAD)
    number = area.translate(_MISREAD)  # a local authority's code is one
    area = number if number.isdigit() else area.lower()
    if not AREA.fullmatch(area) or set(letters) - {*_ALPHABET}:
        raise _no_code()
    return area, letters


def enrol(conn: Connection, area: str, letters: str, asked: Enrol, now: datetime) -> Enrolled:
    """Let the device in whose code is good. The same device asking again gets the same answer."""
    row = conn.execute(
        "SELECT app_user::text, expires, device::text FROM enrolment_code"
        " WHERE area = %s AND hash = %s FOR UPDATE",
        [area, _hash(letters)],
    ).fetchone()
    if row is None or row[1] < now or row[2] not in (None, asked.device):
        raise _no_code()
    user, _, used = row
    key = bytes.fromhex(asked.public_key)
    if used is None:
        _add_device(conn, area, user, asked.device, key)
        conn.execute(
            "UPDATE enrolment_code SET device = %s WHERE area = %s AND hash = %s",
            [asked.device, area, _hash(letters)],
        )
    elif not _has_key(conn, area, asked.device, key):
        raise _no_code()
    return _enrolled(conn, area, user)


def check_enrol(asked: Enrol, claim: Claim) -> None:
    """``Refused`` unless the device holds the key that it brings."""
    if not (UUID.fullmatch(asked.device) and re.fullmatch(r"[0-9a-f]{64}", asked.public_key)):
        raise _no_code()
    if not _proves(claim, bytes.fromhex(asked.public_key)):
        raise _no_code()


def _add_device(conn: Connection, area: str, user: str, device: str, key: bytes) -> None:
    added = conn.execute(
        "INSERT INTO device (area, id, app_user, public_key) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING RETURNING 1",
        [area, device, user, key],
    ).fetchone()
    if added is None:
        raise _no_code()


def _has_key(conn: Connection, area: str, device: str, key: bytes) -> bool:
    found = conn.execute(
        "SELECT FROM device WHERE area = %s AND id = %s AND public_key = %s AND revoked IS NULL",
        [area, device, key],
    ).fetchone()
    return found is not None


def _enrolled(conn: Connection, area: str, user: str) -> Enrolled:
    row = conn.execute(
        "SELECT a.name, r.body::json ->> 'name', u.role, a.epoch::text,"
        " coalesce(r.body::json ->> 'registration', '') FROM app_user u"
        " JOIN area a ON a.area = u.area JOIN record r ON r.area = u.area AND r.id = u.id"
        " WHERE u.area = %s AND u.id = %s AND NOT u.withdrawn",
        [area, user],
    ).fetchone()
    if row is None:
        raise _no_code()
    area_name, name, role, epoch, registration = row
    return Enrolled(area, area_name, user, name, role, epoch, registration)


def _hash(letters: str) -> bytes:
    return sha256(letters.encode()).digest()


def _no_code() -> Refused:
    return Refused(403, "code", "That code is not valid now: ask your administrator for a new one.")
