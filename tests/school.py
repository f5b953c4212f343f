"""A made-up school in a real, encrypted store, as the centre would have sent it to one device.

``school(tmp_path)`` is a practitioner's unlocked desk with one class of made-up children and an
open cohort. Everything goes in by the door that the centre uses, ``feed.apply``; what a test then
does goes through the operations.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import msgspec

from elsec_app.instruments.ages import completes
from elsec_app.instruments.answers import Value, choices
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Count, FreeNote, Item, Pointing, SoundChecklist
from elsec_app.instruments.progress import progress
from elsec_app.operations import cohorts, people, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.signing import Remarks
from elsec_app.operations.years import starts
from elsec_app.protocol import AREA_WIDE, bodies
from elsec_app.protocol.bodies import Context
from elsec_app.protocol.kinds import KINDS, PRACTITIONER, SENCO, THERAPIST
from elsec_app.protocol.record import Placed, Record, canonical
from elsec_app.settings import Folders
from elsec_app.store import feed, state
from elsec_app.store.database import Store, open_store
from elsec_app.store.state import Identity
from tests.little_screen import little_screen
from tests.vaults import fresh_vault

AREA = "telbridge"
SETTING = "00000000-0000-7000-8000-0000000000a1"
COHORT = "00000000-0000-7000-8000-0000000000c1"
PEOPLE = {PRACTITIONER: "Priya Shah", THERAPIST: "Morag Bell", SENCO: "Owen Price"}

# Letters that keyboards and fonts get wrong stand early, so that small classes have them too.
NAMES = (
    ("Amara", "Okafor"), ("Łukasz", "Nguyễn-Yılmaz"), ("Zoë", "O’Brien"), ("Ben", "Turner"),
    ("Chloe", "Watts"), ("Dawud", "Khan"), ("Elsie", "Pryce"), ("Femi", "Adeyemi"),
    ("Grace", "Li"), ("Haroon", "Saleem"), ("Imogen", "Hart"), ("Jakub", "Nowak"),
    ("Kiran", "Patel"), ("Leila", "Haddad"), ("Mabel", "Green"), ("Noah", "Jones"),
    ("Olive", "Bright"), ("Petra", "Kovač"), ("Quinn", "Doyle"), ("Rhys", "Morgan"),
    ("Saoirse", "Byrne"), ("Tariq", "Aziz"), ("Una", "Walsh"), ("Victor", "Mensah"),
    ("Willow", "Fox"), ("Xanthe", "Rowe"), ("Yusuf", "Demir"), ("Zara", "Begum"),
    ("Arthur", "Cole"), ("Betsy", "Lane"),
)  # fmt: skip


@dataclass(frozen=True)
class School:
    """``children`` are ids in the order of the run sheet of the first class."""

    desk: Desk
    folders: Folders
    setting: str
    cohort: CohortLine
    children: tuple[str, ...]
    instrument: Instrument


def school(
    tmp_path: Path,
    *,
    children: int = 12,
    classes: Sequence[str] = ("Acorn",),
    role: str = PRACTITIONER,
    instrument: Instrument | None = None,
    more: Sequence[Instrument] = (),
    months: int = 51,
    today: date | None = None,
) -> School:
    """A school on a device of *role*; the children are *months* old *today*, give or take a few,
    and to be screened with *instrument* and all *more*.

    Its vault stands in ``folders.vault`` and opens by ``tests.vaults.PASSPHRASE``.
    """
    asked = instrument or little_screen()
    packs = {pack.id: pack for pack in (asked, *more)}
    folders = Folders(tmp_path / "home")
    folders.home.mkdir(exist_ok=True)
    store = open_store(*fresh_vault(folders.home))
    day = today or date.today()  # noqa: DTZ011 - the device's own day, as an actor takes it
    line = CohortLine(
        COHORT,
        SETTING,
        "Autumn screening",
        "2026-27",
        "baseline",
        None,
        tuple(classes),
        tuple(packs),
    )
    ids = _fill(store, line, children, day, months)
    who = identity(role)
    with store.writing() as conn:
        state.set_identity(conn, who)
    desk = Desk(store, who, packs)
    with store.reading() as conn:
        sheet = cohorts.run_sheet(conn, COHORT, next(iter(classes), None), today=day)
    ordered = tuple(row.child.id for row in sheet.lines)
    return School(desk, folders, SETTING, line, ordered or ids, asked)


def identity(role: str, **changes: str) -> Identity:
    """Who works on a device of *role*."""
    who = Identity(
        area=AREA,
        area_name="Telbridge",
        user=f"user-{role}",
        name=PEOPLE.get(role, "Ada Admin"),
        role=role,
        device=f"device-{role}",
        service="Telbridge ELSEC team",
    )
    return msgspec.structs.replace(who, **changes)


def as_role(made: School, role: str) -> School:
    """The same device in another person's hands."""
    return replace(made, desk=replace(made.desk, who=identity(role)))


def place(
    store: Store, kind: str, drafts: Mapping[str, tuple[str, bodies.Body]], setting: str = SETTING
) -> None:
    """Take records of *kind* in as if the centre had sent them: id to (child, body)."""
    numbers = itertools.count(1)
    page = [
        Placed(_record(kind, record, child, body, setting), 1, next(numbers))
        for record, (child, body) in drafts.items()
    ]
    with store.writing() as conn:
        feed.apply(conn, page)
        feed.move_cursors(conn, {setting: len(page)})


def screen(
    made: School,
    child: str,
    values: Mapping[str, Value] | None = None,
    instrument: Instrument | None = None,
    remarks: Remarks | None = None,
    context: Context | None = None,
) -> str:
    """Screen and sign *child* through the operations; the answers as *values* has them, else the
    best of each item. Returns the record."""
    desk, asked = made.desk, instrument or made.instrument
    with desk.store.writing() as conn:
        sitting = screening.begin(conn, desk.actor, child, made.cohort, asked)
        if context is not None:
            screening.set_context(conn, sitting.id, context)
            sitting = screening.load(conn, sitting.id)
        while (item := progress(asked, sitting.section, sitting.answers).next_item) is not None:
            value = (values or {}).get(item.id, best(item))
            entry = screening.answer(conn, desk.actor, sitting, asked, item.id, value)
            sitting = sitting.with_entry(entry)
        return signing.sign(conn, desk.actor, sitting, asked, remarks)


def meet_again(made: School) -> tuple[str, str]:
    """Amara and Chloe met a second time, under names not quite theirs, as a colleague's laptop
    would send them. Returns the ids of the second ones."""
    first, second = (_id("f", n) for n in range(2))
    with made.desk.store.reading() as conn:
        born = {c.forename: c.born for c in people.children(conn, made.children).values()}
    drafts = {
        first: (first, bodies.Child("Ama", "Okafor", born["Amara"], nhs_number="9434765919")),
        second: (second, bodies.Child("Chloe", "Watts-Hill", born["Chloe"])),
    }
    place(made.desk.store, "child", dict(drafts))
    since = bodies.Enrolment(made.cohort.classes[0], "R", max(born.values()) + timedelta(days=1500))
    place(made.desk.store, "enrolment", {_id("fe", n): (c, since) for n, c in enumerate(drafts)})
    return first, second


def elsewhere(made: School) -> str:
    """Another setting of the area, which is not this device's. Returns its id."""
    other = SETTING.replace("a1", "a2")
    elm = bodies.Setting("Elm Park Nursery", urn="100002", phase="early_years")
    place(made.desk.store, "setting", {other: ("", elm)}, AREA_WIDE)
    return other


def last_year(made: School) -> None:
    """The children have been in their class since the school year before; six are in year 6."""
    before = starts(made.desk.actor.today()) - timedelta(days=200)
    places = {}
    for n, child in enumerate(made.children):
        name, year = ("6M", "6") if n % 3 == 0 else ("Acorn", "R") if n % 3 == 1 else ("1B", "1")
        places[_id("e", n)] = (child, bodies.Enrolment(name, year, before))
    place(made.desk.store, "enrolment", dict(places))


def best(item: Item) -> Value:
    """The answer that is worth most."""
    if isinstance(item, Pointing):
        return item.target
    if isinstance(item, SoundChecklist):
        return item.sounds
    if isinstance(item, FreeNote):
        return "Nothing more."
    return item.most if isinstance(item, Count) else choices(item)[0]


def _fill(store: Store, line: CohortLine, many: int, day: date, months: int) -> tuple[str, ...]:
    """The setting, its people, the class and the cohort; returns the ids of the children."""
    place(store, "setting", {SETTING: ("", _oak_tree())}, AREA_WIDE)
    users = {identity(r).user: ("", bodies.User(n, r, (SETTING,))) for r, n in PEOPLE.items()}
    place(store, "user", users, AREA_WIDE)
    kids = {_id("b", n): _child(n, day, months) for n in range(many)}
    place(store, "child", {child: (child, body) for child, body in kids.items()})
    enrolled = {
        _id("e", n): (child, bodies.Enrolment(_class(line, n), "R", day - timedelta(days=60)))
        for n, child in enumerate(kids)
    }
    place(store, "enrolment", enrolled)
    place(store, "cohort", {line.id: ("", _cohort(line, day))})
    members = {
        _id("d", n): (child, bodies.Membership(line.id, _class(line, n)))
        for n, child in enumerate(kids)
    }
    place(store, "membership", members)
    return tuple(kids)


def _oak_tree() -> bodies.Setting:
    return bodies.Setting("Oak Tree Primary", urn="100001", phase="primary")


def _child(number: int, day: date, months: int) -> bodies.Child:
    """Spread over half a year round *months*, so that ages differ as in a class."""
    forename, surname = NAMES[number % len(NAMES)]
    surname = surname if number < len(NAMES) else f"{surname}-{number // len(NAMES)}"
    born = _born(day, months - 3 + number % 7)
    return bodies.Child(forename, surname, born, first_language="ENG")


def _born(day: date, months: int) -> date:
    """A date of birth that makes a child that many completed months old on *day*."""
    first = day.replace(day=1) - timedelta(days=months * 31)
    while completes(first, months + 1) <= day:
        first += timedelta(days=1)
    return first


def _cohort(line: CohortLine, day: date) -> bodies.Cohort:
    return bodies.Cohort(
        line.name,
        line.academic_year,
        line.classes,
        line.instruments,
        day - timedelta(days=20),
        day + timedelta(days=60),
        basis="The service screens every child of the class.",
    )


def _class(line: CohortLine, number: int) -> str:
    return line.classes[number % len(line.classes)]


def _id(letter: str, number: int) -> str:
    return f"00000000-0000-7000-8000-{letter}{number:0{12 - len(letter)}x}"


def _record(kind: str, record: str, child: str, body: bodies.Body, setting: str) -> Record:
    # Only what is never edited is known by its own id.
    change = record.replace("-7", "-8", 1) if KINDS[kind].editable else record
    return Record(
        record,
        kind,
        AREA,
        setting,
        child,
        "user-administrator",
        "centre",
        "",
        "2026-09-01T09:00:00+01:00",
        KINDS[kind].schema,
        change,
        "",
        msgspec.Raw(canonical(body)),
    )
