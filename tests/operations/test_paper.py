"""Paper forms keyed in: every cell durable, the rules followed, two keyings compared."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.instruments import library
from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument
from elsec_app.operations import cohorts, paper, results, screening
from elsec_app.operations.paper import Grid, GridRow
from elsec_app.protocol.bodies import Paper
from elsec_app.store import tables
from tests.little_screen import LISTENING, little_screen
from tests.school import School, school, screen


@dataclass
class Keyed:
    """A grid in a real store, and hands for it."""

    made: School
    day: date

    @property
    def grid(self) -> Grid:
        desk = self.made.desk
        with desk.store.reading() as conn:
            args = (conn, desk.instruments, self.made.cohort.id, "Acorn")
            (form, *_others) = paper.forms(*args, self.day)
            return paper.grid(*args, form, self.day)

    def row(self, child: int = 0) -> GridRow:
        return next(r for r in self.grid.rows if r.child.id == self.made.children[child])

    def key(self, item: str, value: Value | None, child: int = 0) -> GridRow:
        with self.made.desk.store.writing() as conn:
            row = self.row(child)
            return paper.key(conn, self.made.desk.actor, self.grid, row.child, item, value)

    def again(self, item: str, value: Value | None) -> GridRow:
        with self.made.desk.store.writing() as conn:
            return paper.key_again(conn, self.made.desk.actor, self.grid, self.row(), item, value)

    def sign(self) -> str:
        with self.made.desk.store.writing() as conn:
            return paper.sign(conn, self.made.desk.actor, self.grid, self.row())


@pytest.fixture
def keyed(tmp_path: Path) -> Keyed:
    made = school(tmp_path, children=3, instrument=little_screen(LISTENING))
    return Keyed(made, made.desk.actor.today() - timedelta(days=3))


def test_the_rules_are_followed_before_anything_is_kept(keyed: Keyed) -> None:
    row = keyed.row()
    assert len(row.asked) == 4
    for number in range(1, 4):
        row = paper.believed(keyed.grid, row, f"listening-{number}", "not_yet", again=False)
    assert "listening-4" not in row.asked, "the strand has stopped"
    with keyed.made.desk.store.reading() as conn:
        assert conn.scalars(tables.sitting.select()).all() == []


def test_what_is_believed_is_what_is_kept(keyed: Keyed) -> None:
    believed = keyed.row()
    for item, value in (("listening-1", "pass"), ("listening-3", "not_yet"), ("listening-1", None)):
        believed = paper.believed(keyed.grid, believed, item, value, again=False)
        kept = keyed.key(item, value)
        assert (believed.standing, believed.asked) == (kept.standing, kept.asked)


def test_a_finished_form_says_its_outcome_and_is_signed_as_from_paper(keyed: Keyed) -> None:
    for item in LISTENING:
        assert not keyed.row().may_sign
        keyed.key(item.id, "pass")
    row = keyed.row()
    assert (row.may_sign, row.outcome) == (True, "Universal offer")
    record = keyed.sign()
    with keyed.made.desk.store.reading() as conn:
        body = results.one(conn, record).body
    today = keyed.made.desk.actor.today()
    assert body.tested_on == keyed.day
    assert body.paper == Paper("Priya Shah", today)
    assert [entry.what for entry in body.entries] == ["answer"] * 4
    assert keyed.row().state == paper.SIGNED
    assert [row.state for row in keyed.grid.rows] == ["keying", "keying", "signed"], (
        "done come last"
    )


def test_two_keyings_that_differ_are_not_signed(keyed: Keyed) -> None:
    for item in LISTENING:
        keyed.key(item.id, "pass")
        keyed.again(item.id, "pass")
    row = keyed.again("listening-2", "not_yet")
    assert row.differing == {"listening-2"}
    assert not row.may_sign
    with pytest.raises(NotAllowed, match="keyings differ"):
        keyed.sign()
    with keyed.made.desk.store.writing() as conn:
        args = (conn, keyed.made.desk.actor, keyed.grid, keyed.row(), "listening-2")
        settled = paper.settle(*args, second=True)
    assert settled.differing == frozenset()
    assert settled.standing["listening-2"] == "not_yet"
    record = keyed.sign()
    with keyed.made.desk.store.reading() as conn:
        body = results.one(conn, record).body
    assert body.paper is not None
    assert body.paper.checked_by == "Priya Shah"
    corrected = [e.value for e in body.entries if e.item == "listening-2"]
    assert corrected == ["pass", "not_yet"], "every correction is kept"


def test_the_first_keying_may_be_right(keyed: Keyed) -> None:
    keyed.key("listening-1", "pass")
    keyed.again("listening-1", "not_yet")
    with keyed.made.desk.store.writing() as conn:
        args = (conn, keyed.made.desk.actor, keyed.grid, keyed.row(), "listening-1")
        row = paper.settle(*args, second=False)
    assert (row.standing, row.second) == ({"listening-1": "pass"}, {"listening-1": "pass"})


def test_a_part_of_a_second_keying_is_no_check(keyed: Keyed) -> None:
    for item in LISTENING:
        keyed.key(item.id, "pass")
    keyed.again("listening-1", "pass")
    record = keyed.sign()
    with keyed.made.desk.store.reading() as conn:
        body = results.one(conn, record).body
    assert body.paper is not None
    assert body.paper.checked_by == ""


def test_what_is_no_answer_is_refused_and_nothing_is_kept(keyed: Keyed) -> None:
    with pytest.raises(BadInput):
        keyed.key("listening-1", "perhaps")
    assert keyed.row().standing == {}


def test_who_is_screened_here_or_opted_out_is_not_keyed(keyed: Keyed) -> None:
    made = keyed.made
    with made.desk.store.writing() as conn:
        actor = made.desk.actor
        screening.begin(conn, actor, made.children[0], made.cohort, made.instrument)
        cohorts.opt_out(conn, actor, made.children[1], made.setting, by="Mother", how="letter")
    screen(made, made.children[2])
    assert [keyed.row(n).state for n in range(3)] == ["at_console", "opted_out", "signed"]
    with pytest.raises(NotAllowed, match="at the console"):
        keyed.key("listening-1", "pass")
    with pytest.raises(NotAllowed, match="opted out"):
        keyed.key("listening-1", "pass", child=1)


def wellcomm() -> Instrument:
    (folder,) = (f for f in library.pack_folders() if f.parent.name == "wellcomm-early-years")
    return library.load(folder)


def test_a_recorder_asks_for_the_section_below_until_it_is_green(tmp_path: Path) -> None:
    made = school(tmp_path, children=1, instrument=wellcomm())
    keyed = Keyed(made, made.desk.actor.today())
    assert [item.id for item in keyed.grid.items] == ["ey8-yes", "ey8-colour"]
    keyed.key("ey8-yes", 4)
    keyed.key("ey8-colour", "red")
    assert [i.id for i in keyed.grid.items] == ["ey8-yes", "ey8-colour", "ey7-yes", "ey7-colour"]
    assert not keyed.row().complete
    keyed.key("ey7-yes", 9)
    keyed.key("ey7-colour", "green")
    row = keyed.row()
    assert row.complete
    assert row.tone == "refer"
