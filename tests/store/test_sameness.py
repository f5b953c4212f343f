"""Who carries on for whom: the same answer whatever was said first, and two again when undone."""

import random
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from elsec_app.protocol import bodies
from elsec_app.protocol.record import Placed, Record, canonical
from elsec_app.store import feed, tables
from elsec_app.store.database import Store
from elsec_app.store.sameness import kept_by
from tests.vaults import fresh_store

CHILDREN = "abcdef"
LINKS = st.lists(st.tuples(st.sampled_from(CHILDREN), st.sampled_from(CHILDREN)), max_size=8)

CASES = [
    ([], {}),
    ([("a", "b")], {"b": "a"}),
    ([("b", "a")], {"a": "b"}),
    ([("a", "b"), ("b", "c")], {"b": "a", "c": "a"}),
    ([("a", "b"), ("c", "a")], {"a": "c", "b": "c"}),
    ([("a", "b"), ("b", "a")], {"b": "a"}),  # two devices, each the other way round
    ([("a", "c"), ("b", "c")], {"b": "a", "c": "a"}),
    ([("a", "b"), ("b", "c"), ("c", "a")], {"b": "a", "c": "a"}),
    ([("d", "c"), ("c", "d"), ("b", "c")], {"c": "b", "d": "b"}),
    ([("a", "a")], {}),
]


@pytest.mark.parametrize(("links", "kept"), CASES)
def test_who_carries_on(links: list[tuple[str, str]], kept: dict[str, str]) -> None:
    assert kept_by(links, CHILDREN) == kept


def test_somebody_who_is_here_carries_on() -> None:
    assert kept_by([("a", "b"), ("b", "c")], held="bc") == {"a": "b", "c": "b"}


@given(LINKS, st.randoms(use_true_random=False))
def test_the_order_in_which_it_was_said_changes_nothing(
    links: list[tuple[str, str]], chance: random.Random
) -> None:
    mixed = links + links[:2]
    chance.shuffle(mixed)
    assert kept_by(mixed, CHILDREN) == kept_by(links, CHILDREN)


@given(LINKS)
def test_each_group_has_one_who_carries_on_for_all_others(links: list[tuple[str, str]]) -> None:
    shown = kept_by(links, CHILDREN)
    assert not shown.keys() & set(shown.values()), "who carries on is shown as himself"
    for kept, other in links:
        assert shown.get(kept, kept) == shown.get(other, other)


# --- in a store ----------------------------------------------------------------------------------


def placed(kind: str, name: str, child: str, body: bodies.Body) -> Placed:
    stated = ("", "", "", "2026-09-21T09:00:00+01:00", 1, name, "")
    text = msgspec.Raw(canonical(body))
    return Placed(Record(name, kind, "a", "oak", child, *stated, text), 1, 1)


def child(name: str) -> Placed:
    return placed("child", name, name, bodies.Child(f"Child {name}", "Vale", date(2021, 3, 4)))


def opted_out(name: str, of: str) -> Placed:
    return placed("opt_out", name, of, bodies.OptOut("Mother", date(2026, 9, 1)))


def same(name: str, kept: str, other: str) -> Placed:
    return placed("same_child", name, kept, bodies.SameChild(kept, other, "the same mother"))


def undo(name: str, link: str) -> Placed:
    return placed("not_same_child", name, "a", bodies.NotSameChild("", "", undoes=link))


def shown(store: Store) -> dict[str, tuple[object, ...]]:
    """All that a search sees of children, and the words they are found by."""
    seen: dict[str, tuple[object, ...]] = {}
    with store.reading() as conn:
        for table in tables.SEARCHED.values():
            for row in conn.execute(select(table.c.id, table.c.child)):
                seen[f"{table.name} {row.id}"] = (row.child,)
        c = tables.child.c
        for name, n, kept in conn.execute(select(c.id, c.n, c.merged_into)):
            words = conn.exec_driver_sql("SELECT words FROM child_words WHERE rowid = ?", (n,))
            seen[name] = (kept, words.scalar())
    return seen


SAID = [
    *(child(name) for name in "abcd"),
    *(opted_out(f"o{name}", name) for name in "abcd"),
    same("l1", "a", "b"),
    same("l2", "b", "a"),
    same("l3", "c", "a"),
    same("l4", "d", "c"),
    undo("u1", "l4"),
]


@pytest.mark.parametrize("seed", range(8))
def test_every_device_shows_the_same_in_whatever_order_it_heard(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    first, second = (fresh_store(tmp_path, name) for name in ("one", "two"))
    with first.writing() as conn:
        feed.apply(conn, SAID)
    mixed = SAID[:]
    chance.shuffle(mixed)
    with second.writing() as conn:
        for page in (mixed[:5], mixed[5:6], mixed[6:]):
            feed.apply(conn, page)
    assert shown(first) == shown(second)
    assert shown(first)["opt_out ob"] == shown(first)["opt_out oa"] == ("c",)
    assert shown(first)["opt_out od"] == ("d",)
    assert "child b" in str(shown(first)["c"][1]), "found by every name he has had"


def test_when_all_is_undone_nothing_is_left_of_it(tmp_path: Path) -> None:
    plain, undone = (fresh_store(tmp_path, name) for name in ("plain", "undone"))
    links = [one for one in SAID if one.record.kind == "same_child"]
    others = [one for one in SAID if "same_child" not in one.record.kind]
    with plain.writing() as conn:
        feed.apply(conn, others)
    with undone.writing() as conn:
        feed.apply(conn, [*others, *links])
    assert shown(plain)["opt_out oa"] == ("a",) != shown(undone)["opt_out oa"]
    with undone.writing() as conn:
        feed.apply(conn, [undo(f"u{n}", link.record.id) for n, link in enumerate(links)])
    seen = {k: v for k, v in shown(undone).items() if "same_child" not in k}
    assert seen == shown(plain)


def test_when_the_feed_takes_it_back_the_two_are_two(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    with store.writing() as conn:
        feed.apply(conn, [child("a"), child("b"), opted_out("ob", "b"), same("l1", "a", "b")])
    assert shown(store)["opt_out ob"] == ("a",)
    with store.writing() as conn:
        feed.remove(conn, ["l1"])
    assert shown(store)["opt_out ob"] == ("b",)
