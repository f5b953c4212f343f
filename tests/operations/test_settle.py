"""Two values of one field, both kept, until a person settles it."""

from pathlib import Path

import pytest

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.operations import settle
from elsec_app.operations.settle import Chosen
from elsec_app.protocol import bodies
from elsec_app.store import outbox, records
from tests import monday, school
from tests.school import School


@pytest.fixture
def made(tmp_path: Path) -> School:
    return school.school(tmp_path, children=2)


def test_both_values_are_shown_with_who_wrote_them(made: School) -> None:
    monday.quarrel(made)
    with made.desk.store.reading() as conn:
        (one,) = settle.disputes(conn)
    assert (one.what, one.field) == ("A child’s details", "Surname")
    assert (one.centre, one.centre_by) == ("Bell", "Morag Bell")
    assert (one.device, one.device_by) == ("Bel", "Priya Shah")
    assert one.writes


SETTLED: list[tuple[Chosen, str, str]] = [
    ("centre", "", "Bell"),
    ("device", "", "Bel"),
    ("other", " Bell-Okafor ", "Bell-Okafor"),
]


@pytest.mark.parametrize(("chosen", "other", "is_now"), SETTLED)
def test_what_is_chosen_becomes_the_field_and_is_sent(
    made: School, chosen: Chosen, other: str, is_now: str
) -> None:
    conflict = monday.quarrel(made)
    with made.desk.store.writing() as conn:
        before = outbox.count(conn).waiting
        settle.settle(conn, made.desk.actor, conflict, chosen, other)
        assert records.read(conn, made.children[0], bodies.Child).surname == is_now
        assert settle.count(conn) == 0
        edits = 0 if chosen == "centre" else 1  # it stands already
        assert outbox.count(conn).waiting == before + edits + 1
        with pytest.raises(NotAllowed, match="already"):
            settle.settle(conn, made.desk.actor, conflict, chosen)


def test_a_value_that_the_field_cannot_have_is_refused_and_nothing_changes(made: School) -> None:
    conflict = monday.quarrel(made, "born")
    with made.desk.store.writing() as conn:
        with pytest.raises(BadInput, match="date of birth"):
            settle.settle(conn, made.desk.actor, conflict, "other", "last spring")
        assert settle.count(conn) == 1
        settle.settle(conn, made.desk.actor, conflict, "device")
        assert records.read(conn, made.children[0], bodies.Child).born.isoformat() == "2022-05-04"


def test_a_move_is_not_made_by_settling(made: School) -> None:
    there = "00000000-0000-7000-8000-0000000000a2"
    conflict = "00000000-0000-7000-8000-0000000000f2"
    whose = made.children[0]
    body = bodies.Conflict(whose, "child", settle.PLACE, made.setting, made.setting, there)
    school.place(made.desk.store, "conflict", {conflict: (whose, body)})
    with made.desk.store.writing() as conn:
        (one,) = settle.disputes(conn)
        assert (one.field, one.centre, one.writes) == ("Setting", "Oak Tree Primary", False)
        with pytest.raises(NotAllowed, match="Move the child"):
            settle.settle(conn, made.desk.actor, conflict, "device")
        settle.settle(conn, made.desk.actor, conflict, "centre")
        assert settle.count(conn) == 0


def test_a_senco_settles_nothing(made: School) -> None:
    conflict = monday.quarrel(made)
    there = school.as_role(made, "senco").desk
    with there.store.writing() as conn, pytest.raises(NotAllowed, match="role"):
        settle.settle(conn, there.actor, conflict, "centre")


def test_nothing_signed_can_be_altered_by_settling(made: School) -> None:
    """A conflict that names a signed record, as a broken or hostile centre might send it."""
    signed = school.screen(made, made.children[0])
    conflict = "00000000-0000-7000-8000-0000000000f3"
    body = bodies.Conflict(signed, "screening", "note", "", "a", "b")
    school.place(made.desk.store, "conflict", {conflict: (made.children[0], body)})
    with made.desk.store.writing() as conn:
        before = records.read(conn, signed, bodies.Screening)
        with pytest.raises(NotAllowed, match="signed and stays"):
            settle.settle(conn, made.desk.actor, conflict, "device")
        assert records.read(conn, signed, bodies.Screening) == before
