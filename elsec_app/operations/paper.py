"""A whole class's paper forms keyed in: one screen of one section, a row for each child.

Each cell is an answer like any other, durable when its transaction commits; the sitting behind a
row says that it comes from paper, who keyed it and on which day the child was tested. A second
keying is kept beside the first and compared cell by cell; a row whose keyings differ is not signed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed, Problem
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value, check
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.instruments.progress import progress, sections_in_play
from elsec_app.instruments.walk import follow
from elsec_app.operations import cohorts, plans, screening, signing, unfinished
from elsec_app.operations.cohorts import OPTED_OUT, CohortLine, SheetLine
from elsec_app.operations.people import ChildLine
from elsec_app.operations.screening import Sitting
from elsec_app.store.actor import Actor

KEYING, SIGNED, AT_CONSOLE = "keying", "signed", "at_console"


class Form(msgspec.Struct, frozen=True):
    """A paper form that some children of the class would have: a screen and one of its sections."""

    instrument: str
    section: str
    title: str
    section_name: str
    children: int


class Second(msgspec.Struct, frozen=True):
    """What has been keyed a second time, and by whom."""

    by: str
    values: dict[str, Any]


class GridRow(msgspec.Struct, frozen=True):
    """A child's form. ``asked`` are the items that its rules ask for so far, ``differing`` those
    whose two keyings differ. ``outcome`` and ``tone`` say the result once it is ``complete``. Only
    a row that is ``keying`` may be keyed; others say why in their ``state``."""

    child: ChildLine
    state: str
    sitting: str = ""
    tested_on: date | None = None
    standing: dict[str, Any] = {}
    asked: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    complete: bool = False
    outcome: str = ""
    tone: str = "quiet"
    second: dict[str, Any] = {}
    differing: frozenset[str] = frozenset()

    @property
    def may_sign(self) -> bool:
        return self.state == KEYING and self.complete and not self.differing


class Grid(msgspec.Struct, frozen=True):
    """``tested_on`` is for rows that have not been begun."""

    cohort: CohortLine
    class_name: str
    instrument: Instrument
    section: str
    tested_on: date
    rows: tuple[GridRow, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The columns: what the section asks, then the lower ones that a row is asked for."""
        return columns(self.instrument, self.section, self.rows)


def columns(instrument: Instrument, section: str, rows: tuple[GridRow, ...]) -> tuple[Item, ...]:
    """The items of all sections that are in play in some row."""
    sections = dict.fromkeys((section, *(name for row in rows for name in row.sections)))
    return tuple(item for name in sections for item in instrument.items_in(name))


def forms(
    conn: Connection,
    instruments: Mapping[str, Instrument],
    cohort: str,
    class_name: str,
    tested_on: date,
) -> tuple[Form, ...]:
    """Which forms there may be for the class, most children first."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=tested_on)
    count: dict[tuple[str, str], int] = {}
    for line in sheet.lines:
        for chosen in _fitting(instruments, sheet.cohort, line, tested_on):
            key = (chosen.instrument, chosen.section)
            count[key] = count.get(key, 0) + 1
    return tuple(
        Form(
            name,
            section,
            instruments[name].title,
            instruments[name].section(section).name,
            many,
        )
        for (name, section), many in sorted(count.items(), key=lambda pair: -pair[1])
    )


def grid(
    conn: Connection,
    instruments: Mapping[str, Instrument],
    cohort: str,
    class_name: str,
    form: Form,
    tested_on: date,
) -> Grid:
    """The children whose form this is, in the order of the class; last, those who are done."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=tested_on)
    pack = instruments[form.instrument]
    rows = tuple(
        row(conn, sheet.cohort, pack, form.section, line)
        for line in sheet.lines
        if any(
            (c.instrument, c.section) == (form.instrument, form.section)
            for c in _fitting(instruments, sheet.cohort, line, tested_on)
        )
    )
    ordered = tuple(sorted(rows, key=lambda one: one.state != KEYING))
    return Grid(sheet.cohort, class_name, pack, form.section, tested_on, ordered)


def row(
    conn: Connection, cohort: CohortLine, instrument: Instrument, section: str, line: SheetLine
) -> GridRow:
    """A child's form as it stands."""
    for one in line.taken:
        if one.instrument == instrument.id:
            tone = "watch" if one.attention else "track"
            return GridRow(line.child, SIGNED, outcome=one.overall, tone=tone)
    if line.otherwise in (OPTED_OUT, "left"):
        return GridRow(line.child, line.otherwise)
    held = screening.held(conn, line.child.id, cohort.id, instrument.id)
    if held is None:
        played, asked = _asked(instrument, section, {})
        return GridRow(line.child, KEYING, asked=asked, sections=played)
    return _begun(conn, instrument, line.child, screening.load(conn, held))


def believed(at: Grid, row: GridRow, item: str, value: Value | None, *, again: bool) -> GridRow:
    """*row* as it will stand once the cell is kept, so that the next cell is known at once."""
    put = msgspec.structs.replace
    cells = dict(row.second if again else row.standing)
    cells.pop(item, None)
    if value is not None:
        cells[item] = value
    if again:
        return put(row, second=cells, differing=_differing(cells, row.standing))
    played, asked = _asked(at.instrument, row.sections[0] if row.sections else at.section, cells)
    return put(
        row,
        standing=cells,
        asked=asked,
        sections=played,
        complete=False,
        differing=_differing(row.second, cells),
    )


def reread(conn: Connection, at: Grid, row: GridRow) -> GridRow:
    """A row that has been begun, as it stands now."""
    return _begun(conn, at.instrument, row.child, screening.load(conn, row.sitting))


def key(
    conn: Connection, actor: Actor, at: Grid, child: ChildLine, item: str, value: Value | None
) -> GridRow:
    """One cell; none empties it. ``BadInput`` for what is no answer to the item."""
    check(at.instrument.item(item), value)
    begun = screening.held(conn, child.id, at.cohort.id, at.instrument.id)
    if begun is None:
        day = at.tested_on
        new = screening.begin(conn, actor, child.id, at.cohort, at.instrument, from_paper=day)
        begun = new.id
    sitting = screening.load(conn, begun)
    _only_paper(sitting)
    screening.answer(conn, actor, sitting, at.instrument, item, value)
    return _begun(conn, at.instrument, child, screening.load(conn, sitting.id))


def key_again(
    conn: Connection, actor: Actor, at: Grid, row: GridRow, item: str, value: Value | None
) -> GridRow:
    """One cell of the second keying."""
    check(at.instrument.item(item), value)
    values = {name: kept for name, kept in row.second.items() if name != item}
    if value is not None:
        values[item] = value
    second = msgspec.json.encode(Second(actor.name, values)).decode()
    unfinished.keep(conn, row.sitting, unfinished.SECOND, second if values else "")
    return reread(conn, at, row)


def settle(
    conn: Connection, actor: Actor, at: Grid, row: GridRow, item: str, *, second: bool
) -> GridRow:
    """Of two keyings that differ one is what the paper says: the second, or the first."""
    if second:
        return key(conn, actor, at, row.child, item, row.second[item])
    return key_again(conn, actor, at, row, item, row.standing[item])


def sign(conn: Connection, actor: Actor, at: Grid, row: GridRow) -> str:
    """Sign one child's form. Returns the record.

    Raises ``NotAllowed`` while it is not complete or its keyings differ.
    """
    held, now = screening.load(conn, row.sitting), reread(conn, at, row)
    if now.differing:
        raise NotAllowed(_("The two keyings differ: say first which one the paper has."))
    second = _second(conn, held.id)
    if held.paper is not None and second is not None and set(second.values) >= now.asked:
        paper = msgspec.structs.replace(held.paper, checked_by=second.by)
        held = msgspec.structs.replace(held, paper=paper)
    return signing.sign(conn, actor, held, at.instrument)


def _begun(conn: Connection, instrument: Instrument, child: ChildLine, sitting: Sitting) -> GridRow:
    if sitting.paper is None:
        return GridRow(child, AT_CONSOLE, sitting.id)
    at = progress(instrument, sitting.section, sitting.answers, sitting.overridden)
    played, asked = _asked(instrument, sitting.section, at.standing, sitting.overridden)
    second = _second(conn, sitting.id)
    again = second.values if second else {}
    outcome, tone = _outcome(instrument, sitting) if at.complete else ("", "quiet")
    return GridRow(
        child=child,
        state=KEYING,
        sitting=sitting.id,
        tested_on=sitting.tested_on,
        standing=at.standing,
        asked=asked,
        sections=played,
        complete=at.complete,
        outcome=outcome,
        tone=tone,
        second=again,
        differing=_differing(again, at.standing),
    )


def _asked(
    instrument: Instrument,
    section: str,
    standing: Mapping[str, Value],
    overridden: frozenset[str] = frozenset(),
) -> tuple[tuple[str, ...], frozenset[str]]:
    """The sections in play, and the items that they ask for so far."""
    played = sections_in_play(instrument, section, standing)
    walks = follow(instrument, played, standing, overridden).values()
    return played, frozenset(i.id for way in walks for i in way.items[way.floor : way.end])


def _differing(second: Mapping[str, Any], first: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(item for item, value in second.items() if value != first.get(item))


def _outcome(instrument: Instrument, sitting: Sitting) -> tuple[str, str]:
    found = signing.result_of(sitting, instrument).overall.outcome
    if found is None:
        return _("No outcome"), "quiet"
    outcome = instrument.outcome(found)
    return outcome.label, signing.outcome_tone(outcome)


def _second(conn: Connection, sitting: str) -> Second | None:
    kept = unfinished.kept(conn, sitting).get(unfinished.SECOND)
    if not kept:
        return None
    second = msgspec.json.decode(kept, type=Second)
    lists = {k: tuple(v) if isinstance(v, list) else v for k, v in second.values.items()}
    return msgspec.structs.replace(second, values=lists)


def _only_paper(sitting: Sitting) -> None:
    if sitting.paper is None:
        raise NotAllowed(_("This child is being screened at the console: go on there."))


def _fitting(
    instruments: Mapping[str, Instrument], cohort: CohortLine, line: SheetLine, on: date
) -> tuple[plans.Chosen, ...]:
    try:
        return plans.choose(instruments, cohort, line.child.born, on)
    except Problem:
        return ()
