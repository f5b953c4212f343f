"""Take a planned class list in as one batch, and take a batch back. See ``roster`` for the plan."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from elsec_app.i18n import _, ngettext
from elsec_app.operations import moves, roster
from elsec_app.operations.cohort_places import OpenCohorts, Seated
from elsec_app.operations.pupils import PupilRow
from elsec_app.operations.roster import Plan, PlanLine
from elsec_app.operations.watching import Watch, in_steps, unwatched
from elsec_app.protocol import bodies
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft

UNDONE = "import undone"
_LOOK_BACK = 50
_PART_OF_IMPORT = ("child", "enrolment", "membership", "not_same_child")
"""Kinds of record that an import itself makes. Any other of a child is somebody's work."""


class Applied(msgspec.Struct, frozen=True):
    """What a batch came to: how many children of each sort."""

    batch: str
    added: int
    same: int
    moved: int
    left: int
    refused: int

    @property
    def sentence(self) -> str:
        """What was done, in the order in which it matters; never empty."""
        said = [
            (self.added, ngettext("{n} child added", "{n} children added", self.added)),
            (self.moved, ngettext("{n} moved class", "{n} moved class", self.moved)),
            (self.left, ngettext("{n} has left", "{n} have left", self.left)),
            (self.same, ngettext("{n} already here", "{n} already here", self.same)),
            (self.refused, ngettext("{n} left out", "{n} left out", self.refused)),
        ]
        words = ", ".join(form.format(n=many) for many, form in said if many)
        return _("{what}.").format(what=words) if words else _("Nothing was added.")


class Undone(msgspec.Struct, frozen=True):
    """*back* children are as they were before the batch; *kept* stay, since somebody has worked
    with them."""

    back: int
    kept: int

    @property
    def sentence(self) -> str:
        back = ngettext(
            "Undone: {n} child is as before.", "Undone: {n} children are as before.", self.back
        ).format(n=self.back)
        if not self.kept:
            return back
        kept = ngettext(
            "{n} stays: it has been worked with since.",
            "{n} stay: they have been worked with since.",
            self.kept,
        ).format(n=self.kept)
        return f"{back} {kept}"


def apply(
    conn: Connection,
    actor: Actor,
    chosen: Plan,
    *,
    file_digest: str,
    mapping: Mapping[str, Any],
    name: str = "",
    decisions: Mapping[int, str] | None = None,
    leaving: Collection[str] = (),
    unread: int = 0,
    since: date | None = None,
    watch: Watch = unwatched,
) -> Applied:
    """Do what *chosen* says, as one batch.

    *decisions* settles doubtful rows by row number: the id of the child it is, or ``NEW``. A
    doubtful row without a decision is left out and counted as refused. *leaving* are those of
    ``chosen.left`` whose time in the class is over; *unread* rows held no child and count as
    refused. What has changed since the plan was made, such as a child that came by sync, is seen:
    the plan is made again first. ``Stopped`` from *watch* must end the caller's transaction; then
    nothing has happened.
    """
    rows = [line.row for line in chosen.lines]
    now = roster.plan(conn, chosen.setting, rows)
    batch, day = actor.new_id(), since or actor.today()
    by_action: dict[str, list[PlanLine]] = defaultdict(list)
    for line in roster.settled(now, decisions or {}):
        by_action[line.action].append(line)
    new, moved = by_action["new"], by_action["moved"]
    gone = sorted(set(leaving) & set(now.left) - {line.child for line in moved})
    _end_enrolments(conn, actor, [*(line.child for line in moved), *gone], batch, day)
    OpenCohorts(conn, actor, chosen.setting).count_left(gone)
    _follow(conn, actor, chosen.setting, [line.child for line in moved], day)
    writer = _Writer(conn, actor, chosen.setting, batch, day)
    for step in in_steps([*new, *moved], watch):
        writer.take_in(step)
    done = Applied(
        batch,
        len(new),
        len(by_action["same"]),
        len(moved),
        len(gone),
        len(by_action["refused"]) + len(by_action["doubtful"]) + unread,
    )
    body = bodies.ImportBatch(
        file_digest,
        dict(mapping),
        done.added,
        done.same,
        done.refused,
        done.moved,
        done.left,
        name,
    )
    records.add(conn, actor, Draft("import_batch", body, chosen.setting, id=batch))
    audit.note(conn, actor, "import", batch)
    return done


class _Writer:
    """Writes the children of one batch, and their places in classes and open cohorts."""

    def __init__(
        self, conn: Connection, actor: Actor, setting: str, batch: str, since: date
    ) -> None:
        self._conn, self._actor, self._setting = conn, actor, setting
        self._batch, self._since = batch, since
        self._cohorts = OpenCohorts(conn, actor, setting)

    def take_in(self, lines: Sequence[PlanLine]) -> None:
        setting, new = self._setting, [line for line in lines if line.action == "new"]
        named = {line.row.row: self._actor.new_id() for line in new}
        drafts = [
            Draft("child", _child(line.row), setting, named[line.row.row], id=named[line.row.row])
            for line in new
        ]
        placed = [(named.get(line.row.row, line.child), line.row) for line in lines]
        drafts += [Draft("enrolment", self._enrolment(row), setting, who) for who, row in placed]
        seated = [Seated(who, row.class_name or "", row.year_group or "") for who, row in placed]
        drafts += self._cohorts.joined(seated, self._batch)
        drafts += [
            Draft(
                "not_same_child",
                bodies.NotSameChild(line.child, named[line.row.row], _("Said when a list came.")),
                setting,
                line.child,
            )
            for line in new
            if line.child
        ]
        if drafts:
            records.add_many(self._conn, self._actor, drafts)

    def _enrolment(self, row: PupilRow) -> bodies.Enrolment:
        return bodies.Enrolment(
            row.class_name or "", row.year_group or "", self._since, batch=self._batch
        )


def undo(conn: Connection, actor: Actor, batch: str) -> Undone:
    """Take the batch back: who came with it goes, who moved or left is back in the class before.

    Children with whom somebody has worked since (screened, begun, opted out, written about) stay
    as they are, and so do those who have moved on by another way, or came from another setting with
    all of their past.
    """
    e = tables.enrolment.c
    came = conn.execute(
        select(e.id, e.child, e.until).where(e.batch == batch, e.withdrawn == "")
    ).all()
    ended = conn.execute(
        select(e.id, e.child, e.setting, e.class_name, e.year_group).where(e.ended_by == batch)
    ).all()
    touched = {row.child for row in (*came, *ended)}
    kept = _worked_with(conn, batch, touched) | {row.child for row in came if row.until}
    kept |= _enrolled_since(conn, batch, {row.child for row in ended})
    kept |= _came_from_elsewhere(conn, batch, {row.child for row in came})
    gone = [row for row in came if row.child not in kept]
    back = [row for row in ended if row.child not in kept]
    records.edit_many(conn, actor, [row.id for row in gone], withdrawn=UNDONE)
    records.edit_many(conn, actor, [row.id for row in back], until=None, ended_by=None)
    records.edit_many(conn, actor, _joined(conn, batch, kept), withdrawn=UNDONE)
    _sit_again(conn, actor, back, {row.child for row in came})
    brought = _only_here(conn, batch, {row.child for row in gone})
    records.edit_many(conn, actor, sorted(brought), withdrawn=UNDONE)
    records.edit(conn, actor, batch, withdrawn=True)
    audit.note(conn, actor, "undo import", batch)
    return Undone(len(touched - kept), len(touched & kept))


class Batch(msgspec.Struct, frozen=True):
    """A list that was taken in and not undone."""

    id: str
    on: date
    name: str
    added: int
    moved: int
    left: int
    same: int


def recent(conn: Connection, setting: str, limit: int = 3) -> tuple[Batch, ...]:
    """The setting's last imports, newest first."""
    found = []
    for row, body in _batches(conn, setting):
        on = date.fromisoformat(row.made[:10])
        found.append(Batch(row.id, on, body.name, body.added, body.moved, body.left, body.same))
        if len(found) == limit:
            break
    return tuple(found)


def remembered_mappings(conn: Connection, setting: str) -> list[dict[str, Any]]:
    """What the columns of this setting's class lists meant, the newest first, each once."""
    found: list[dict[str, Any]] = []
    for _row, body in _batches(conn, setting):
        if body.mapping and body.mapping not in found:
            found.append(body.mapping)
    return found


def _batches(conn: Connection, setting: str) -> Iterator[tuple[Any, bodies.ImportBatch]]:
    """The setting's imports that stand, newest first, of the last fifty."""
    r = tables.record.c
    rows = conn.execute(
        select(r.id, r.made, r.body)
        .where(r.kind == "import_batch", r.setting == setting)
        .order_by(r.seq.desc())
        .limit(_LOOK_BACK)
    )
    for row in rows.all():
        body = msgspec.json.decode(row.body, type=bodies.ImportBatch)
        if not body.withdrawn:
            yield row, body


def _child(row: PupilRow) -> bodies.Child:
    return bodies.Child(
        forename=row.forename,
        surname=row.surname,
        born=row.date_of_birth,
        known_as=row.known_as or "",
        sex=row.sex,
        upn=row.upn,
        nhs_number=row.nhs_number,
        first_language=row.first_language,
        sen_provision=row.sen_provision,
    )


def _end_enrolments(
    conn: Connection, actor: Actor, kids: Sequence[str], batch: str, day: date
) -> None:
    e = tables.enrolment.c
    open_now = select(e.id).where(in_ids(e.child, kids), e.until.is_(None), e.withdrawn == "")
    ids = list(conn.scalars(open_now))
    records.edit_many(conn, actor, ids, until=day, ended_by=batch)


def _follow(conn: Connection, actor: Actor, setting: str, kids: Sequence[str], day: date) -> None:
    """The past of those of *kids* who come from another setting follows them to *setting*."""
    c = tables.child.c
    rows = conn.execute(
        select(c.id, c.setting).where(in_ids(c.id, kids), c.setting != setting)
    ).all()
    drafts = [
        Draft("move", bodies.Move(day, setting), row.setting, one)
        for row in rows
        for one in moves.records_of(conn, row.id, row.setting)
    ]
    if drafts:
        records.add_many(conn, actor, drafts)
    for old in {row.setting for row in rows}:
        gone = [row.id for row in rows if row.setting == old]
        OpenCohorts(conn, actor, old).count_left(gone)


def _came_from_elsewhere(conn: Connection, batch: str, kids: Collection[str]) -> set[str]:
    """Of *kids* those whom the batch took out of a class of another setting."""
    e, other = tables.enrolment.c, tables.enrolment.alias().c
    wanted = (
        select(e.child)
        .join(other.id.table, other.child == e.child)
        .where(in_ids(e.child, kids), e.batch == batch, other.ended_by == batch)
        .where(other.setting != e.setting)
    )
    return set(conn.scalars(wanted))


def _sit_again(conn: Connection, actor: Actor, back: Sequence[Any], moved: Collection[str]) -> None:
    """Those who are *back* in a class are so in its cohorts; the others had not left after all."""
    by_setting: dict[str, list[Any]] = defaultdict(list)
    for row in back:
        by_setting[row.setting].append(row)
    for setting, rows in by_setting.items():
        opened = OpenCohorts(conn, actor, setting)
        opened.back([Seated(row.child, row.class_name, row.year_group) for row in rows])
        opened.not_left([row.child for row in rows if row.child not in moved])


def _worked_with(conn: Connection, batch: str, kids: Collection[str]) -> set[str]:
    """Of *kids* those of whom there are records since the batch that no import makes."""
    r, s = tables.record.c, tables.sitting.c
    taken = select(r.seq).where(r.id == batch).scalar_subquery()
    since = select(r.child).where(
        in_ids(r.child, kids), r.kind.not_in(_PART_OF_IMPORT), r.seq > taken
    )
    begun = select(s.child).where(in_ids(s.child, kids))
    return {*conn.scalars(since), *conn.scalars(begun)}


def _enrolled_since(conn: Connection, batch: str, kids: Collection[str]) -> set[str]:
    """Of *kids* those who are in a class now that the batch did not give them."""
    e = tables.enrolment.c
    now = select(e.child).where(
        in_ids(e.child, kids), e.until.is_(None), e.withdrawn == "", e.batch != batch
    )
    return set(conn.scalars(now))


def _joined(conn: Connection, batch: str, kept: Collection[str]) -> list[str]:
    m = tables.membership.c
    rows = conn.execute(select(m.id, m.child).where(m.batch == batch, m.withdrawn == ""))
    return [row.id for row in rows if row.child not in kept]


def _only_here(conn: Connection, batch: str, kids: Collection[str]) -> set[str]:
    """Of *kids* those whom only this batch has ever placed in a class: it brought them."""
    e = tables.enrolment.c
    elsewhere = select(e.child).where(in_ids(e.child, kids), e.batch != batch)
    return set(kids) - set(conn.scalars(elsewhere))
