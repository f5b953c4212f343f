"""A class's plan: drawn from results, chosen by somebody, the same on screen and on paper."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from msgspec import structs
from sqlalchemy.exc import DatabaseError, IntegrityError

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.instruments.answers import Value
from elsec_app.operations import class_plan, cohorts
from elsec_app.operations.class_plan import Plan
from elsec_app.operations.cohorts import RunSheet
from elsec_app.operations.offer import CLASS_PLAN
from elsec_app.protocol.bodies import Chosen
from elsec_app.protocol.kinds import ADMINISTRATOR, SENCO, THERAPIST
from elsec_app.reports.gather import class_prints
from elsec_app.store import records
from tests import school
from tests.school import School


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    """Five children, of whom three were screened and one found most of it hard."""
    built = school.school(tmp_path, children=5)
    hard: Mapping[str, Value] = {
        item.id: "not_yet" for item in built.instrument.items if item.type == "observed"
    }
    for n, child in enumerate(built.children[:3]):
        school.screen(built, child, hard if n == 0 else None)
    yield built
    built.desk.store.close()


def read(made: School) -> Plan:
    with made.desk.store.reading() as conn:
        return class_plan.of_class(conn, made.desk, made.cohort.id, "Acorn")


def sheet(made: School) -> RunSheet:
    with made.desk.store.reading() as conn:
        return cohorts.run_sheet(conn, made.cohort.id, "Acorn", today=made.desk.actor.today())


def save(made: School, things: tuple[Chosen, ...], role: str = SENCO) -> str:
    desk, listed, due = school.as_role(made, role).desk, sheet(made), read(made).rescreen_on
    with desk.store.writing() as conn:
        return class_plan.save(conn, desk.actor, listed, things, due)


def printed(made: School) -> tuple[list[str], str | None, str | None]:
    with made.desk.store.reading() as conn:
        facts = class_prints.class_offer(conn, made.desk, made.cohort.id, "Acorn")
    return [each.title for each in facts.offer], facts.note, facts.imprint.code


def test_until_somebody_chooses_it_is_drawn_and_says_so(made: School) -> None:
    plan = read(made)
    assert plan.signed is None
    assert len(plan.things) == CLASS_PLAN
    titles, note, _code = printed(made)
    assert titles == [thing.title for thing in plan.things]
    assert note == "Drawn from the results. Nobody has chosen the plan yet."


def test_what_is_saved_is_what_is_printed_with_who_and_when(made: School) -> None:
    before, code = read(made), printed(made)[2]
    other = before.instead_of(before.things[0])
    assert other is not None
    assert other.strand == before.things[0].strand
    save(made, (other, *before.things[1:3]))
    after = read(made)
    assert [thing.id for thing in after.things] == [other.id, *(t.id for t in before.things[1:3])]
    assert after.signed is not None
    assert after.signed.name == "Owen Price"
    titles, note, new_code = printed(made)
    assert titles == [thing.title for thing in after.things]
    assert (note or "").startswith("Chosen by Owen Price, SENCO, on ")
    assert new_code != code, "the older page can be told from the newer"


def test_the_newest_saving_is_the_plan_and_the_older_stays_on_record(made: School) -> None:
    things = read(made).things
    first = save(made, things[:2])
    with pytest.raises((DatabaseError, IntegrityError, NotAllowed)), made.desk.store.writing() as c:
        records.edit(c, made.desk.actor, first, rescreen_on=None)
    save(made, things[2:4], THERAPIST)
    assert read(made).things == things[2:4]


def test_going_on_meets_every_other_of_the_strand_once_and_comes_round(made: School) -> None:
    plan = read(made)
    first = plan.things[0]
    held = {thing.id for thing in plan.things[1:]}
    mine = [one.id for one in plan.others if one.strand == first.strand and one.id not in held]
    met, thing = [first.id], plan.instead_of(first)
    while thing is not None and thing.id not in met:
        met.append(thing.id)
        plan = structs.replace(plan, things=(thing, *plan.things[1:]))
        thing = plan.instead_of(thing)
    assert sorted(met) == sorted(mine)
    assert thing is not None
    assert thing.id == first.id


def test_one_more_is_of_the_strand_with_the_least(made: School) -> None:
    plan = structs.replace(read(made), things=read(made).things[:1])
    more = plan.one_more()
    assert more is not None
    assert more.strand not in {plan.things[0].strand} or len({o.strand for o in plan.others}) == 1
    assert structs.replace(plan, things=plan.others).one_more() is None


def test_a_plan_that_cannot_be_done_is_refused(made: School) -> None:
    things = read(made).things
    six = (*things, structs.replace(things[0], id="another"))
    for wrong, said in ((), "at least one"), (six, "at most 5"), ((things[0],) * 2, "twice"):
        with pytest.raises(BadInput, match=said):
            save(made, wrong)
    with pytest.raises(NotAllowed):
        save(made, things, ADMINISTRATOR)
