"""Records, the outbox and the feed on the device: nothing waits unseen, nothing is lost."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, func, select

from elsec_app.errors import NotAllowed
from elsec_app.protocol import digest
from elsec_app.protocol.bodies import Child, Note
from elsec_app.protocol.record import Placed, Record, canonical, fields
from elsec_app.protocol.wire import Receipt
from elsec_app.store import feed, outbox, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from elsec_app.store.words import fold, name_words, query
from tests.vaults import fresh_store

SCHOOL, OTHER = "school-1", "school-2"
ACTOR = Actor("894", "sam", "Sam", "practitioner", "laptop-1")
MIA = Child("Mia", "O’Brien", date(2021, 12, 1))


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[Connection]:
    store = fresh_store(tmp_path)
    with store.writing() as connection:
        yield connection
    store.close()


def sent(conn: Connection) -> list[tuple[int, Record]]:
    return outbox.waiting(conn, max_bytes=10**6)


def accept(conn: Connection, rev: int = 1) -> None:
    batch = sent(conn)
    outbox.receipted(conn, batch, [Receipt("accepted", rev, n) for n, _ in batch])


def placed(conn: Connection, record_id: str, rev: int, **changes: object) -> Placed:
    """The record as another device changed it, as a page brings it."""
    row = conn.execute(select(tables.record).where(tables.record.c.id == record_id)).one()
    held = records.from_row(row)
    body = msgspec.Raw(canonical(fields(held.body) | changes))
    return Placed(
        msgspec.structs.replace(held, change=f"change-{rev}", device="laptop-2", body=body), rev, 9
    )


def recounted(conn: Connection) -> dict[tuple[str, str], bytes]:
    """The digests counted anew from the rows."""
    total: dict[tuple[str, str], bytes] = {}
    r = tables.record.c
    for row in conn.execute(select(r.setting, r.kind, r.leaf).where(r.leaf.is_not(None))):
        key = row.setting, row.kind
        total[key] = digest.changed(total.get(key, digest.EMPTY), come=[row.leaf])
    return total


def test_a_record_is_stored_searched_by_and_waiting_at_once(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    assert records.read(conn, child, Child) == MIA
    assert conn.scalar(select(tables.child.c.surname)) == "O’Brien"
    assert [r.id for _, r in sent(conn)] == [child]


def test_every_record_says_where_who_with_what_and_on_which_device(conn: Connection) -> None:
    records.add(conn, ACTOR, Draft("note", Note("words"), SCHOOL, "child-1", "hash-1"))
    record = sent(conn)[0][1]
    assert (record.area, record.setting, record.author, record.device, record.instrument) == (
        "894",
        SCHOOL,
        "sam",
        "laptop-1",
        "hash-1",
    )


def test_an_edit_keeps_fields_that_this_version_does_not_know(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    accept(conn)
    feed.apply(conn, [placed(conn, child, 2, from_the_future="kept")])
    records.edit(conn, ACTOR, child, known_as="Mimi")
    assert fields(sent(conn)[0][1].body)["from_the_future"] == "kept"


def test_each_edit_is_based_on_the_one_before(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    records.edit(conn, ACTOR, child, known_as="Mimi")
    records.edit(conn, ACTOR, child, sex="F")
    first, second, third = (r for _, r in sent(conn))
    assert (first.base, second.base, third.base) == ("", first.change, second.change)


def test_an_append_only_record_cannot_be_edited(conn: Connection) -> None:
    note = records.add(conn, ACTOR, Draft("note", Note("words"), SCHOOL))
    with pytest.raises(NotAllowed):
        records.edit(conn, ACTOR, note, text="other words")


def test_a_refused_record_stays_and_is_shown_and_blocks_no_other(conn: Connection) -> None:
    records.add(conn, ACTOR, Draft("note", Note("one"), SCHOOL))
    records.add(conn, ACTOR, Draft("note", Note("two"), SCHOOL))
    batch = sent(conn)
    outbox.receipted(conn, batch, [Receipt("refused", reason="role"), Receipt("accepted", 1, 1)])
    assert (outbox.count(conn).waiting, outbox.count(conn).refused) == (0, 1)
    assert [(r.record, r.reason) for r in outbox.refusals(conn)] == [(batch[0][1].id, "role")]
    assert records.read(conn, batch[0][1].id, Note) == Note("one")


def test_a_merged_body_takes_the_place_of_what_was_sent(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    body = msgspec.Raw(canonical(fields(canonical(MIA)) | {"sex": "F"}))
    outbox.receipted(conn, sent(conn), [Receipt("merged", 3, 7, "change-m", body)])
    assert records.read(conn, child, Child).sex == "F"
    assert conn.scalar(select(tables.child.c.sex)) == "F"


def test_a_receipt_never_takes_back_a_later_edit(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    batch = sent(conn)
    records.edit(conn, ACTOR, child, known_as="Mimi")
    body = msgspec.Raw(canonical(fields(canonical(MIA)) | {"sex": "F"}))
    outbox.receipted(conn, batch, [Receipt("merged", 2, 7, "change-m", body)])
    assert records.read(conn, child, Child).known_as == "Mimi"
    assert outbox.count(conn).waiting == 1


def test_a_page_never_touches_a_record_with_changes_waiting(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    accept(conn)
    theirs = placed(conn, child, 2, sex="F")
    records.edit(conn, ACTOR, child, known_as="Mimi")
    feed.apply(conn, [theirs])
    held = records.read(conn, child, Child)
    assert (held.known_as, held.sex) == ("Mimi", None)
    assert feed.digests(conn) == recounted(conn)


def test_a_page_repeated_changes_nothing(conn: Connection) -> None:
    child = records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    accept(conn)
    page = [placed(conn, child, 2, sex="F")]
    feed.apply(conn, page)
    before = feed.digests(conn)
    feed.apply(conn, page)
    assert feed.digests(conn) == before == recounted(conn)
    assert conn.scalar(select(func.count()).select_from(tables.record)) == 1


def test_a_lost_setting_leaves_nothing_behind(conn: Connection) -> None:
    records.add(conn, ACTOR, Draft("child", MIA, SCHOOL))
    kept = records.add(conn, ACTOR, Draft("child", Child("Ben", "Tran", date(2022, 1, 1)), OTHER))
    feed.drop_setting(conn, SCHOOL)
    assert conn.scalars(select(tables.record.c.id)).all() == [kept]
    assert conn.scalars(select(tables.child.c.id)).all() == [kept]
    assert conn.exec_driver_sql("SELECT words FROM child_words").scalars().all() == ["ben tran"]
    assert outbox.count(conn).waiting == 1


def test_a_batch_is_limited_by_bytes_but_never_empty(conn: Connection) -> None:
    for n in range(5):
        records.add(conn, ACTOR, Draft("note", Note("x" * 1000 + str(n)), SCHOOL))
    assert len(outbox.waiting(conn, max_bytes=10)) == 1
    assert len(outbox.waiting(conn, max_bytes=3000)) == 2
    assert len(outbox.waiting(conn, max_bytes=10**6)) == 5


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz", "lukasz"),
        ("NGUYỄN", "nguyen"),
        ("Yılmaz", "yilmaz"),
        ("Bjørn", "bjorn"),
        ("Strauß", "strauss"),
        ("Þóra", "thora"),
        ("Æthel", "aethel"),
    ],
)
def test_a_name_is_folded_to_plain_letters(name: str, plain: str) -> None:
    assert fold(name) == plain


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_query_that_runs(typed: str) -> None:
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE held USING fts5(words)")
    if wanted := query(typed):
        plain.execute("SELECT * FROM held WHERE held MATCH ?", (wanted,)).fetchall()
    plain.close()


@given(st.from_regex(r"[A-Za-zÀ-ÖØ-öø-ɏ][A-Za-zÀ-ÖØ-öø-ɏ'’-]{0,20}", fullmatch=True))
def test_every_name_is_found_by_itself(name: str) -> None:
    plain = sqlite3.connect(":memory:")
    plain.execute(tables.CHILD_WORDS)
    plain.execute("INSERT INTO child_words VALUES (?)", (name_words(name),))
    found = plain.execute("SELECT 1 FROM child_words WHERE child_words MATCH ?", (query(name),))
    assert found.fetchall()
    plain.close()
