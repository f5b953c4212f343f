"""Screen a child: begin, answer, take back, pause, and sign.

Each tap is one row, durable when the caller's transaction commits. Nothing is replaced: a
correction is a further tap. Signing makes one record of it all and ends the sitting.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.answers import Answer, Value, check
from elsec_app.instruments.definition import Instrument, choose_section
from elsec_app.operations.cohorts import CohortLine, opted_out
from elsec_app.operations.people import born_on
from elsec_app.protocol import PRACTICE
from elsec_app.protocol.bodies import Context, Entry, Paper
from elsec_app.store import audit, tables
from elsec_app.store.actor import Actor

ANSWER, NOTE, PAUSE, RESUME, OVERRIDE = "answer", "note", "pause", "resume", "override"


class Sitting(msgspec.Struct, frozen=True):
    """A screening that has been begun and not signed."""

    id: str
    child: str
    setting: str
    cohort: str
    instrument: str
    version: str
    hash: str
    section: str
    born: date
    tested_on: date
    began: datetime
    context: Context
    entries: tuple[Entry, ...]
    paper: Paper | None = None
    amends: str = ""
    reason: str = ""

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers in order, corrections and takings-back included, as scoring takes them."""
        return answers_of(self.entries, self.began)

    @property
    def overridden(self) -> frozenset[str]:
        """Strands that go on past a stop rule."""
        return frozenset(e.item for e in self.entries if e.what == OVERRIDE)

    @property
    def notes(self) -> str:
        return "\n".join(str(e.value) for e in self.entries if e.what == NOTE)

    def with_entry(self, entry: Entry) -> "Sitting":
        """This sitting after one more tap."""
        return msgspec.structs.replace(self, entries=(*self.entries, entry))


def answers_of(entries: Sequence[Entry], began: datetime) -> tuple[Answer, ...]:
    """The answers among *entries* as scoring takes them. ``ms`` is the time since the answer
    before; the gap of a pause, a lock or a kill is not counted."""
    answers, since = list[Answer](), 0
    for entry in entries:
        if entry.what == ANSWER:
            when = began + timedelta(milliseconds=entry.at)
            answers.append(Answer(entry.item, entry.value, when, max(0, entry.at - since)))
        if entry.what in (ANSWER, RESUME):
            since = entry.at
    return tuple(answers)


def begin(
    conn: Connection,
    actor: Actor,
    child: str,
    cohort: CohortLine,
    instrument: Instrument,
    *,
    from_paper: date | None = None,
) -> Sitting:
    """Begin, or go on with what was begun: one sitting for a child, cohort and instrument.
    *from_paper* is the day on a paper form that is keyed in; without it the test is today's.

    Raises ``NotAllowed`` for a child opted out and for an instrument that is a draft or closed,
    and ``OutsideAges`` when no section fits.
    """
    if opted_out(conn, child, cohort.id):
        raise NotAllowed(_("This child has been opted out, so the screening cannot start."))
    if open_already := held(conn, child, cohort.id, instrument.id):
        return resume(conn, actor, open_already)
    if not instrument.may_begin(practice=actor.area == PRACTICE):
        raise NotAllowed(_("This version is a draft or closed: choose another for this child."))
    day = from_paper or actor.today()
    chosen = choose_section(instrument, born_on(conn, child), day)
    begun = Sitting(
        id=actor.new_id(),
        child=child,
        setting=cohort.setting,
        cohort=cohort.id,
        instrument=instrument.id,
        version=instrument.version,
        hash=instrument.hash,
        section=chosen.section.id,
        born=born_on(conn, child),
        tested_on=day,
        began=actor.clock(),
        context=Context(),
        entries=(),
        paper=Paper(actor.name, actor.today()) if from_paper else None,
    )
    keep_new(conn, actor, begun)
    audit.note(conn, actor, "begin", child)
    return load(conn, begun.id)


def keep_new(conn: Connection, actor: Actor, begun: Sitting) -> None:
    """Store a sitting that has just been begun; its entries are not stored with it."""
    same = ("id", "child", "setting", "cohort", "instrument", "version", "hash", "section")
    values = {name: getattr(begun, name) for name in (*same, "amends", "reason")}
    conn.execute(
        insert(tables.sitting).values(
            **values,
            begun_for=begun.child,
            tested_on=begun.tested_on.isoformat(),
            began=begun.began.isoformat(timespec="milliseconds"),
            context=msgspec.json.encode(begun.context).decode(),
            author=actor.user,
            paper=msgspec.json.encode(begun.paper).decode() if begun.paper else "",
        )
    )


def load(conn: Connection, sitting: str) -> Sitting:
    """The sitting as it stands. ``LookupError`` when there is none (it was signed)."""
    row = conn.execute(select(tables.sitting).where(tables.sitting.c.id == sitting)).one_or_none()
    if row is None:
        raise LookupError(sitting)
    t = tables.tap.c
    taps = conn.execute(
        select(t.what, t.item, t.value, t.at).where(t.sitting == sitting).order_by(t.n)
    )
    return Sitting(
        id=row.id,
        child=row.child,
        setting=row.setting,
        cohort=row.cohort,
        instrument=row.instrument,
        version=row.version,
        hash=row.hash,
        section=row.section,
        born=born_on(conn, row.child),
        tested_on=date.fromisoformat(row.tested_on),
        began=datetime.fromisoformat(row.began),
        context=msgspec.json.decode(row.context, type=Context),
        entries=tuple(
            Entry(tap.what, tap.item, msgspec.json.decode(tap.value, type=_VALUE), tap.at)
            for tap in taps
        ),
        paper=msgspec.json.decode(row.paper, type=Paper) if row.paper else None,
        amends=row.amends,
        reason=row.reason,
    )


_VALUE: Any = str | int | tuple[str, ...] | None


def answer(
    conn: Connection,
    actor: Actor,
    sitting: Sitting,
    instrument: Instrument,
    item: str,
    value: Value | None,
) -> Entry:
    """One answer; ``None`` takes the item's answer back. ``BadInput`` for a value not offered."""
    check(instrument.item(item), value)
    return _tap(conn, actor, sitting, ANSWER, item, value)


def undo(conn: Connection, actor: Actor, sitting: Sitting) -> Entry | None:
    """Take back the answer given last. ``None`` when there is nothing to take back."""
    item = last_answered(sitting.entries)
    return _tap(conn, actor, sitting, ANSWER, item, None) if item else None


def note(conn: Connection, actor: Actor, sitting: Sitting, words: str, item: str = "") -> Entry:
    """Keep what the practitioner saw, beside an item or the whole."""
    return _tap(conn, actor, sitting, NOTE, item, words.strip())


def override_stop(
    conn: Connection, actor: Actor, sitting: Sitting, strand: str, reason: str
) -> Entry:
    """Go on with a strand past its stop rule, for a reason. ``NotAllowed`` without one."""
    if not reason.strip():
        raise NotAllowed(_("Say why you go on, so that a reader can follow it."))
    return _tap(conn, actor, sitting, OVERRIDE, strand, reason.strip())


def pause(conn: Connection, actor: Actor, sitting: Sitting) -> Entry:
    return _tap(conn, actor, sitting, PAUSE, "", None)


def resume(conn: Connection, actor: Actor, sitting: str) -> Sitting:
    """Open a sitting again. The gap since the last tap is kept, unless it has only begun."""
    found = load(conn, sitting)
    if found.entries and found.entries[-1].what != RESUME:
        return found.with_entry(_tap(conn, actor, found, RESUME, "", None))
    return found


def set_context(conn: Connection, sitting: str, context: Context) -> None:
    """How it is today: language of the test, hearing, interpreter."""
    conn.execute(
        tables.sitting.update()
        .where(tables.sitting.c.id == sitting)
        .values(context=msgspec.json.encode(context).decode())
    )


def abandon(conn: Connection, actor: Actor, sitting: Sitting) -> None:
    """Remove a sitting begun by mistake, while it holds no answer. ``NotAllowed`` after that."""
    if any(entry.what == ANSWER for entry in sitting.entries):
        raise NotAllowed(_("There are answers already: pause instead, and nothing is lost."))
    end(conn, sitting.id)
    audit.note(conn, actor, "abandon", sitting.child)


def end(conn: Connection, sitting: str) -> None:
    """Take the work in progress away, once it has become a record."""
    for part in (tables.tap, tables.unfinished):
        conn.execute(delete(part).where(part.c.sitting == sitting))
    conn.execute(delete(tables.sitting).where(tables.sitting.c.id == sitting))


def last_answered(entries: Sequence[Entry]) -> str | None:
    """The item whose standing answer was given last."""
    standing: dict[str, None] = {}
    for entry in entries:
        if entry.what == ANSWER:
            standing.pop(entry.item, None)
            if entry.value is not None:
                standing[entry.item] = None
    return next(reversed(standing), None)


def _tap(
    conn: Connection, actor: Actor, sitting: Sitting, what: str, item: str, value: Value | None
) -> Entry:
    at = int((actor.clock() - sitting.began).total_seconds() * 1000)
    conn.execute(
        _INSERT_TAP,
        {
            "sitting": sitting.id,
            "what": what,
            "item": item,
            "value": msgspec.json.encode(value).decode(),
            "at": at,
        },
    )
    return Entry(what, item, value, at)


_INSERT_TAP = insert(tables.tap)


def held(conn: Connection, child: str, cohort: str, instrument: str) -> str | None:
    """The sitting of this child with this instrument that is not signed, if there is one."""
    s = tables.sitting.c
    return conn.scalar(
        select(s.id).where(s.child == child, s.cohort == cohort, s.instrument == instrument)
    )
