"""Who receives what, in which order, and how both sides know that they are equal."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from elsec_app.centre import publish
from elsec_app.protocol import AREA_WIDE, bodies, digest
from elsec_app.protocol.kinds import KINDS, ROLES, readable_by
from elsec_app.protocol.wire import Page
from tests.centre.town import Laptop, Town


def digests(page: Page) -> dict[str, str]:
    """What a device works out from a page that holds all there is."""
    leaves: dict[str, list[bytes]] = {setting: [] for setting in page.heads}
    for item in page.records:
        leaf = digest.leaf(item.record.id, item.rev, bytes(item.record.body))
        leaves[item.record.setting].append(leaf)
    return {s: digest.changed(digest.EMPTY, come=found).hex() for s, found in leaves.items()}


def sent(page: Page) -> dict[str, str]:
    return {setting: head.digest for setting, head in page.heads.items()}


def test_a_device_receives_its_settings_and_the_area_and_nothing_else(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", elm)
    one.push(one.note(oak, "of oak"))
    two.push(two.note(elm, "of elm"))
    page = one.page()
    assert page.heads.keys() == {AREA_WIDE, oak}
    assert {item.record.setting for item in page.records} == {AREA_WIDE, oak}
    assert Counter(i.record.kind for i in page.records) == {"setting": 2, "user": 2, "note": 1}


def test_all_settings_of_the_area_are_one_assignment(town: Town) -> None:
    oak = town.setting("Oak")
    lead = town.laptop("therapist", AREA_WIDE)
    elm = town.setting("Elm")
    assert lead.page().heads.keys() == {AREA_WIDE, oak, elm}
    assert lead.outcomes(lead.note(elm)) == ["accepted"]


def test_assignment_is_asked_anew_each_time(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptop = town.laptop("practitioner", oak)
    with town.operator() as conn:
        publish.assign(conn, town.area, laptop.who.user, [elm])
        publish.unassign(conn, town.area, laptop.who.user, [oak])
    assert laptop.page().heads.keys() == {AREA_WIDE, elm}
    assert laptop.outcomes(laptop.note(oak), laptop.note(elm)) == ["not-assigned", "accepted"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_receives_its_kinds_and_can_check_that_it_has_them_all(
    town: Town, role: str
) -> None:
    oak = town.setting()
    writer, lead = town.laptop("practitioner", oak), town.laptop("therapist", oak)
    mira = writer.child(oak, "Mira")
    writer.push(
        mira,
        writer.child(oak, "Mara", id=mira.id, base=mira.change),
        writer.record("audit", bodies.Audit(1, (), "", ""), AREA_WIDE),
        writer.record("import_batch", bodies.ImportBatch("x", {}, 1, 0, 0), oak),
        writer.note(oak),
    )
    lead.push(lead.child(oak, "Myra", id=mira.id, base=mira.change))
    reader = town.laptop(role, oak)
    page = reader.page()
    there = {"setting", "user", "child", "audit", "import_batch", "note", "conflict"}
    assert page.role == role
    assert {item.record.kind for item in page.records} == there & {*readable_by(role)}
    assert sent(page) == digests(page)


def test_pages_are_small_where_asked_and_lead_to_the_end(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptop = town.laptop("practitioner", oak, elm)
    notes = [laptop.note(random.Random(n).choice([oak, elm]), str(n)) for n in range(40)]
    laptop.push(*notes)
    cursors: dict[str, int] = {}
    found: list[str] = []
    pages = 0
    while True:
        page = laptop.page(limit=7, **cursors)
        assert len(page.records) <= 7
        found += [i.record.id for i in page.records if i.record.kind == "note"]
        cursors |= page.cursors
        pages += 1
        if page.done:
            break
    assert sorted(found) == sorted(n.id for n in notes)
    assert pages == 7  # 40 notes, two settings and one user: 43 records
    assert cursors == {setting: head.pos for setting, head in page.heads.items()}
    assert laptop.page(**cursors).records == []


def test_a_page_is_bounded_by_bytes_too(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    for _ in range(5):
        laptop.push(*(laptop.note(oak, "x" * 200_000) for _ in range(10)))
    first = laptop.page()
    assert not first.done
    assert 8 * 1024 * 1024 < sum(len(bytes(i.record.body)) for i in first.records) < 9_000_000
    assert len([r for r in laptop.pull() if r.kind == "note"]) == 50


@pytest.mark.parametrize("cursor", [-1, -(2**62), 2**62, 10**6])
def test_a_strange_cursor_does_no_harm(town: Town, cursor: int) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    laptop.push(laptop.note(oak))
    page = laptop.page(**{oak: cursor, "elsewhere": 3})
    assert page.heads[oak].pos == 1
    assert ("note" in {i.record.kind for i in page.records}) == (cursor < 0)


def test_eight_slow_writers_leave_no_gap_and_nobody_misses_a_record(
    town: Town, service_url: str
) -> None:
    """Each holds its transaction open for a while after taking its positions."""
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptops = [town.laptop("practitioner", oak, elm) for _ in range(8)]
    reader = town.laptop("therapist", oak, elm)
    seen: list[str] = []
    cursors: dict[str, int] = {}
    slow = _delay_commits(town.owner)

    def write(laptop: Laptop) -> list[str]:
        rng = random.Random(laptop.who.device)
        notes = [laptop.note(rng.choice([oak, elm])) for _ in range(24)]
        for at in range(0, 24, 3):
            laptop.push(*notes[at : at + 3])
        return [note.id for note in notes]

    def read() -> None:
        page = reader.page(**cursors)
        seen.extend(i.record.id for i in page.records if i.record.kind == "note")
        cursors.update(page.cursors)

    try:
        with ThreadPoolExecutor(8) as threads:
            writing = [threads.submit(write, laptop) for laptop in laptops]
            while not all(w.done() for w in writing):
                read()
        written = [note for w in writing for note in w.result()]
        assert _delays(town.owner) >= len(written), "the delay did not fire"
    finally:
        _undelay(town.owner, slow)
    read()
    assert sorted(seen) == sorted(written)
    assert cursors[oak] + cursors[elm] == len(written), "a gap"


def _delay_commits(owner: str) -> str:
    """Make each insert into ``record`` hold its transaction a little longer, at its end."""
    with psycopg.connect(owner) as conn:
        conn.execute("CREATE SEQUENCE delayed")
        conn.execute(
            "CREATE FUNCTION delay() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS"
            " $$ BEGIN PERFORM nextval('delayed'), pg_sleep(0.001 * (random() * 4)::int);"
            " RETURN NULL; END $$"
        )
        conn.execute(
            "CREATE CONSTRAINT TRIGGER delay AFTER INSERT ON record"
            " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION delay()"
        )
    return "delay"


def _delays(owner: str) -> int:
    with psycopg.connect(owner) as conn:
        row = conn.execute("SELECT last_value FROM delayed").fetchone()
        assert row is not None
        return int(row[0])


def _undelay(owner: str, name: str) -> None:
    with psycopg.connect(owner) as conn:
        conn.execute(f"DROP TRIGGER {name} ON record".encode())
        conn.execute(f"DROP FUNCTION {name}".encode())
        conn.execute("DROP SEQUENCE delayed")


def test_every_kind_has_readers_and_only_the_centre_makes_settings_and_users() -> None:
    assert all(kind.readers <= set(ROLES) for kind in KINDS.values())
    made_here = {name for name, kind in KINDS.items() if not kind.writers}
    assert made_here == {"setting", "user", "conflict", "gone"}
