"""What a setting has in place: its own list, looked at again, and printed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.operations import in_place
from elsec_app.operations.in_place import Line
from elsec_app.protocol.bodies import InPlace
from elsec_app.protocol.kinds import ADMINISTRATOR, PRACTITIONER, SENCO
from elsec_app.reports import choosing, prints
from elsec_app.reports.gather import class_prints
from tests import school
from tests.reports import reading
from tests.school import School

DAY = date(2026, 9, 7)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    built = school.school(tmp_path, children=3)
    school.screen(built, built.children[0])
    yield built
    built.desk.store.close()


def add(made: School, body: InPlace, role: str = SENCO) -> str:
    desk = school.as_role(made, role).desk
    with desk.store.writing() as conn:
        return in_place.add(conn, desk.actor, made.setting, body)


def held(made: School) -> tuple[Line, ...]:
    with made.desk.store.reading() as conn:
        return in_place.held(conn, made.setting)


def paper(made: School) -> str:
    with made.desk.store.reading() as conn:
        facts = class_prints.provision_list(conn, made.desk, made.setting)
    return " ".join(reading.spoken(prints.provision_list(facts)).split())


def test_a_senco_and_a_practitioner_keep_one_list(made: School) -> None:
    own = add(made, InPlace("Language lead in each phase", DAY, led_by="Ms Ode"))
    first = add(made, InPlace("Wait ten seconds", DAY, "understanding-ten-seconds"), PRACTITIONER)
    assert [line.id for line in held(made)] == [own, first]
    with made.desk.store.reading() as conn:
        assert in_place.strategies(conn, made.setting) == {"understanding-ten-seconds": DAY}


def test_it_is_looked_at_again_ended_and_resumed(made: School) -> None:
    yesterday = made.desk.actor.today() - timedelta(days=1)
    line = add(made, InPlace("Story bags", DAY, review_by=yesterday))
    today = made.desk.actor.today()
    assert held(made)[0].overdue(today)
    with made.desk.store.writing() as conn:
        in_place.reviewed(conn, made.desk.actor, line, today + timedelta(days=90))
    (kept,) = held(made)
    assert (kept.overdue(today), kept.body.reviewed_on) == (False, today)
    with made.desk.store.writing() as conn:
        in_place.end(conn, made.desk.actor, line)
    assert held(made) == ()
    with made.desk.store.writing() as conn:
        in_place.resume(conn, made.desk.actor, line)
    assert held(made) == (kept,)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (InPlace(" ", DAY), "Say what is in place"),
        (InPlace("A", date(2999, 1, 1)), "a day that has come"),
        (InPlace("A", DAY, review_by=DAY - timedelta(days=1)), "after it began"),
        (InPlace("Wait", DAY, "understanding-ten-seconds"), "on the list already"),
    ],
)
def test_what_cannot_be_is_refused(made: School, body: InPlace, said: str) -> None:
    add(made, InPlace("Wait ten seconds", DAY, "understanding-ten-seconds"))
    with pytest.raises(BadInput, match=said):
        add(made, body)
    assert len(held(made)) == 1


def test_who_may_not_write_it_is_told(made: School) -> None:
    with pytest.raises(NotAllowed):
        add(made, InPlace("A", DAY), ADMINISTRATOR)


def test_the_list_is_printed_ranks_nobody_and_is_found_again(made: School) -> None:
    assert "Nothing is recorded yet." in paper(made)
    add(made, InPlace("Wait ten seconds", DAY, "understanding-ten-seconds", "Ms Ode"))
    add(made, InPlace("Long gone", DAY, "a-strategy-of-an-older-library"))
    said = paper(made)
    for words in ("What is in place at", "Wait ten seconds", "Led by Ms Ode", "7 Sep 2026"):
        assert words in said
    assert "Long gone" in said, "a strategy that left the library stays on the list"
    assert "compares no settings" in said
    assert "Source: Wiltshire local offer" in said
    assert "DRAFT" not in said
    code = said.split("elsec prints check ")[1].split()[0]
    assert choosing.trace(made.desk, code).state == "current"
    add(made, InPlace("A parents’ morning", DAY))
    assert choosing.trace(made.desk, code).state == "superseded"


def test_the_settings_offer_marks_what_is_in_place(made: School) -> None:
    def marks() -> set[bool | None]:
        with made.desk.store.reading() as conn:
            facts = class_prints.setting_offer(conn, made.desk, made.setting)
        return {each.in_place for each in facts.strategies}

    assert marks() == {None}, "nothing is recorded, so nothing is denied"
    with made.desk.store.reading() as conn:
        facts = class_prints.setting_offer(conn, made.desk, made.setting)
    first = next(s for s in made.desk.strategies.strategies if s.title == facts.strategies[0].title)
    add(made, InPlace(first.title, DAY, first.id))
    assert marks() == {True, False}
