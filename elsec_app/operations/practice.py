"""A vault of made-up children to practise with: never sent, and wholly apart from the real one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.operations import batches, cohorts, desk, roster, rounds
from elsec_app.operations.desk import Desk
from elsec_app.operations.pupils import PupilRow
from elsec_app.protocol import AREA_WIDE, PRACTICE, bodies
from elsec_app.protocol.kinds import KINDS, PRACTITIONER
from elsec_app.protocol.record import Placed, Record, canonical
from elsec_app.store import feed, state, vault
from elsec_app.store.header import FLOOR
from elsec_app.store.state import Identity

# Not a secret: what it opens is invented.
PASSPHRASE = "invented children only, for practice"  # noqa: S105
_SETTING = "00000000-0000-7000-8000-00000000abcd"
_WHO = Identity(
    area=PRACTICE,
    area_name="Practice",
    user="practice",
    name="",
    role=PRACTITIONER,
    device="practice",
)


def open_practice(
    folder: Path, instruments: Mapping[str, Instrument], pupils: Sequence[PupilRow]
) -> Desk:
    """The practice desk in *folder*; the first time it is made, with *pupils* in one class.

    Raises as ``desk.unlock`` and ``desk.make``.
    """
    if vault.exists(folder) and not vault.is_new(folder):
        return desk.unlock(folder, PASSPHRASE, instruments)
    made = desk.make(folder, PASSPHRASE, instruments, cost=FLOOR)
    who = msgspec.structs.replace(_WHO, name=_("Practice"))
    filled = Desk(made.store, who, instruments)
    with made.store.writing() as conn:
        state.set_identity(conn, who)
        feed.apply(conn, [_setting()])
        _enrol(conn, filled, pupils)
    return filled


def _enrol(conn: Connection, made: Desk, pupils: Sequence[PupilRow]) -> None:
    plan = roster.plan(conn, _SETTING, pupils)
    batches.apply(conn, made.actor, plan, file_digest="", mapping={})
    today = made.actor.today()
    classes = tuple(dict.fromkeys(row.class_name for row in pupils if row.class_name))
    cohort = bodies.Cohort(
        name=_("Practice screening"),
        academic_year="",
        classes=classes,
        instruments=_fitting(made.instruments, pupils, today),
        opens=today,
        closes=today + timedelta(days=365),
    )
    cohorts.open_cohort(conn, made.actor, _SETTING, cohort)


def _fitting(
    instruments: Mapping[str, Instrument], pupils: Sequence[PupilRow], today: date
) -> tuple[str, ...]:
    """The administered packs that are for the age of some pupil."""
    return tuple(
        name
        for name, pack in instruments.items()
        if pack.kind == "administered"
        and any(rounds.fits(pack, pupil.date_of_birth, today) for pupil in pupils)
    )


def _setting() -> Placed:
    body = bodies.Setting(_("Practice nursery"), phase="early_years")
    record = Record(
        _SETTING,
        "setting",
        _WHO.area,
        AREA_WIDE,
        "",
        _WHO.user,
        _WHO.device,
        "",
        "2026-01-01T00:00:00+00:00",
        KINDS["setting"].schema,
        _SETTING,
        "",
        msgspec.Raw(canonical(body)),
    )
    return Placed(record, 1, 1)
