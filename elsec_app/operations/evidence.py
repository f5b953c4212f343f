"""Everything that bears on one decision, read in one view of the store."""

import msgspec
from sqlalchemy import Connection

from elsec_app.instruments.answers import Value, full_points, points
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import FreeNote, Item
from elsec_app.operations import change, history, results, review, worklist
from elsec_app.operations.change import Change
from elsec_app.operations.desk import Desk
from elsec_app.operations.history import ChildPage
from elsec_app.operations.results import Signed
from elsec_app.operations.review import Asked, Decided
from elsec_app.operations.screening import ANSWER, NOTE, OVERRIDE
from elsec_app.operations.worklist import WorkLine
from elsec_app.protocol.bodies import Screening


class OfNote(msgspec.Struct, frozen=True):
    """An item that a reader should see: how it was answered, what it was before, what was written
    beside it. ``value`` is none where the answer was taken back."""

    item: Item
    value: Value | None
    was: tuple[Value, ...] = ()
    written: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """One signed screening and all that surrounds it. ``pack`` is none where this device does not
    hold the very edition that it was made with. ``minutes`` is from first tap to last."""

    signed: Signed
    line: WorkLine
    page: ChildPage
    pack: Instrument | None
    asked: tuple[Asked, ...]
    decided: tuple[Decided, ...]
    of_note: tuple[OfNote, ...]
    changes: tuple[Change, ...]
    minutes: int | None


def of(conn: Connection, desk: Desk, screening: str) -> Evidence:
    """The evidence of *screening*. ``LookupError`` when the device does not hold it."""
    signed = results.one(conn, screening)
    line = worklist.lines(conn, [screening], desk.actor.today())[screening]
    page = history.page(conn, desk.actor, signed.child.id)
    held = desk.instruments.get(signed.body.instrument)
    pack = held if held is not None and held.hash == signed.instrument_hash else None
    return Evidence(
        signed,
        line,
        page,
        pack,
        review.asked(conn, screening),
        review.of_screening(conn, screening),
        of_note(signed.body, pack) if pack else (),
        change.series(page.signed, pack, screening),
        _minutes(signed.body),
    )


def of_note(body: Screening, pack: Instrument) -> tuple[OfNote, ...]:
    """Items below full points, unanswered, changed or written beside, in the order of the pack."""
    standing: dict[str, Value | None] = {}
    changed: dict[str, list[Value]] = {}
    written: dict[str, list[str]] = {}
    for entry in body.entries:
        if entry.what == ANSWER:
            before = standing.get(entry.item)
            if before is not None and before != entry.value:
                changed.setdefault(entry.item, []).append(before)
            standing[entry.item] = entry.value
        elif entry.what in (NOTE, OVERRIDE) and entry.value:
            written.setdefault(entry.item, []).append(str(entry.value))
    found = []
    for item in pack.items:
        if item.id not in standing and item.id not in written:
            continue
        value = standing.get(item.id)
        was, words = tuple(changed.get(item.id, ())), tuple(written.get(item.id, ()))
        if was or words or _notable(item, value):
            found.append(OfNote(item, value, was, words))
    return tuple(found)


def _notable(item: Item, value: Value | None) -> bool:
    if isinstance(item, FreeNote):
        return bool(value)
    got = points(item, value)
    return got is None or got < full_points(item)


def _minutes(body: Screening) -> int | None:
    if not body.entries:
        return None
    return round(body.entries[-1].at / 60_000)
