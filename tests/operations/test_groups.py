"""A small group: made from a shared need, held, ended, and what moved meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.instruments.answers import Value
from elsec_app.operations import groups, pooled, results
from elsec_app.operations.groups import Held
from elsec_app.protocol.bodies import Group
from elsec_app.protocol.kinds import ADMINISTRATOR, SENCO
from elsec_app.store import records
from elsec_app.store.state import Identity
from tests import school
from tests.school import School


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    """Four children, all screened; the first two found most of it hard."""
    built = school.school(tmp_path, children=4)
    for n, child in enumerate(built.children):
        school.screen(built, child, hard(built) if n < 2 else None)
    yield built
    built.desk.store.close()


def hard(made: School) -> Mapping[str, Value]:
    return {item.id: "not_yet" for item in made.instrument.items if item.type == "observed"}


def today(made: School) -> date:
    return made.desk.actor.today()


def make(made: School, kids: int = 2, role: str = SENCO, planned: int = 12) -> str:
    desk = school.as_role(made, role).desk
    body = Group("Listening", today(made), "Story group", "Ms Ode", planned)
    with desk.store.writing() as conn:
        return groups.make(conn, desk.actor, made.setting, body, made.children[:kids])


def read(made: School, group: str) -> Held:
    with made.desk.store.reading() as conn:
        return groups.read(conn, group)


def test_who_shares_a_need_is_grouped_by_strand_and_band(made: School) -> None:
    with made.desk.store.reading() as conn:
        signed = results.of_cohort(conn, made.cohort.id, "Acorn")
    found = pooled.needs(signed)
    assert found
    wanting = {
        (part.strand, pooled.shown(part)[1], one.child.id)
        for one in signed
        for part in one.body.strands
        if part.section == one.body.section and pooled.wants_attention(part)
    }
    told = {(need.strand, need.band, child.id) for need in found for child in need.children}
    assert told == wanting
    assert {child.id for need in found for child in need.children} == set(made.children[:2])


def test_sessions_are_counted_for_each_child(made: School) -> None:
    group = read(made, make(made))
    first, second = group.members
    desk, day = made.desk, today(made)
    with desk.store.writing() as conn:
        groups.hold(conn, desk.actor, group, day, [first.place, second.place])
        groups.hold(conn, desk.actor, group, day, [first.place])
        slip = groups.hold(conn, desk.actor, group, day, [])
        groups.take_back(conn, desk.actor, group, slip)
    after = read(made, group.id)
    assert [(m.came, m.held) for m in after.members] == [(2, 2), (1, 2)]
    assert len(after.sessions) == 2
    with made.desk.store.reading() as conn:
        assert groups.of_setting(conn, made.setting) == (after,)


def test_a_group_ends_with_a_reason_and_goes_on_after_a_slip(made: School) -> None:
    group = read(made, make(made))
    desk = made.desk
    with desk.store.writing() as conn:
        groups.end(conn, desk.actor, group, "met")
    ended = read(made, group.id)
    assert (ended.body.ended_on, ended.body.end_reason) == (today(made), "met")
    assert {member.until for member in ended.members} == {today(made)}
    with desk.store.writing() as conn:
        groups.go_on(conn, desk.actor, ended)
    assert read(made, group.id) == group


def test_a_plan_changes_and_keeps_what_it_was_not_asked_to(made: School) -> None:
    group = make(made)
    desk = made.desk
    with desk.store.writing() as conn:
        groups.change_plan(conn, desk.actor, group, programme=" Talk ", led_by="Jo", planned=8)
    body = read(made, group).body
    assert (body.programme, body.led_by, body.planned) == ("Talk", "Jo", 8)
    assert (body.need, body.since) == ("Listening", today(made))


def test_what_cannot_be_is_refused(made: School) -> None:
    group = read(made, make(made))
    desk, day = made.desk, today(made)
    with desk.store.writing() as conn:
        with pytest.raises(BadInput, match="between the group's first day and today"):
            groups.hold(conn, desk.actor, group, day + timedelta(days=1), [])
        with pytest.raises(BadInput, match="not in this group"):
            groups.hold(conn, desk.actor, group, day, ["nobody"])
        with pytest.raises(BadInput, match="why the group ends"):
            groups.end(conn, desk.actor, group, "bored")
        session = groups.hold(conn, desk.actor, group, day, [])
        with pytest.raises(NotAllowed, match="stays as it is"):
            records.edit(conn, desk.actor, session, came=("x",))
    with pytest.raises(BadInput, match="at least one child"):
        make(made, kids=0)
    with pytest.raises(BadInput, match="no fewer than no sessions"):
        make(made, planned=-1)
    with pytest.raises(NotAllowed):
        make(made, role=ADMINISTRATOR)


def test_the_way_in_and_out_are_compared_by_the_same_tool_and_edition(
    made: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = read(made, make(made))
    with made.desk.store.reading() as conn:
        assert groups.moved(conn, made.desk, group.members[0]) is None, "nothing since"
    plain = Identity.actor
    later = datetime.now(UTC) + timedelta(days=100)
    monkeypatch.setattr(Identity, "actor", lambda who: replace(plain(who), clock=lambda: later))
    school.screen(made, group.members[0].child.id)
    with made.desk.store.reading() as conn:
        found = groups.moved(conn, made.desk, group.members[0])
    assert found is not None
    assert found.apart == ""
    assert any(strand.moved for strand in found.strands)
    assert found.earlier.body.tested_on < found.later.body.tested_on
