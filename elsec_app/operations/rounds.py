"""A screening round as it is set up: where, whom, with what, when, and on which basis.

A round is a cohort's plan; ``cohorts`` opens it and counts what became of everybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.operations import cohorts
from elsec_app.operations.years import academic_year
from elsec_app.protocol.bodies import Cohort, Membership
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft

# Team's own working rule: how long a round stays open unless someone says otherwise.
LASTS = timedelta(weeks=6)
NOT_IN_CLASS = "not in the round's classes"


class ClassHeld(msgspec.Struct, frozen=True):
    """A class of a setting now, with the dates of birth of its children by year group."""

    name: str
    born: dict[str, tuple[date, ...]]

    @property
    def count(self) -> int:
        return sum(map(len, self.born.values()))


class Fit(msgspec.Struct, frozen=True):
    """An instrument, and for how many of the children it is on the day."""

    instrument: str
    title: str
    summary: str
    kind: str  # administered | recorded
    fits: int
    of: int


class Change(msgspec.Struct, frozen=True):
    """What changing a round's classes did to its children. ``kept`` are no longer in its classes,
    but stay in it since they were screened or begun."""

    joined: int
    gone: int
    kept: int


def name_of(day: date) -> str:
    """The term and the year of *day*, as schools in England call them: "Autumn 2026"."""
    term = _("Autumn") if day.month >= 9 else _("Spring") if day.month <= 3 else _("Summer")
    return _("{term} {year}").format(term=term, year=day.year)


def usual(day: date, classes: Iterable[str], *instruments: str, basis: str = "") -> Cohort:
    """The defaults that fit most lists: opens today for six weeks."""
    return Cohort(
        name_of(day),
        academic_year(day),
        tuple(classes),
        instruments,
        opens=day,
        closes=day + LASTS,
        opt_out_by=day,
        basis=basis,
    )


def classes(conn: Connection, setting: str) -> tuple[ClassHeld, ...]:
    """The classes that somebody is in now, by name."""
    e, c = tables.enrolment.c, tables.child.c
    rows = conn.execute(
        select(e.child, e.class_name, e.year_group, c.born)
        .join(tables.child, c.id == e.child)
        .where(e.setting == setting, e.until.is_(None), e.withdrawn == "", c.withdrawn == "")
        .distinct()
    )
    found: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for _child, class_name, year_group, born in rows:
        found[class_name][year_group].append(date.fromisoformat(born))
    return tuple(
        ClassHeld(name, {year: tuple(born) for year, born in years.items()})
        for name, years in sorted(found.items())
    )


def fitting(
    instruments: Mapping[str, Instrument], born: Sequence[date], day: date
) -> tuple[Fit, ...]:
    """The instruments that are for somebody of these ages on *day*: given here first, then those
    that are for the most. All of them where nobody's age is known."""
    found = [
        Fit(
            name,
            pack.title,
            pack.summary,
            pack.kind,
            sum(fits(pack, birth, day) for birth in born),
            len(born),
        )
        for name, pack in instruments.items()
    ]
    order = sorted(found, key=lambda fit: (fit.kind != "administered", -fit.fits, fit.title))
    return tuple(fit for fit in order if fit.fits or not born)


def last_basis(conn: Connection) -> str:
    """The words in which the service last said why it may screen; its own to begin with."""
    r = tables.record.c
    bodies = conn.scalars(select(r.body).where(r.kind == "cohort").order_by(r.seq.desc()).limit(20))
    for body in bodies:
        if basis := msgspec.json.decode(body, type=Cohort).basis:
            return basis
    return _(
        "The service screens every child of these classes. Families were told, and may opt out."
    )


def read(conn: Connection, cohort: str) -> tuple[str, Cohort]:
    """The setting of a round, and the round. ``LookupError`` where it is not held."""
    r = tables.record.c
    setting = conn.scalar(select(r.setting).where(r.id == cohort))
    if setting is None:
        raise LookupError(cohort)
    return str(setting), records.read(conn, cohort, Cohort)


def check(body: Cohort) -> None:
    """``NotAllowed`` names the first thing that a round still needs."""
    checks = (
        (bool(body.name.strip()), _("Give the round a name.")),
        (bool(body.classes), _("Choose at least one class.")),
        (bool(body.instruments), _("Choose at least one screen.")),
        (body.opens <= body.closes, _("The round must close on or after the day it opens.")),
        (
            body.opt_out_by is None or body.opt_out_by <= body.closes,
            _("Families must be able to opt out before the round closes."),
        ),
        (bool(body.basis.strip()), _("Say on which basis the service screens.")),
    )
    for met, sentence in checks:
        if not met:
            raise NotAllowed(sentence)


def begin(conn: Connection, actor: Actor, setting: str, body: Cohort) -> str:
    """Begin a round: every child now in its classes is in it. Returns the cohort's id.

    ``NotAllowed`` as :func:`check`.
    """
    check(body)
    made = cohorts.open_cohort(conn, actor, setting, body)
    audit.note(conn, actor, "begin round", made)
    return made


def change(conn: Connection, actor: Actor, cohort: str, body: Cohort) -> Change:
    """Make the round as *body* says. Who is in its classes now comes in; who is not goes, unless
    there is something on record. ``NotAllowed`` as :func:`check`."""
    check(body)
    setting, before = read(conn, cohort)
    now, was = msgspec.to_builtins(body), msgspec.to_builtins(before)
    changed = {name: now.get(name) for name in {*now, *was} if now.get(name) != was.get(name)}
    if changed:
        records.edit(conn, actor, cohort, **changed)
    done = _fill(conn, actor, setting, cohort, body)
    audit.note(conn, actor, "change round", cohort)
    return done


def end(conn: Connection, actor: Actor, cohort: str) -> None:
    """End a round: it is no longer offered. What was done in it stays."""
    records.edit(conn, actor, cohort, closed=True)
    audit.note(conn, actor, "end round", cohort)


def open_again(conn: Connection, actor: Actor, cohort: str) -> None:
    """Undo :func:`end`."""
    records.edit(conn, actor, cohort, closed=None)


def _fill(conn: Connection, actor: Actor, setting: str, cohort: str, body: Cohort) -> Change:
    wanted = cohorts.enrolled(conn, setting, body)
    m = tables.membership.c
    rows = conn.execute(
        select(m.id, m.child, m.class_name).where(m.cohort == cohort, m.withdrawn == "")
    ).all()
    there = {row.child for row in rows}
    settled = _worked_with(conn, cohort, there)
    out = [row.id for row in rows if row.child not in wanted and row.child not in settled]
    records.edit_many(conn, actor, out, withdrawn=NOT_IN_CLASS)
    drafts = [
        Draft("membership", Membership(cohort, class_name), setting, child)
        for child, class_name in wanted.items()
        if child not in there
    ]
    if drafts:
        records.add_many(conn, actor, drafts)
    kept = sum(row.child not in wanted and row.child in settled for row in rows)
    return Change(len(drafts), len(out), kept)


def _worked_with(conn: Connection, cohort: str, kids: Iterable[str]) -> set[str]:
    """Of *kids* those of whom something is on record in the round."""
    ids = list(kids)
    found: set[str] = set()
    for table in (tables.screening, tables.not_done, tables.opt_out, tables.sitting):
        of = select(table.c.child).where(table.c.cohort == cohort, in_ids(table.c.child, ids))
        found.update(conn.scalars(of))
    return found


def fits(pack: Instrument, born: date, day: date) -> bool:
    """Whether *pack* is for a child born on that day."""
    try:
        choose_section(pack, born, day)
    except OutsideAges:
        return False
    return True
