"""Whether a pushed record may be taken at all, judged by itself: pure, before anything is read.

What passes here cannot fail in the database, so that one bad record never spoils a batch.
"""

import re
from datetime import datetime

import msgspec

from elsec_app.centre.devices import UUID, Actor
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.kinds import KINDS, check_body, writable_by
from elsec_app.protocol.record import Record
from elsec_app.protocol.wire import MAX_RECORD

_CONTROLS = bytes(range(32))
_PLAIN = re.compile(r"[\w.:-]{0,128}", re.ASCII)
_MADE = re.compile(r"[0-9T:.+Z-]{10,40}", re.ASCII)
_MOST = 32767


def refusal(record: Record, actor: Actor) -> str:
    """Why *record* is not taken, in one of ``wire.REASONS``; empty if nothing speaks against it."""
    kind = KINDS.get(record.kind)
    if kind is None:
        return "kind"
    if record.kind not in writable_by(actor.role):
        return "role"
    if (record.area, record.author, record.device) != (actor.area, actor.user, actor.device):
        return "identity"
    if not _formed(record, editable=kind.editable):
        return "form"
    if not (record.setting == AREA_WIDE if kind.area_wide else record.setting in actor.settings):
        return "not-assigned"
    return _body_fault(record)


def _formed(record: Record, *, editable: bool) -> bool:
    ids = (record.id, record.change) if editable else (record.id,)
    if not all(map(UUID.fullmatch, ids)):
        return False
    if not (editable or (record.change == record.id and not record.base)):
        return False
    if record.base and not UUID.fullmatch(record.base):
        return False
    if record.child and not UUID.fullmatch(record.child):
        return False
    return bool(
        _PLAIN.fullmatch(record.instrument)
        and _MADE.fullmatch(record.made)
        and _is_time(record.made)
        and 0 < record.schema <= _MOST
    )


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _body_fault(record: Record) -> str:
    body = bytes(record.body)
    if len(body) > MAX_RECORD:
        return "too-large"
    try:
        body.decode()
        check_body(record.kind, body)
    except (UnicodeDecodeError, msgspec.MsgspecError, RecursionError):
        return "body"
    return "body" if len(body.translate(None, _CONTROLS)) != len(body) else ""
