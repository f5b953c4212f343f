"""The tables as migrations make them are the tables as stated, and may be made twice."""

from collections.abc import Callable

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, pool

from elsec_app.centre.database import enter
from elsec_app.centre.migrate import app_url, migrate
from elsec_app.centre.tables import metadata
from elsec_app.errors import BadInput


def test_migrations_lead_to_the_stated_tables(owner_url: str) -> None:
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(owner_url), poolclass=pool.NullPool
    )
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(new_database: Callable[[], str]) -> None:
    url = new_database()
    migrate(url)
    with psycopg.connect(url) as conn:
        enter(conn, "894")
        conn.execute("INSERT INTO area (area, name) VALUES ('894', 'Telford & Wrekin')")
    migrate(url)
    with psycopg.connect(url) as conn:
        assert conn.execute("SELECT count(*) FROM area").fetchone() == (1,)


def test_an_owner_that_is_no_superuser_may_migrate_and_list_areas(
    new_database: Callable[[], str],
) -> None:
    """As at a hosted PostgreSQL, where the service's role was made beforehand."""
    url = new_database()
    with psycopg.connect(url, autocommit=True) as conn:
        name = conn.info.dbname
        conn.execute(f"CREATE ROLE {name}_owner LOGIN".encode())
        conn.execute(f"CREATE ROLE {name}_app LOGIN".encode())
        conn.execute(f"ALTER DATABASE {name} OWNER TO {name}_owner".encode())
    owner = app_url(url, f"{name}_owner")
    migrate(owner, f"{name}_app")
    with psycopg.connect(owner) as conn:
        for area in ("894", "895"):
            enter(conn, area)
            conn.execute("INSERT INTO area (area, name) VALUES (%s, 'x')", [area])
        assert conn.execute("SELECT count(*) FROM area").fetchone() == (2,)
        assert conn.execute("SELECT count(*) FROM feed").fetchone() == (0,)
    with psycopg.connect(app_url(url, f"{name}_app")) as conn:
        assert conn.execute("SELECT count(*) FROM area").fetchone() == (0,)


def test_one_role_may_not_both_own_and_serve(new_database: Callable[[], str]) -> None:
    url = new_database()
    with psycopg.connect(url) as conn:
        user = conn.info.user
    with pytest.raises(BadInput, match="must not be"):
        migrate(url, user)
