"""A child goes to another school: who receives what from then on, and that both sides can check."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from elsec_app.protocol import bodies, digest
from elsec_app.protocol.record import Record
from elsec_app.protocol.wire import Page
from tests.centre.town import Laptop, Town


def whole(laptop: Laptop) -> Page:
    """All that *laptop* may have, in small pages, with the digests that it works out from it."""
    cursors: dict[str, int] = {}
    records = []
    while True:
        page = laptop.page(limit=3, **cursors)
        records += page.records
        cursors |= page.cursors
        if page.done:
            break
    leaves: dict[str, dict[str, bytes]] = {setting: {} for setting in page.heads}
    for item in records:
        leaf = digest.leaf(item.record.id, item.rev, bytes(item.record.body))
        leaves[item.feed or item.record.setting][item.record.id] = leaf
    ours = {s: digest.total(found.values()).hex() for s, found in leaves.items()}
    assert ours == {s: head.digest for s, head in page.heads.items()}
    return Page(page.epoch, page.role, records, cursors, page.done, page.heads)


def kinds(page: Page, setting: str) -> list[tuple[str, str, int]]:
    """What stands in a feed: kind, the setting that stated it, and the version."""
    return sorted(
        (item.record.kind, item.record.setting, item.rev)
        for item in page.records
        if (item.feed or item.record.setting) == setting
    )


class Two:
    """Two schools, a laptop in each and one in both; Zara is a child of Oak with a past."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.oak, self.elm, self.ash = (town.setting(n) for n in ("Oak", "Elm", "Ash"))
        self.of_oak = town.laptop("practitioner", self.oak)
        self.of_elm = town.laptop("practitioner", self.elm)
        self.of_both = town.laptop("therapist", self.oak, self.elm)
        self.of_ash = town.laptop("practitioner", self.ash)
        self.zara = self.of_oak.child(self.oak, "Zara", child="itself")
        self.place = self.about(
            self.of_oak, self.oak, bodies.Enrolment("Acorn", "R", date(2026, 9, 1))
        )
        self.past = [self.zara, self.place, self.about(self.of_oak, self.oak), self.opt_out()]
        self.of_oak.push(*self.past, self.of_oak.note(self.oak, "of another child"))

    def about(self, laptop: Laptop, setting: str, body: bodies.Body | None = None) -> Record:
        kind = "note" if body is None else "enrolment"
        return laptop.record(kind, body or bodies.Note("seen"), setting, child=self.zara.id)

    def opt_out(self) -> Record:
        body = bodies.OptOut("Mother", date(2026, 9, 1))
        return self.of_oak.record("opt_out", body, self.oak, child=self.zara.id)

    def move(self, laptop: Laptop, from_: str, to: str) -> str:
        [outcome] = laptop.outcomes(laptop.move(from_, self.zara.id, to))
        return outcome


@pytest.fixture
def two(town: Town) -> Two:
    return Two(town)


def test_the_new_school_receives_the_past_and_each_record_once(two: Two) -> None:
    assert two.move(two.of_oak, two.oak, two.elm) == "accepted"
    page = whole(two.of_elm)
    assert kinds(page, two.elm) == [
        ("child", two.elm, 2),
        ("enrolment", two.oak, 1),
        ("move", two.oak, 1),
        ("note", two.oak, 1),
        ("opt_out", two.elm, 2),
    ]
    assert len({item.record.id for item in page.records}) == len(page.records)
    assert not any(item.record.setting == two.oak for item in page.records if not item.feed)


def test_who_is_in_neither_sees_nothing(two: Two) -> None:
    two.move(two.of_oak, two.oak, two.elm)
    assert kinds(whole(two.of_ash), two.ash) == []
    assert {item.record.child for item in whole(two.of_ash).records} == {""}


def test_the_old_school_keeps_what_it_saw_and_nothing_new(two: Two) -> None:
    two.move(two.of_oak, two.oak, two.elm)
    kept = kinds(whole(two.of_oak), two.oak)
    assert kept == [
        ("child", two.oak, 1),
        ("enrolment", two.oak, 1),
        ("move", two.oak, 1),
        ("note", two.oak, 1),
        ("note", two.oak, 1),
        ("opt_out", two.oak, 1),
    ]
    page = whole(two.of_elm)
    zara = next(item.record for item in page.records if item.record.id == two.zara.id)
    edited = two.of_elm.child(two.elm, "Zarah", id=zara.id, child=zara.id, base=zara.change)
    assert two.of_elm.outcomes(edited, two.about(two.of_elm, two.elm)) == ["accepted"] * 2
    assert kinds(whole(two.of_oak), two.oak) == kept
    assert b"Zarah" not in b"".join(bytes(i.record.body) for i in whole(two.of_oak).records)
    late = two.of_oak.child(two.oak, "Zora", id=zara.id, child=zara.id, base=two.zara.change)
    assert two.of_oak.outcomes(late) == ["not-assigned"]


def test_who_reads_both_schools_has_each_as_it_is(two: Two) -> None:
    before = whole(two.of_both)
    two.move(two.of_oak, two.oak, two.elm)
    page = whole(two.of_both)
    versions = {
        (i.feed or i.record.setting, i.rev) for i in page.records if i.record.kind == "child"
    }
    assert versions == {(two.oak, 1), (two.elm, 2)}
    after = two.of_both.page(**before.cursors)
    assert {i.record.kind for i in after.records} == {
        "child",
        "opt_out",
        "move",
        "note",
        "enrolment",
    }


def test_what_the_old_school_says_late_reaches_the_new_one_too(two: Two) -> None:
    two.move(two.of_oak, two.oak, two.elm)
    cursors = whole(two.of_elm).cursors
    ended = bodies.Enrolment("Acorn", "R", date(2026, 9, 1), until=date(2026, 11, 20))
    late = two.of_oak.record(
        "enrolment", ended, two.oak, id=two.place.id, child=two.zara.id, base=two.place.change
    )
    assert two.of_oak.outcomes(two.about(two.of_oak, two.oak), late) == ["accepted"] * 2
    new = two.of_elm.page(**cursors)
    assert sorted((i.record.kind, i.record.setting, i.rev) for i in new.records) == [
        ("enrolment", two.oak, 2),
        ("note", two.oak, 1),
    ]
    whole(two.of_elm)


def test_a_move_that_another_has_overtaken_is_refused(two: Two) -> None:
    assert two.move(two.of_oak, two.oak, two.elm) == "accepted"
    assert two.move(two.of_both, two.oak, two.ash) == "moved"
    assert two.move(two.of_elm, two.elm, two.ash) == "accepted"
    assert ("note", two.oak, 1) in kinds(whole(two.of_ash), two.ash)
    assert kinds(whole(two.of_elm), two.elm)[0] == ("child", two.elm, 2)


@pytest.mark.parametrize("to", ["", "itself", "nowhere"])
def test_a_move_to_no_setting_of_the_area_moves_nothing(two: Two, to: str) -> None:
    target = {"itself": two.oak, "nowhere": two.zara.id}.get(to, "")
    assert two.move(two.of_oak, two.oak, target) == ("form" if to else "accepted")
    assert kinds(whole(two.of_oak), two.oak)[0] == ("child", two.oak, 1)


def test_only_a_device_of_the_childs_setting_may_move_it(two: Two) -> None:
    assert two.move(two.of_elm, two.oak, two.elm) == "not-assigned"
    assert two.move(two.of_elm, two.elm, two.ash) == "moved"


def test_the_same_move_sent_twice_is_one_move(two: Two) -> None:
    move = two.of_oak.move(two.oak, two.zara.id, two.elm)
    assert two.of_oak.outcomes(move) == two.of_oak.outcomes(move) == ["accepted"]
    assert len(kinds(whole(two.of_elm), two.elm)) == 5


def test_a_child_who_comes_back_brings_all_of_it_back(two: Two) -> None:
    two.move(two.of_oak, two.oak, two.elm)
    two.of_elm.push(two.about(two.of_elm, two.elm))
    two.move(two.of_elm, two.elm, two.oak)
    assert kinds(whole(two.of_oak), two.oak) == [
        ("child", two.oak, 3),
        ("enrolment", two.oak, 1),
        ("move", two.oak, 1),
        ("move", two.elm, 1),
        ("note", two.oak, 1),
        ("note", two.oak, 1),
        ("note", two.elm, 1),
        ("opt_out", two.oak, 3),
    ]
    two.of_oak.push(two.about(two.of_oak, two.oak))
    assert kinds(whole(two.of_elm), two.elm)[:2] == [
        ("child", two.elm, 2),
        ("enrolment", two.oak, 1),
    ]
    assert [k for k in kinds(whole(two.of_elm), two.elm) if k[0] == "note"] == [
        ("note", two.oak, 1),
        ("note", two.elm, 1),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_however_they_move_both_sides_agree(town: Town, seed: int) -> None:
    """Many moves at random between three schools, with records made all the while."""
    chance = random.Random(seed)
    two = Two(town)
    schools = [two.oak, two.elm, two.ash]
    everywhere = town.laptop("therapist", *schools)
    at = two.oak
    for _step in range(14):
        if chance.random() < 0.4:
            to = chance.choice([s for s in schools if s != at])
            assert two.move(everywhere, at, to) == "accepted"
            at = to
        else:
            everywhere.push(two.about(everywhere, chance.choice(schools)))
    readers = {two.oak: two.of_oak, two.elm: two.of_elm, two.ash: two.of_ash}
    for school, reader in readers.items():
        page = whole(reader)
        child = [i.record.setting for i in page.records if i.record.kind == "child"]
        assert child in ([], [school])
    held = {i.record.id for i in whole(everywhere).records if i.record.child}
    here = {i.record.id for i in whole(readers[at]).records if i.record.child}
    assert here == held, "where the child is, everything is"


def test_moves_and_notes_at_the_same_moment_leave_both_sides_equal(two: Two) -> None:
    """Four laptops at once: the child goes to and fro while all of them write about it."""
    town, schools = two.town, [two.oak, two.elm]
    writers = [town.laptop("practitioner", *schools) for _n in range(3)]
    mover = town.laptop("therapist", *schools)

    def write(laptop: Laptop) -> int:
        return sum(
            outcome == "accepted"
            for n in range(12)
            for outcome in laptop.outcomes(two.about(laptop, schools[n % 2]))
        )

    def move() -> list[str]:
        return [two.move(mover, schools[n % 2], schools[1 - n % 2]) for n in range(10)]

    with ThreadPoolExecutor(4) as pool:
        moving = pool.submit(move)
        written = sum(pool.map(write, writers))
    assert moving.result() == ["accepted"] * 10
    assert written == 36
    notes = [i for i in whole(two.of_oak).records if i.record.kind == "note" and i.record.child]
    assert len(notes) == 37, "the child is at Oak in the end, with every note"
    whole(two.of_elm)
    whole(two.of_both)
