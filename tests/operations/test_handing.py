"""The PIN that takes the screen back: short, so few tries; and never what a child tries first."""

from datetime import timedelta
from pathlib import Path

import pytest

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.operations import handing
from elsec_app.settings import Folders
from elsec_app.store import state
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store
from tests.operations.conftest import Clock

PIN = "739154"


@pytest.fixture
def set_up(store: Store) -> Store:
    with store.writing() as conn:
        handing.set_pin(conn, PIN)
    return store


@pytest.mark.parametrize(
    "weak",
    ["", "739", "739154739", "12 34", "٣٤٥٦", "abcd", "0000", "1234", "4321", "7890", "0987"],
)
def test_a_weak_pin_is_refused(store: Store, weak: str) -> None:
    with store.writing() as conn:
        with pytest.raises(BadInput):
            handing.set_pin(conn, weak)
        assert not handing.has_pin(conn)


def test_it_is_kept_as_a_hash_only(set_up: Store) -> None:
    with set_up.reading() as conn:
        assert handing.has_pin(conn)
        assert PIN not in state.get(conn, "hand_over_pin")


def test_five_tries_with_growing_waits_then_none(set_up: Store, actor: Actor, clock: Clock) -> None:
    for wait in (0, 0, 5, 15, 30):
        if wait:
            clock.pass_by(seconds=wait - 1)
            with pytest.raises(NotAllowed, match="Wait 1 second"):
                handing.try_pin(set_up, actor, PIN)
            clock.pass_by(seconds=1)
        assert not handing.try_pin(set_up, actor, "8264")
    clock.pass_by(days=1)
    with pytest.raises(NotAllowed, match="passphrase"):
        handing.try_pin(set_up, actor, PIN)
    handing.forgive(set_up)
    assert handing.try_pin(set_up, actor, PIN)


def test_the_right_one_forgets_the_wrong_ones(set_up: Store, actor: Actor) -> None:
    for _n in range(4):
        assert not handing.try_pin(set_up, actor, "8264")
        assert handing.try_pin(set_up, actor, PIN)


def test_a_try_is_counted_before_it_is_made(
    set_up: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_args: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(handing, "_hash", killed)
    with pytest.raises(KeyboardInterrupt):
        handing.try_pin(set_up, actor, PIN)
    with set_up.reading() as conn:
        held = handing._held(conn)
    assert held is not None
    assert held.wrong == 1


def test_a_clock_set_back_begins_the_wait_again(set_up: Store, actor: Actor, clock: Clock) -> None:
    for _n in range(2):
        handing.try_pin(set_up, actor, "8264")
    clock.now -= timedelta(days=1)
    with pytest.raises(NotAllowed, match="Wait 5 seconds"):
        handing.try_pin(set_up, actor, PIN)


def test_the_mark_is_there_until_the_screen_is_back(tmp_path: Path) -> None:
    where = Folders(tmp_path)
    handing.mark(where)
    assert where.handed_over.exists()
    handing.unmark(where)
    handing.unmark(where)
    assert not where.handed_over.exists()
