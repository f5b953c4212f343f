"""What the therapist's desk states reaches the others through the real centre, and only them."""

from sqlalchemy import select

from elsec_app.operations import handover, second, settle
from elsec_app.protocol import bodies
from elsec_app.protocol.kinds import PRACTITIONER, SENCO, THERAPIST
from elsec_app.store import records, tables
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk


def surname(desk: Desk, child: str) -> object:
    return desk.body(child)["surname"]


def test_a_quarrel_is_settled_for_everybody(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    priya, tess, owen = (desk(role, oak) for role in (PRACTITIONER, THERAPIST, SENCO))
    child = priya.child(oak, "Zoë")
    for one in (priya, tess, owen):
        one.sync()
    priya.edit(child, surname="Bel")
    tess.edit(child, surname="Bell")
    tess.sync()
    priya.sync()
    tess.sync()
    for one in (priya, tess):
        with one.store.reading() as conn:
            (found,) = settle.disputes(conn)
        assert (found.centre, found.device, found.base) == ("Bell", "Bel", "Vale")
        assert (found.centre_by, found.device_by) == ("A therapist", "A practitioner")
    with tess.store.writing() as conn:
        settle.settle(conn, tess.actor, found.id, "other", "Bell-Vale")
    for one in (tess, priya, owen):
        assert one.sync().refused == 0
        assert surname(one, child) == "Bell-Vale"
    with priya.store.reading() as conn:
        assert settle.count(conn) == 0
    assert not {"conflict", "settled"} & kinds(owen)


def test_ratings_their_rate_and_a_handover_travel_to_the_team_only(
    town: Town, desk: MakeDesk
) -> None:
    oak = town.setting()
    priya, tess, owen = (desk(role, oak) for role in (PRACTITIONER, THERAPIST, SENCO))
    with tess.store.writing() as conn:
        second.set_sampling(conn, tess.actor, 5)
        handover.hand_over(conn, tess.actor, [oak], "")
        rating = bodies.SecondRating("s", {"talking": "secure"}, tess.actor.sign())
        records.add(conn, tess.actor, records.Draft("second_rating", rating, oak))
    assert tess.sync().refused == 0
    priya.sync()
    owen.sync()
    with priya.store.reading() as conn:
        drawing = second.sampling(conn)
    assert drawing is not None
    assert drawing.one_in == 5
    team = {"sampling", "handover", "second_rating"}
    assert team <= kinds(priya)
    assert not team & kinds(owen)


def kinds(desk: Desk) -> set[str]:
    with desk.store.reading() as conn:
        return set(conn.scalars(select(tables.record.c.kind).distinct()))
