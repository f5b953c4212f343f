"""What was signed once is never another: by hand in the store, from the centre or to it."""

import msgspec
import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from elsec_app.protocol import bodies
from elsec_app.protocol.record import Placed, Record, canonical
from elsec_app.store import feed, outbox, records, tables
from elsec_app.store.records import Draft
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk

SIGNED = bodies.Signature("tess", "Tess Vale", "therapist", "2026-11-24T09:00:00+00:00")
REFERRAL = bodies.Referral("", "Community SLT", "Stammers.", SIGNED, routes=("stammering",))
OTHER = canonical(msgspec.structs.replace(REFERRAL, service="Nobody", reason="Nothing."))


def sign(desk: Desk, setting: str, child: str) -> str:
    with desk.store.writing() as conn:
        return records.add(conn, desk.actor, Draft("referral", REFERRAL, setting, child))


def held(desk: Desk, record: str) -> Record:
    with desk.store.reading() as conn:
        row = conn.execute(select(tables.record).where(tables.record.c.id == record)).one()
    return records.from_row(row)


def alter(desk: Desk, record: str) -> None:
    with desk.store.writing() as conn:
        conn.execute(
            text("UPDATE record SET body = :body WHERE id = :id"),
            {"body": OTHER.decode(), "id": record},
        )


def test_the_store_itself_refuses(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    tess = desk("therapist", oak)
    record = sign(tess, oak, tess.child(oak, "Mira"))
    with pytest.raises(IntegrityError, match="what was stated stays"):
        alter(tess, record)
    with tess.store.writing() as conn:
        conn.execute(text("UPDATE record SET rev = 7 WHERE id = :id"), {"id": record})
    assert msgspec.json.decode(held(tess, record).body, type=bodies.Referral) == REFERRAL


def test_a_page_with_another_body_changes_nothing_and_shows_in_the_digests(
    town: Town, desk: MakeDesk
) -> None:
    oak = town.setting()
    tess, sam = desk("therapist", oak), desk("practitioner", oak)
    record = sign(tess, oak, tess.child(oak, "Mira"))
    assert tess.sync().refused == 0, tess.refusals
    sam.sync()
    before = held(sam, record)
    forged = msgspec.structs.replace(before, body=msgspec.Raw(OTHER))
    with sam.store.writing() as conn:
        digests = feed.digests(conn)
        feed.apply(conn, [Placed(forged, 2, 99)])
        assert feed.digests(conn) == digests, "so that the next comparison tells"
    assert bytes(held(sam, record).body) == bytes(before.body)
    with sam.store.reading() as conn:
        found = conn.scalar(select(tables.referral.c.service).where(tables.referral.c.id == record))
    assert found == "Community SLT"


def test_an_altered_store_cannot_send_it_and_hears_why(town: Town, desk: MakeDesk) -> None:
    """Somebody with the passphrase and a tool took the guard away and wrote over a signed one."""
    oak = town.setting()
    tess, sam = desk("therapist", oak), desk("practitioner", oak)
    record = sign(tess, oak, tess.child(oak, "Mira"))
    tess.sync()
    with tess.store.writing() as conn:
        conn.execute(text("DROP TRIGGER stated_stays"))
    alter(tess, record)
    forged = held(tess, record)
    with tess.store.writing() as conn:
        records._send(conn, [forged])
    report = tess.sync()
    assert report.refused == 1
    with tess.store.reading() as conn:
        assert [one.reason for one in outbox.refusals(conn)] == ["changed"]
    sam.sync()
    assert msgspec.json.decode(held(sam, record).body, type=bodies.Referral) == REFERRAL
    with psycopg.connect(town.owner) as centre:
        centre.execute("SELECT set_config('elsec.area', %s, true)", [tess.actor.area])
        row = centre.execute("SELECT body::text FROM record WHERE id = %s", [record]).fetchone()
    assert row is not None
    assert msgspec.json.decode(row[0], type=bodies.Referral) == REFERRAL
