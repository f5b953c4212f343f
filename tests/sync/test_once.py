"""What two devices and the centre come to."""

from datetime import date

import msgspec
import psycopg
import pytest
from sqlalchemy import insert

from elsec_app.centre import publish
from elsec_app.protocol import bodies
from elsec_app.store import feed, tables
from elsec_app.sync import Progress
from tests.centre.town import Laptop, Town
from tests.sync.desk import Desk, MakeDesk


def equal(*desks: Desk) -> bool:
    """Whether all hold the same, kind by kind, as their digests tell it too."""
    digests = []
    for desk in desks:
        with desk.store.reading() as conn:
            digests.append({key: value for key, value in feed.digests(conn).items() if any(value)})
    return all(d == digests[0] for d in digests) and all(
        desk.holds() == desks[0].holds() for desk in desks
    )


def test_what_one_states_the_other_reads(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira, note = sam.child(oak, "Mira"), sam.note(oak)
    report = sam.sync()
    assert (report.sent, report.refused, report.differ, sam.waiting) == (2, 0, (), 0)
    report = tess.sync()
    assert report.differ == ()
    assert {mira, note} <= tess.holds().keys()
    assert tess.body(mira)["forename"] == "Mira"
    sam.sync()
    assert equal(sam, tess)


def test_a_sync_with_nothing_to_do_brings_nothing(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.note(oak)
    sam.sync()
    report = sam.sync()
    assert (report.sent, report.received) == (0, 0)


def test_a_device_does_not_read_its_own_records_again(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    sam.sync()
    sam.notes(oak, ["one", "two"])
    assert sam.sync().received == 0
    tess.note(oak)
    tess.sync()
    sam.notes(oak, ["three"])
    assert sam.sync().received == 2, "the other's note lies between, so both are read"


def test_edits_of_different_fields_end_as_one_child_on_both(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    for one in (sam, tess):
        one.sync()
    sam.edit(mira, forename="Mara")
    tess.edit(mira, known_as="Mimi")
    for one in (sam, tess, sam):
        report = one.sync()
        assert (report.differ, report.reread) == ((), ())
    for one in (sam, tess):
        assert (one.body(mira)["forename"], one.body(mira)["known_as"]) == ("Mara", "Mimi")
    assert equal(sam, tess)


def test_edits_of_one_field_keep_both_values_and_ask(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    for one in (sam, tess):
        one.sync()
    sam.edit(mira, forename="Mara")
    tess.edit(mira, forename="Myra")
    sam.sync()
    report = tess.sync()
    assert (report.conflicts, report.reread) == (1, ())
    sam.sync()
    assert equal(sam, tess)
    assert tess.body(mira)["forename"] == "Mara"
    [conflict] = tess.holds("conflict").values()
    found = msgspec.json.decode(conflict, type=bodies.Conflict)
    assert (found.record, found.centre, found.device) == (mira, "Mara", "Myra")


def test_a_record_made_and_edited_offline_counts_once(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    for name in ("Mara", "Myra", "Moira"):
        sam.edit(mira, forename=name)
    report = sam.sync()
    assert (report.sent, report.differ, report.reread) == (4, (), ())
    tess.sync()
    assert tess.body(mira)["forename"] == "Moira"


def test_an_edit_made_while_the_sync_ran_waits_and_is_not_overwritten(
    town: Town, desk: MakeDesk
) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    sam.sync()
    tess.sync()
    tess.edit(mira, known_as="Mimi")
    tess.sync()

    def meanwhile(progress: Progress) -> None:
        if progress.stage == "sending":
            sam.edit(mira, forename="Mara")

    sam.note(oak)
    report = sam.sync(progress=meanwhile)
    assert (sam.waiting, report.differ) == (1, ())
    assert sam.body(mira)["forename"] == "Mara"
    sam.sync()
    assert (sam.body(mira)["forename"], sam.body(mira)["known_as"]) == ("Mara", "Mimi")


def test_a_refused_record_stays_in_sight_and_holds_up_no_other(town: Town, desk: MakeDesk) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    sam = desk("practitioner", oak)
    wrong, right = sam.note(elm), sam.note(oak)
    report = sam.sync()
    assert (report.sent, report.refused) == (1, 1)
    assert sam.refusals == {wrong: "not-assigned"}
    assert {wrong, right} <= sam.holds("note").keys()
    assert sam.sync().refused == 0, "it is not sent again by itself"


def test_an_outbox_of_many_megabytes_goes_in_parts(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    notes = sam.notes(oak, [f"{n} " + "x" * 100_000 for n in range(100)])
    seen: list[Progress] = []
    assert sam.sync(progress=seen.append).sent == 100
    sending = [p.done for p in seen if p.stage == "sending"]
    assert len(sending) == 5  # 2 MiB each
    assert sending[-1] == 100
    assert tess.sync().received >= 100
    assert set(notes) <= tess.holds("note").keys()


def test_a_cancelled_first_sync_goes_on_where_it_was(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    for _ in range(3):
        sam.notes(oak, ["x" * 200_000 for _ in range(20)])
    sam.sync()
    pages: list[Progress] = []
    report = tess.sync(progress=pages.append, cancelled=lambda: len(pages) > 0)
    assert report.cancelled
    assert 0 < tess.count("record") < 60
    rest = tess.sync()
    assert (rest.cancelled, rest.differ) == (False, ())
    assert 0 < rest.received < 60
    assert len(tess.holds("note")) == 60


# --- Settings gained and lost ---------------------------------------------------------------------


def test_a_new_assignment_brings_the_setting_and_a_lost_one_removes_it(
    town: Town, desk: MakeDesk
) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    sam, tess = desk("practitioner", oak), desk("practitioner", elm)
    here, there = sam.child(oak, "Mira"), tess.child(elm, "Ama")
    for one in (sam, tess):
        one.sync()
    with town.operator() as conn:
        publish.assign(conn, town.area, sam.who.user, [elm])
        publish.unassign(conn, town.area, sam.who.user, [oak])
    report = sam.sync()
    assert (report.dropped, report.differ) == ((oak,), ())
    assert there in sam.holds()
    with pytest.raises(LookupError):
        sam.body(here)
    assert sam.count("child") == 1


@pytest.mark.parametrize("what", ["refused", "sitting"])
def test_a_lost_setting_stays_while_something_of_it_is_unfinished(
    town: Town, desk: MakeDesk, what: str
) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    sam.sync()
    with town.operator() as conn:
        publish.unassign(conn, town.area, sam.who.user, [oak])
    if what == "refused":
        sam.note(oak)
    else:
        texts = {c.name: "x" for c in tables.sitting.columns} | {"child": mira, "setting": oak}
        with sam.store.writing() as conn:
            conn.execute(insert(tables.sitting).values(texts))
    assert sam.sync().dropped == ()
    assert sam.body(mira)["forename"] == "Mira"


def test_a_setting_given_back_is_whole_again(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    sam.sync()
    with town.operator() as conn:
        publish.unassign(conn, town.area, sam.who.user, [oak])
    sam.sync()
    with town.operator() as conn:
        publish.assign(conn, town.area, sam.who.user, [oak])
    assert sam.sync().differ == ()
    assert sam.body(mira)["forename"] == "Mira"


def test_a_record_that_moves_leaves_the_device_of_the_old_setting(
    town: Town, desk: MakeDesk
) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    both = town.laptop("administrator", oak, elm)
    at_oak, at_elm, at_both = desk("senco", oak), desk("senco", elm), desk("senco", oak, elm)
    place = bodies.Enrolment("Owls", "R", date(2026, 9, 1))
    here = both.record("enrolment", place, oak)
    both.push(here)
    desks = (at_oak, at_elm, at_both)
    for one in desks:
        one.sync()
    both.push(both.record("enrolment", place, elm, id=here.id, base=here.change))
    for one in desks:
        report = one.sync()
        assert (report.differ, report.reread) == ((), ())
    assert [here.id in one.holds() for one in desks] == [False, True, True]
    # And back again.
    [now] = [r for r in both.pull() if r.id == here.id]
    both.push(both.record("enrolment", place, oak, id=here.id, base=now.change))
    for one in desks:
        report = one.sync()
        assert (report.differ, report.reread) == ((), ())
    assert [here.id in one.holds() for one in desks] == [True, False, True]
    assert at_oak.count("enrolment") == 1


@pytest.mark.parametrize(("role", "new"), [("therapist", "senco"), ("senco", "therapist")])
def test_a_new_role_changes_what_is_on_the_device(
    town: Town, desk: MakeDesk, role: str, new: str
) -> None:
    oak = town.setting()
    sam, one = desk("practitioner", oak), desk(role, oak)
    hidden = sam.add("import_batch", bodies.ImportBatch("x", {}, 1, 0, 0), oak)
    sam.sync()
    one.sync()
    assert (hidden in one.holds()) == (role == "therapist")
    with town.operator() as conn:
        publish.change_user(conn, town.area, one.who.user, role=new)
    assert one.sync().differ == ()
    assert one.who.role == new
    assert (hidden in one.holds()) == (new == "therapist")


# --- The centre restored from a backup ------------------------------------------------------------

KEPT = ("record", "version", "feed", "place", "whereabouts")


class Backup:
    """A copy of an area's records, to go back to."""

    def __init__(self, town: Town) -> None:
        self.town = town
        with town.operator() as conn:
            for table in KEPT:
                copy = f"backup_{town.area}_{table}"
                conn.execute(
                    f"CREATE TABLE {copy} AS SELECT * FROM {table} WHERE area = %s".encode(),  # noqa: S608
                    [town.area],
                )

    def restore(self, *, told: bool) -> None:
        area = self.town.area
        with self.town.operator() as conn:
            conn.execute("SET session_replication_role = replica")  # the feeds have dependants
            for table in KEPT:
                conn.execute(f"DELETE FROM {table} WHERE area = %s".encode(), [area])  # noqa: S608
                conn.execute(f"INSERT INTO {table} SELECT * FROM backup_{area}_{table}".encode())  # noqa: S608
            if told:
                publish.renew_epoch(conn, area)


@pytest.mark.parametrize("told", [True, False])
def test_what_a_restored_centre_lacks_comes_back_from_the_devices(
    town: Town, desk: MakeDesk, told: bool
) -> None:
    """Also when nobody said that it was restored: the digests tell."""
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    for one in (sam, tess):
        one.sync()
    backup = Backup(town)
    sam.edit(mira, forename="Mara")
    note, other = sam.note(oak, "after the backup"), tess.note(oak, "of somebody else")
    for one in (sam, tess, sam):
        one.sync()
    backup.restore(told=told)
    assert len([r for r in town.laptop("senco", oak).pull() if r.kind == "note"]) == 0

    report = sam.sync()
    assert report.restored == told
    assert report.lacking == 1, "the other's note, which is signed by the other"
    for one in (tess, sam):
        assert one.sync().differ == ()
    found = {r.id: r.body for r in town.laptop("senco", oak).pull()}
    assert {note, other} <= found.keys()
    for one in (sam, tess):
        assert one.body(mira)["forename"] == "Mara"
        assert one.waiting == 0
    assert b'"Mara"' in bytes(found[mira])


def test_a_newer_version_at_the_centre_is_not_undone_by_a_device_that_reads_again(
    town: Town, desk: MakeDesk
) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    mira = sam.child(oak, "Mira")
    for one in (sam, tess):
        one.sync()
    tess.edit(mira, forename="Mara")
    tess.sync()
    with town.operator() as conn:
        publish.renew_epoch(conn, town.area)
    for one in (sam, tess):
        report = one.sync()
        assert (report.restored, report.differ, report.conflicts) == (True, (), 0)
        assert one.body(mira)["forename"] == "Mara"
    assert equal(sam, tess)


def test_reading_again_survives_being_broken_off(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.sync()
    backup = Backup(town)
    notes = sam.notes(oak, [f"{n} " + "x" * 100_000 for n in range(120)])
    sam.sync()
    kept = Laptop(town.http, sam.who)
    backup.restore(told=True)
    asked = iter([False, False, True])
    assert sam.sync(cancelled=lambda: next(asked)).cancelled
    report = sam.sync()
    assert (report.cancelled, report.differ, sam.waiting) == (False, (), 0)
    kept.who = sam.who
    assert {r.id for r in kept.pull() if r.kind == "note"} == set(notes)


def test_a_device_that_lost_a_row_finds_out_and_reads_again(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("practitioner", oak)
    note = sam.note(oak)
    for one in (sam, tess):
        one.sync()
    with tess.store.writing() as conn:
        feed.remove(conn, [note])
    report = tess.sync()
    assert (report.reread, report.differ) == ((oak,), ())
    assert note in tess.holds()


def test_a_copy_of_a_store_set_back_catches_up(town: Town, desk: MakeDesk) -> None:
    """The outbox of an older copy is sent again, and what it lacks comes back."""
    oak = town.setting()
    sam = desk("practitioner", oak)
    sam.sync()
    note = sam.note(oak)
    copy = sam.store.folder.parent / "copy"
    copy.mkdir()
    sam.store.copy_to(copy / sam.store.path.name)
    sam.sync()
    later = sam.note(oak)
    sam.sync()
    path = sam.store.path
    sam.store.close()
    for name in (path.name + "-wal", path.name + "-shm"):
        (path.parent / name).unlink(missing_ok=True)
    (copy / path.name).replace(path)
    sam.open()
    assert sam.waiting == 1
    report = sam.sync()
    assert (report.sent, report.differ) == (1, ())
    assert {note, later} <= sam.holds("note").keys()
    with psycopg.connect(town.owner) as conn:
        found = conn.execute("SELECT count(*) FROM record WHERE id::text = %s", [note]).fetchone()
    assert found == (1,)
