"""A round is set up, changed and ended, and its counts always add up."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.operations import batches, cohorts, identity, moves, roster, rounds, screening, today
from elsec_app.protocol.bodies import Cohort
from elsec_app.store.actor import Actor
from tests.operations.conftest import FIVE, SCHOOL, TODAY, pupil
from tests.small_pack import small_pack
from tests.vaults import fresh_store

TakeIn = Callable[..., batches.Applied]
PACKS = {"small": small_pack()}


@pytest.fixture
def two_classes(take_in: TakeIn) -> None:
    """Acorns (R, five children) and Oaks: one of year R, one of year 1."""
    take_in(
        *FIVE,
        pupil(7, "Rosa", "Hill", class_name="Oaks"),
        pupil(8, "Max", "Lane", date(2021, 1, 5), class_name="Oaks", year_group="1"),
    )


def round_of(*classes: str, **more: object) -> Cohort:
    usual = rounds.usual(TODAY, classes, "small", basis="The service screens everybody.")
    return msgspec.structs.replace(usual, **more)


def members(conn: Connection, cohort: str) -> list[str]:
    lines = cohorts.run_sheet(conn, cohort, today=TODAY).lines
    return sorted(line.child.forename for line in lines)


def test_the_classes_and_their_ages_are_offered(conn: Connection, two_classes: None) -> None:
    acorns, oaks = rounds.classes(conn, SCHOOL)
    assert (acorns.name, acorns.count, [*acorns.born]) == ("Acorns", 5, ["R"])
    assert (oaks.name, oaks.count, sorted(oaks.born)) == ("Oaks", 2, ["1", "R"])


def test_the_screens_are_told_by_how_many_they_are_for(conn: Connection, two_classes: None) -> None:
    born = [
        day for one in rounds.classes(conn, SCHOOL) for days in one.born.values() for day in days
    ]
    (fit,) = rounds.fitting(PACKS, born, TODAY)
    assert (fit.instrument, fit.fits, fit.of) == ("small", 5, 7)
    assert rounds.fitting(PACKS, [date(2010, 1, 1)], TODAY) == ()
    assert len(rounds.fitting(PACKS, [], TODAY)) == 1


def test_a_round_of_some_year_groups_takes_only_these(
    conn: Connection, actor: Actor, take_in: TakeIn, two_classes: None
) -> None:
    made = rounds.begin(conn, actor, SCHOOL, round_of("Acorns", "Oaks", year_groups=("R",)))
    assert "Rosa" in members(conn, made)
    assert "Max" not in members(conn, made)
    take_in(
        pupil(9, "Late", "Rowe", class_name="Oaks"),
        pupil(10, "Tall", "Rowe", class_name="Oaks", year_group="1"),
    )
    assert "Late" in members(conn, made)
    assert "Tall" not in members(conn, made)


LACKING = [
    ({"name": " "}, "name"),
    ({"classes": ()}, "at least one class"),
    ({"instruments": ()}, "at least one screen"),
    ({"closes": TODAY - timedelta(days=1)}, "close on or after"),
    ({"opt_out_by": TODAY + timedelta(days=99)}, "before the round closes"),
    ({"basis": ""}, "which basis"),
]


@pytest.mark.parametrize(("lacking", "said"), LACKING)
def test_what_a_round_lacks_is_named(
    conn: Connection, actor: Actor, two_classes: None, lacking: dict[str, object], said: str
) -> None:
    with pytest.raises(NotAllowed, match=said):
        rounds.begin(conn, actor, SCHOOL, round_of("Acorns", **lacking))
    assert cohorts.cohorts(conn) == ()


def test_its_classes_can_change_and_nobodys_work_is_lost(
    conn: Connection, actor: Actor, two_classes: None
) -> None:
    made = rounds.begin(conn, actor, SCHOOL, round_of("Acorns"))
    line = cohorts.cohorts(conn, SCHOOL)[0]
    absent = cohorts.run_sheet(conn, made, today=TODAY).lines[0].child
    cohorts.not_done(conn, actor, absent.id, line, "absent")
    done = rounds.change(conn, actor, made, round_of("Oaks", name="Oaks first", opt_out_by=None))
    assert (done.joined, done.gone, done.kept) == (2, 4, 1)
    assert members(conn, made) == sorted([absent.forename, "Max", "Rosa"])
    setting, body = rounds.read(conn, made)
    assert (setting, body.name, body.opt_out_by) == (SCHOOL, "Oaks first", None)
    again = rounds.change(conn, actor, made, round_of("Acorns", "Oaks"))
    assert (again.joined, again.gone) == (4, 0)


def test_a_round_ends_and_is_opened_again(
    conn: Connection, actor: Actor, two_classes: None
) -> None:
    made = rounds.begin(conn, actor, SCHOOL, round_of("Acorns"))
    before = cohorts.cohorts(conn)
    rounds.end(conn, actor, made)
    assert cohorts.cohorts(conn) == ()
    rounds.open_again(conn, actor, made)
    assert cohorts.cohorts(conn) == before


def test_the_basis_last_said_is_remembered(
    conn: Connection, actor: Actor, two_classes: None
) -> None:
    assert "may opt out" in rounds.last_basis(conn)
    rounds.begin(conn, actor, SCHOOL, round_of("Acorns", basis="Our notice of May."))
    assert rounds.last_basis(conn) == "Our notice of May."


# --- The counts ----------------------------------------------------------------------------------

CHILD = st.integers(0, 6)
STEP = st.one_of(
    st.tuples(st.sampled_from(cohorts.NOT_DONE), CHILD),
    st.tuples(
        st.sampled_from(
            ["take_back", "opt_out", "opt_in", "begin", "sign", "leave", "change_class", "next_day"]
        ),
        CHILD,
    ),
    st.tuples(st.sampled_from(["merge", "part", "join", "only_acorns"]), CHILD),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, max_size=14))
def test_whatever_happens_everybody_is_counted_once(
    tmp_path_factory: pytest.TempPathFactory, actor: Actor, steps: list[tuple[str, int]]
) -> None:
    store = fresh_store(tmp_path_factory.mktemp("count"))
    with store.writing() as conn:
        story = _Story(conn, actor)
        for what, number in steps:
            story.step(what, number)
            story.check()
    store.close()


class _Story:
    """Seven children of two classes in one round, and what becomes of them."""

    def __init__(self, conn: Connection, actor: Actor) -> None:
        self.conn, self.actor, self.day = conn, actor, TODAY
        rows = [*FIVE, pupil(7, "Rosa", "Hill", class_name="Oaks")]
        self.take_in(*rows, pupil(8, "Max", "Lane", class_name="Oaks"))
        self.cohort_id = rounds.begin(conn, actor, SCHOOL, round_of("Acorns", "Oaks"))
        self.kids = [ln.child.id for ln in self.sheet().lines]
        assert len(self.kids) == 7

    def take_in(self, *rows: object) -> None:
        plan = roster.plan(self.conn, SCHOOL, rows)  # type: ignore[arg-type]
        batches.apply(self.conn, self.actor, plan, file_digest="d", mapping={})

    def sheet(self) -> cohorts.RunSheet:
        return cohorts.run_sheet(self.conn, self.cohort_id, today=self.day)

    def step(self, what: str, number: int) -> None:
        conn, actor, child = self.conn, self.actor, self.kids[number]
        line = next(c for c in cohorts.cohorts(conn) if c.id == self.cohort_id)
        try:
            if what in cohorts.NOT_DONE:
                cohorts.not_done(conn, actor, child, line, what)
            elif what in ("begin", "sign"):
                self.screen(child, line, sign=what == "sign")
            else:
                self.other(what, number, child, line)
        except NotAllowed:
            pass

    def other(self, what: str, number: int, child: str, line: cohorts.CohortLine) -> None:
        conn, actor = self.conn, self.actor
        neighbour = self.kids[(number + 1) % 7]
        acts: dict[str, Callable[[], object]] = {
            "take_back": lambda: cohorts.take_back(conn, actor, child, line),
            "opt_out": lambda: cohorts.opt_out(conn, actor, child, SCHOOL, by="Mother", how="Post"),
            "opt_in": lambda: today.withdraw_opt_out(conn, actor, child, line.id),
            "leave": lambda: moves.leave(conn, actor, child, to_area="Shropshire"),
            "change_class": lambda: moves.change_class(conn, actor, child, "Oaks"),
            "merge": lambda: identity.merge(conn, actor, child, neighbour, reason="Same"),
            "part": lambda: [
                identity.part(conn, actor, said.id) for said in identity.joined(conn, child)
            ],
            "join": lambda: self.take_in(pupil(20 + number, f"New{number}", "Hart")),
            "only_acorns": lambda: rounds.change(conn, actor, line.id, round_of("Acorns")),
        }
        if what == "next_day":
            self.day += timedelta(days=1)
        else:
            acts[what]()

    def screen(self, child: str, line: cohorts.CohortLine, *, sign: bool) -> None:
        from elsec_app.operations import signing

        pack = small_pack()
        try:
            sitting = screening.begin(self.conn, self.actor, child, line, pack)
        except Exception as error:
            if type(error).__name__ != "OutsideAges":
                raise
            return
        for item in pack.items if sign else ():
            entry = screening.answer(self.conn, self.actor, sitting, pack, item.id, "pass")
            sitting = sitting.with_entry(entry)
        if sign:
            signing.sign(self.conn, self.actor, sitting, pack)

    def check(self) -> None:
        sheet = self.sheet()
        ids = [line.child.id for line in sheet.lines]
        assert len(ids) == len(set(ids)), "nobody stands twice"
        assert sum(sheet.coverage.values()) == len(ids)
        by_class = [
            cohorts.run_sheet(self.conn, self.cohort_id, name, today=self.day)
            for name in {line.class_name for line in sheet.lines}
        ]
        apart = [line.child.id for one in by_class for line in one.lines]
        assert sorted(apart) == sorted(ids), "the classes add up to the whole"
        now = today.sheet(self.conn, PACKS, self.cohort_id, "", self.day)
        assert sum(now.coverage.values()) == len(now.lines) == len(ids)
        states = {*cohorts.NOT_DONE, "to_screen", "in_progress", "partly", "screened", "opted_out"}
        assert set(now.coverage) <= states
        assert [cohorts.state_words(state) for state in now.coverage]
