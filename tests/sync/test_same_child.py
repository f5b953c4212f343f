"""Two laptops that met one child offline, and made two records of it, meet at the centre."""

from datetime import date

from elsec_app.operations import identity, people
from elsec_app.protocol import bodies
from elsec_app.store import records
from elsec_app.store.records import Draft
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk


def met(desk: Desk, setting: str, forename: str) -> str:
    """A child whom this laptop was the first to meet, as far as it knows."""
    child = desk.actor.new_id()
    body = bodies.Child(forename, "Osei", date(2022, 5, 4))
    with desk.store.writing() as conn:
        records.add(conn, desk.actor, Draft("child", body, setting, child, id=child))
    return child


def pairs(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.reading() as conn:
        return [(pair.one.id, pair.other.id) for pair in identity.pairs(conn)]


def found(desk: Desk, typed: str) -> list[str]:
    with desk.store.reading() as conn:
        return [child.id for child in people.find(conn, typed)]


def test_two_who_say_opposite_things_are_both_heard(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess = desk("practitioner", oak), desk("therapist", oak)
    first, second = met(sam, oak, "Benjamin"), met(tess, oak, "Ben")
    for one in (sam, tess, sam):
        one.sync()
    with sam.store.writing() as conn:
        identity.merge(conn, sam.actor, first, second, reason="Same mother")
    with tess.store.writing() as conn:
        identity.are_two(conn, tess.actor, first, second)
    for one in (sam, tess, sam):
        one.sync()
    for one in (sam, tess):
        with one.store.reading() as conn:
            (said,) = identity.joined(conn, first)
        assert said.doubted
        assert found(one, "ben osei") == [first], "one, until somebody settles it"


def test_every_device_sees_that_they_may_be_one_and_then_that_they_are(
    town: Town, desk: MakeDesk
) -> None:
    oak = town.setting()
    sam, tess, sen = (desk(role, oak) for role in ("practitioner", "therapist", "senco"))
    first, second = met(sam, oak, "Benjamin"), met(tess, oak, "Ben")
    for one in (sam, tess, sam, sen):
        one.sync()
    assert pairs(sam) == pairs(tess) == pairs(sen) == [(first, second)]
    # Both decide before they hear of each other, each the other way round.
    with sam.store.writing() as conn:
        identity.merge(conn, sam.actor, first, second, reason="Same mother", take=["forename"])
    with tess.store.writing() as conn:
        identity.merge(conn, tess.actor, second, first, reason="Same NHS letter")
    for one in (sam, tess, sam, sen):
        assert one.sync().differ == ()
    for one in (sam, tess, sen):
        assert pairs(one) == []
        assert found(one, "ben osei") == [first]
        assert one.body(first)["forename"] == "Ben"
    # A third finds that it was wrong, and undoes what was said; both words have to go.
    with tess.store.writing() as conn:
        for said in identity.joined(conn, first):
            identity.part(conn, tess.actor, said.id, reason="Twins")
    for one in (tess, sam, sen):
        one.sync()
    for one in (sam, tess, sen):
        assert sorted(found(one, "ben osei")) == [first, second]
        assert found(one, "benjamin") == [first]
        assert one.body(first)["forename"] == "Benjamin", "the detail went back too"
        assert pairs(one) == []
