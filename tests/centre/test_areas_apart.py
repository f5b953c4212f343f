"""One area never sees, counts, guesses or touches another: in SQL as the service, and over HTTP."""

import psycopg
import pytest
from psycopg import sql
from starlette.testclient import TestClient

from elsec_app.centre.app import create
from elsec_app.centre.database import UnsafeRole, enter
from elsec_app.centre.tables import GRANTS, metadata
from elsec_app.errors import DeviceRefused
from elsec_app.protocol import AREA_WIDE
from tests.centre.town import Laptop, Town, new_id

TABLES = sorted(metadata.tables)


@pytest.fixture
def twin(town: Town) -> Town:
    """Another area of the same centre, with somebody in each part of it."""
    other = Town(town.owner, town.http)
    oak = other.setting()
    laptop = other.laptop("practitioner", oak)
    mira = laptop.child(oak, "Mira")
    laptop.push(mira, laptop.child(oak, "Mara", id=mira.id, base=mira.change))
    laptop.push(laptop.move(oak, mira.id, other.setting("Elm")))
    return other


@pytest.fixture
def service(service_url: str) -> psycopg.Connection:
    return psycopg.connect(service_url)


def test_every_table_is_guarded_by_force(owner_url: str) -> None:
    with psycopg.connect(owner_url) as conn:
        rows = conn.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity, (SELECT count(*) FROM"
            " pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_area' AND p.polcmd = '*'"
            " AND p.polpermissive AND p.polwithcheck IS NOT NULL) FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND relname <> 'alembic_version'"
        ).fetchall()
    assert {name: (forced, policies) for name, forced, policies in rows} == dict.fromkeys(
        TABLES, (True, 1)
    )


def test_nothing_goes_round_the_guard(owner_url: str) -> None:
    with psycopg.connect(owner_url) as conn:
        views = conn.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'public' AND relkind IN ('v', 'm')"
        ).fetchall()
        definers = conn.execute(
            "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace"
            " WHERE nspname = 'public' AND prosecdef"
        ).fetchall()
    assert (views, definers) == ([], [])


def test_the_service_may_do_what_is_granted_and_no_more(owner_url: str) -> None:
    with psycopg.connect(owner_url) as conn:
        rows = conn.execute(
            "SELECT t, p, has_table_privilege('elsec_app', t, p) FROM unnest(%s::text[]) t,"
            " unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p",
            [[*TABLES, "alembic_version"]],
        ).fetchall()
    held = {(table, right) for table, right, has in rows if has}
    granted = {
        (table, right)
        for table, rights in GRANTS.items()
        for right in ("SELECT", "INSERT")
        if right in rights
    }
    assert held == granted
    assert not any(right == "DELETE" for _, right in held)


def test_every_key_begins_with_the_area() -> None:
    for table in metadata.tables.values():
        assert next(iter(table.primary_key.columns)).name == "area"
        for index in table.indexes:
            assert next(iter(index.columns)).name == "area"
        for key in table.foreign_key_constraints:
            assert key.column_keys[0] == "area"


@pytest.mark.parametrize("table", TABLES)
def test_without_an_area_there_are_no_rows(
    twin: Town, service: psycopg.Connection, table: str
) -> None:
    with service:
        enter(service, twin.area)
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
        there = service.execute(count).fetchone()
        assert there is not None
        assert there[0] > 0, "nothing to hide"
        service.commit()
        gone = service.execute(count).fetchone()
    assert gone == (0,)


@pytest.mark.parametrize("table", TABLES)
def test_the_service_in_one_area_cannot_read_or_touch_the_other(
    town: Town, twin: Town, service: psycopg.Connection, table: str
) -> None:
    name, ours, theirs = sql.Identifier(table), sql.Literal(town.area), sql.Literal(twin.area)
    look = sql.SQL("SELECT * FROM {} WHERE area = {}").format(name, theirs)
    take = sql.SQL("UPDATE {} SET area = {} WHERE area = {}").format(name, ours, theirs)
    end = sql.SQL("DELETE FROM {} WHERE area = {}").format(name, theirs)
    with service:
        enter(service, town.area)
        assert service.execute(look).fetchall() == []
        for change in (take, end):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), service.transaction():
                service.execute(change)


def test_the_service_cannot_write_into_another_area(
    town: Town, twin: Town, service: psycopg.Connection
) -> None:
    with service:
        enter(service, town.area)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            service.execute(
                "INSERT INTO record (area, id, kind, instrument, setting, made, schema, change,"
                " rev, pos, body) VALUES (%s, %s, 'note', '', '*', '', 1, %s, 1, 99, '{}')",
                [twin.area, new_id(), new_id()],
            )


def test_the_owner_is_held_too_where_it_is_no_superuser(owner_url: str, twin: Town) -> None:
    with psycopg.connect(owner_url) as conn:
        conn.execute("CREATE ROLE plain_owner")
        conn.execute("GRANT USAGE, CREATE ON SCHEMA public TO plain_owner")
        conn.execute("ALTER TABLE record OWNER TO plain_owner")
        conn.execute("SET ROLE plain_owner")
        assert conn.execute("SELECT count(*) FROM record").fetchone() == (0,)
        conn.rollback()


def test_an_id_of_another_area_is_free_here(town: Town, twin: Town) -> None:
    """Taking it tells nothing of whether it is taken there."""
    there, *_ = [
        r
        for r in Laptop(twin.http, twin.device(twin.user("senco", AREA_WIDE))).pull()
        if r.kind == "child"
    ]
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    mine = laptop.child(oak, "Mina", id=there.id, change=there.change)
    assert laptop.outcomes(mine) == ["accepted"]


def test_not_yours_looks_like_not_there(town: Town, twin: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptop, neighbour = town.laptop("practitioner", oak), town.laptop("practitioner", elm)
    neighbour.push(neighbour.note(elm))
    theirs = twin.setting("Theirs")
    answers = [laptop.receipts(laptop.note(place)) for place in (elm, theirs, new_id())]
    assert answers[0] == answers[1] == answers[2]
    pages = [laptop.page(**{place: 0}) for place in (elm, theirs, new_id())]
    assert pages[0] == pages[1] == pages[2]


def test_a_device_is_unknown_in_another_area(town: Town, twin: Town) -> None:
    laptop = town.laptop("practitioner", town.setting())
    moved = Laptop(town.http, laptop.who)
    moved.line._names["Elsec-Area"] = twin.area
    with pytest.raises(DeviceRefused, match="does not know"):
        moved.page()


def test_the_pool_forgets_the_area(town: Town, twin: Town, service_url: str) -> None:
    """One connection, two areas in turn, with a failure in between."""
    with TestClient(create(service_url, at_work=1)) as http:
        here, there = Laptop(http, town.laptop("senco").who), Laptop(http, twin.laptop("senco").who)
        for _ in range(3):
            assert {i.record.area for i in here.page().records} == {town.area}
            broken = Laptop(http, here.who)
            broken.line._names["Elsec-Device"] = new_id()
            with pytest.raises(DeviceRefused):
                broken.page()
            assert {i.record.area for i in there.page().records} == {twin.area}


def test_a_role_that_sees_past_its_area_is_refused_at_the_start(owner_url: str) -> None:
    with pytest.raises(UnsafeRole), TestClient(create(owner_url)):
        pass


def test_a_role_that_owns_a_table_is_refused_at_the_start(owner_url: str, service_url: str) -> None:
    with psycopg.connect(owner_url) as conn:
        conn.execute("CREATE TABLE stray ()")
        conn.execute("GRANT CREATE ON SCHEMA public TO elsec_app")
        conn.execute("ALTER TABLE stray OWNER TO elsec_app")
        conn.execute("REVOKE CREATE ON SCHEMA public FROM elsec_app")
    try:
        with pytest.raises(UnsafeRole), TestClient(create(service_url)):
            pass
    finally:
        with psycopg.connect(owner_url) as conn:
            conn.execute("DROP TABLE stray")
