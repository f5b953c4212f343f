"""What tests stand on does what it says."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
import psycopg
import pytest


@pytest.mark.parametrize("again", [False, True])
def test_every_test_gets_an_empty_database(postgres_url: str, again: bool) -> None:
    with psycopg.connect(postgres_url) as database:
        found = database.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchone() == (0,)
        database.execute("CREATE TABLE left_behind ()")


def test_a_wider_fixture_can_have_a_database_of_its_own(new_database: Callable[[], str]) -> None:
    assert new_database() != new_database()


def test_no_test_touches_the_files_of_the_user(own_home: Path) -> None:
    for folder in (Path.home(), platformdirs.user_data_path("x"), platformdirs.user_log_path("x")):
        assert folder.is_relative_to(own_home)
    assert list(own_home.iterdir()) == []


def test_windows_are_drawn_off_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
