"""A child goes to another school, between real stores and the real centre."""

from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import select

from elsec_app.centre import publish
from elsec_app.operations import moves, people
from elsec_app.protocol import bodies
from elsec_app.store import records, tables
from elsec_app.store.records import Draft
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk
from tests.sync.test_once import Backup

MINE = ("child", "enrolment", "note", "move")


def a_child(desk: Desk, setting: str) -> str:
    child = desk.actor.new_id()
    body = bodies.Child("Zara", "Begum", date(2022, 5, 4))
    place = bodies.Enrolment("Acorn", "R", date(2026, 9, 1))
    with desk.store.writing() as conn:
        records.add(conn, desk.actor, Draft("child", body, setting, child, id=child))
        records.add(conn, desk.actor, Draft("enrolment", place, setting, child))
    return child


def says(desk: Desk, setting: str, child: str, text: str) -> str:
    return desk.add("note", bodies.Note(text), setting, child)


def seen(desk: Desk, child: str) -> list[str]:
    """The notes on *child*, as a person would read them."""
    r = tables.record.c
    with desk.store.reading() as conn:
        found = conn.scalars(select(r.id).where(r.child == child, r.kind == "note"))
        return sorted(body.text for body in records.bodies(conn, found, bodies.Note).values())


def classes(desk: Desk, child: str) -> list[tuple[str, str]]:
    e = tables.enrolment.c
    with desk.store.reading() as conn:
        rows = conn.execute(select(e.setting, e.class_name).where(e.child == child).order_by(e.id))
        return [(row.setting, row.class_name) for row in rows]


def agree(*desks: Desk) -> None:
    """Sync each once; nothing had to be read a second time."""
    for desk in desks:
        report = desk.sync()
        assert (report.differ, report.reread, report.refused) == ((), (), 0)


class Moved(NamedTuple):
    """``sam`` works in Oak, ``eva`` in Elm, ``tess`` in both."""

    oak: str
    elm: str
    zara: str
    sam: Desk
    eva: Desk
    tess: Desk


def moved(town: Town, desk: MakeDesk) -> Moved:
    """Zara of Oak has gone to Elm, and both schools have heard."""
    oak, elm = town.setting("Oak"), town.setting("Elm")
    sam, eva = desk("practitioner", oak), desk("practitioner", elm)
    tess = desk("therapist", oak, elm)
    zara = a_child(sam, oak)
    says(sam, oak, zara, "of Oak")
    agree(sam, tess, eva)
    with sam.store.writing() as conn:
        moves.leave(conn, sam.actor, zara, to=elm)
    agree(sam, eva, tess)
    return Moved(oak, elm, zara, sam, eva, tess)


def test_the_new_school_has_all_of_the_past(town: Town, desk: MakeDesk) -> None:
    oak, elm, zara, _sam, eva, tess = moved(town, desk)
    late = desk("senco", elm)
    stranger = desk("practitioner", town.setting("Ash"))
    agree(late, stranger)
    for one in (eva, tess, late):
        assert seen(one, zara) == ["of Oak"]
        assert classes(one, zara) == [(oak, "Acorn")], "and it is known where that was"
        with one.store.reading() as conn:
            (child,) = people.find(conn, "zara")
            assert (child.id, child.setting) == (zara, elm)
            assert [gone.to for gone in moves.left(conn, zara)] == [elm]
    assert stranger.holds(*MINE) == {}


def test_the_old_school_keeps_what_it_saw_and_hears_no_more(town: Town, desk: MakeDesk) -> None:
    oak, elm, zara, sam, eva, tess = moved(town, desk)
    says(eva, elm, zara, "of Elm")
    eva.edit(zara, known_as="Zaz")
    agree(eva, sam, tess)
    assert seen(eva, zara) == seen(tess, zara) == ["of Elm", "of Oak"]
    new = desk("practitioner", oak)
    agree(new)
    for one in (sam, new):
        assert seen(one, zara) == ["of Oak"]
        assert "known_as" not in one.body(zara)
    assert tess.body(zara)["known_as"] == "Zaz"


def test_what_was_said_before_the_news_came_goes_along_too(town: Town, desk: MakeDesk) -> None:
    oak, _elm, zara, sam, eva, tess = moved(town, desk)
    lea = desk("practitioner", oak)
    says(lea, oak, zara, "said late")
    agree(lea, eva, sam, tess)
    assert seen(eva, zara) == seen(tess, zara) == seen(sam, zara) == ["of Oak", "said late"]


def test_a_device_that_loses_one_of_two_schools_keeps_what_the_other_may_see(
    town: Town, desk: MakeDesk
) -> None:
    oak, elm, zara, _sam, eva, tess = moved(town, desk)
    says(eva, elm, zara, "of Elm")
    eva.edit(zara, known_as="Zaz")
    agree(eva, tess)
    with town.operator() as conn:
        publish.unassign(conn, town.area, tess.who.user, [elm])
    assert tess.sync().differ == ()
    assert seen(tess, zara) == ["of Oak"]
    assert "known_as" not in tess.body(zara), "as Oak saw it last"
    with town.operator() as conn:
        publish.assign(conn, town.area, tess.who.user, [elm])
        publish.unassign(conn, town.area, tess.who.user, [oak])
    assert tess.sync().differ == ()
    assert seen(tess, zara) == ["of Elm", "of Oak"]
    assert tess.body(zara)["known_as"] == "Zaz"
    with town.operator() as conn:
        publish.unassign(conn, town.area, tess.who.user, [elm])
    tess.sync()
    assert tess.holds(*MINE) == {}


def test_all_of_it_is_read_again_where_the_sides_differ(town: Town, desk: MakeDesk) -> None:
    _oak, _elm, zara, sam, eva, tess = moved(town, desk)
    for one in (sam, eva, tess):
        with one.store.writing() as conn:
            conn.exec_driver_sql("UPDATE tally SET digest = zeroblob(32)")
        report = one.sync()
        assert report.differ == ()
        assert report.reread != ()
        assert seen(one, zara) == ["of Oak"]
        assert one.sync().reread == ()


def test_a_new_epoch_has_everybody_read_it_all_again(town: Town, desk: MakeDesk) -> None:
    _oak, _elm, zara, sam, eva, tess = moved(town, desk)
    with town.operator() as conn:
        publish.renew_epoch(conn, town.area)
    for one in (sam, eva, tess):
        one.sync()
    agree(sam, eva, tess)
    assert seen(eva, zara) == seen(tess, zara) == seen(sam, zara) == ["of Oak"]


@pytest.mark.parametrize("first", ["mover", "new school"])
def test_a_centre_restored_from_before_the_move_learns_all_of_it_again(
    town: Town, desk: MakeDesk, first: str
) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    sam, eva = desk("practitioner", oak), desk("practitioner", elm)
    zara = a_child(sam, oak)
    says(sam, oak, zara, "of Oak")
    agree(sam, eva)
    backup = Backup(town)
    with sam.store.writing() as conn:
        moves.leave(conn, sam.actor, zara, to=elm)
    agree(sam, eva)
    eva.edit(zara, known_as="Zaz")
    says(eva, elm, zara, "of Elm")
    agree(eva)
    backup.restore(told=True)
    for one in (sam, eva) if first == "mover" else (eva, sam, eva):
        one.sync()
    for one in (sam, eva, sam, eva):
        report = one.sync()
    assert (report.differ, report.refused, eva.waiting, eva.refusals) == ((), 0, 0, {})
    assert seen(eva, zara) == ["of Elm", "of Oak"]
    assert eva.body(zara)["known_as"] == "Zaz"
    assert seen(sam, zara) == ["of Oak"]
    assert "known_as" not in sam.body(zara)


def test_there_and_back_again(town: Town, desk: MakeDesk) -> None:
    oak, elm, zara, sam, eva, tess = moved(town, desk)
    says(eva, elm, zara, "of Elm")
    with eva.store.writing() as conn:
        moves.leave(conn, eva.actor, zara, to=oak)
    agree(eva, sam, tess)
    sam.edit(zara, known_as="Zaz")
    says(sam, oak, zara, "back at Oak")
    agree(sam, eva, tess)
    assert seen(sam, zara) == seen(tess, zara) == ["back at Oak", "of Elm", "of Oak"]
    assert seen(eva, zara) == ["of Elm", "of Oak"]
    assert "known_as" not in eva.body(zara)
    assert sam.body(zara)["known_as"] == tess.body(zara)["known_as"] == "Zaz"
