"""What becomes of what a device sends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import msgspec
import pytest

from elsec_app.protocol import AREA_WIDE, bodies
from elsec_app.protocol.record import Record, fields
from elsec_app.protocol.wire import Receipt
from tests.centre.town import Laptop, Town, new_id


def replaced(record: Record, **changes: object) -> Record:
    return msgspec.structs.replace(record, **changes)


def body_of(receipt: Receipt) -> dict[str, object]:
    assert receipt.has_body
    return fields(receipt.body)


def test_a_record_is_taken_once_however_often_it_is_sent(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    note = laptop.note(oak)
    first = laptop.push(note)
    again = laptop.push(note)
    assert [r.outcome for r in first.receipts] == ["accepted"]
    assert (first.moved[oak].start, first.moved[oak].end) == (0, 1)
    assert again.receipts == first.receipts
    assert again.moved == {}
    assert [r.id for r in laptop.pull()].count(note.id) == 1


def test_eight_at_once_send_the_same_batch_and_it_is_there_once(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    batch = [laptop.note(oak, f"note {n}") for n in range(50)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: laptop.receipts(*batch), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert sorted(r.pos for r in answers[0]) == list(range(1, 51))
    assert laptop.page().heads[oak].pos == 50


def test_one_id_in_two_settings_at_once_is_taken_in_one(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptop = town.laptop("practitioner", oak, elm)
    for _ in range(10):
        note = laptop.note(oak)
        with ThreadPoolExecutor(2) as threads:
            outcomes = threads.map(laptop.outcomes, [note, replaced(note, setting=elm)])
        assert sorted(a for answer in outcomes for a in answer) == ["accepted", "changed"]


def test_an_append_only_record_never_changes(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    note = laptop.note(oak, "as it was")
    laptop.push(note)
    touched = replaced(laptop.note(oak, "as it was not"), id=note.id, change=note.id)
    assert laptop.outcomes(touched) == ["changed"]
    assert [r.body for r in laptop.pull() if r.id == note.id] == [note.body]


Spoil = Callable[[Record, Laptop], Record]
BAD_BODY = msgspec.Raw(b'{"text":5}')
REFUSED: dict[str, tuple[str, Spoil]] = {
    "a kind nobody knows": ("kind", lambda r, _: replaced(r, kind="horoscope")),
    "a kind that the centre makes": ("role", lambda r, _: replaced(r, kind="conflict")),
    "a kind of another role": ("role", lambda r, _: replaced(r, kind="review")),
    "another area": ("identity", lambda r, _: replaced(r, area="elsewhere")),
    "another author": ("identity", lambda r, _: replaced(r, author=new_id())),
    "another device": ("identity", lambda r, _: replaced(r, device=new_id())),
    "an id that is none": ("form", lambda r, _: replaced(r, id="1; drop table record")),
    "an id in capitals": ("form", lambda r, _: replaced(r, id=r.id.upper(), change=r.id.upper())),
    "a change of its own": ("form", lambda r, _: replaced(r, change=new_id())),
    "a child that is none": ("form", lambda r, _: replaced(r, child="\\N")),
    "a tab in the pack's hash": ("form", lambda r, _: replaced(r, instrument="a\tb")),
    "a day that is none": ("form", lambda r, _: replaced(r, made="2026-13-45T10:00:00Z")),
    "a schema beyond all": ("form", lambda r, _: replaced(r, schema=2**40)),
    "a setting not assigned": ("not-assigned", lambda r, _: replaced(r, setting=new_id())),
    "the area's own feed": ("not-assigned", lambda r, _: replaced(r, setting=AREA_WIDE)),
    "a body of another kind": ("body", lambda r, _: replaced(r, body=BAD_BODY)),
    "a body that is a list": ("body", lambda r, _: replaced(r, body=msgspec.Raw(b"[]"))),
    "a body with a line break": (
        "body",
        lambda r, _: replaced(r, body=msgspec.Raw(b'{"text":"x",\n"about":""}')),
    ),
    "a body beyond all": (
        "too-large",
        lambda r, _: replaced(r, body=msgspec.Raw(b'{"text":"' + b"x" * 300_000 + b'"}')),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_record_is_refused_with_its_reason_and_stops_no_other(town: Town, case: str) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    reason, spoil = REFUSED[case]
    before, bad, after = laptop.note(oak), spoil(laptop.note(oak), laptop), laptop.note(oak)
    assert laptop.outcomes(before, bad, after) == ["accepted", reason, "accepted"]
    assert {before.id, after.id} <= {r.id for r in laptop.pull()}
    assert laptop.page().heads[oak].pos == 2


def test_hostile_text_comes_back_as_it_went(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    texts = [
        "\\",
        "\\N",
        "\\.",
        "a\tb\nc\0d",
        "'; drop table record;--",
        "Zażółć 漢字 🦆",
        "{}",
        '"',
    ]
    notes = [laptop.note(oak, text) for text in texts]
    assert laptop.outcomes(*notes) == ["accepted"] * len(texts)
    back = {r.id: fields(r.body)["text"] for r in laptop.pull() if r.kind == "note"}
    assert [back[note.id] for note in notes] == texts


def test_unknown_fields_are_kept(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    note = replaced(laptop.note(oak), body=msgspec.Raw(b'{"from_a_later_version":[1],"text":"x"}'))
    laptop.push(note)
    assert note.body in [r.body for r in laptop.pull()]


def test_an_edit_of_the_present_version_takes_its_place(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    mira = laptop.child(oak, "Mira")
    mara = laptop.child(oak, "Mara", id=mira.id, base=mira.change)
    assert [(r.outcome, r.rev, r.pos) for r in laptop.receipts(mira, mara)] == [
        ("accepted", 1, 1),
        ("accepted", 2, 2),
    ]
    assert [fields(r.body)["forename"] for r in laptop.pull() if r.kind == "child"] == ["Mara"]


def test_edits_of_different_fields_are_merged(town: Town) -> None:
    oak = town.setting()
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", oak)
    mira = one.child(oak, "Mira")
    one.push(mira)
    one.push(one.child(oak, "Mara", id=mira.id, base=mira.change))
    theirs = two.child(oak, "Mira", known_as="Mimi", id=mira.id, base=mira.change)
    answer = two.push(theirs)
    [receipt] = answer.receipts
    assert (receipt.outcome, receipt.rev) == ("merged", 3)
    assert (body_of(receipt)["forename"], body_of(receipt)["known_as"]) == ("Mara", "Mimi")
    assert receipt.change not in ("", theirs.change, mira.change)
    assert two.receipts(theirs) == [receipt]


def test_two_edits_of_one_field_keep_both_and_ask_a_person(town: Town) -> None:
    oak = town.setting()
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", oak)
    mira = one.child(oak, "Mira")
    one.push(mira)
    one.push(one.child(oak, "Mara", id=mira.id, base=mira.change))
    theirs = two.child(oak, "Myra", id=mira.id, base=mira.change)
    answer = two.push(theirs)
    [receipt] = answer.receipts
    assert receipt.outcome == "conflict"
    assert body_of(receipt)["forename"] == "Mara"
    assert oak not in answer.moved, "the conflict itself has still to be pulled"
    [conflict] = [r for r in two.pull() if r.kind == "conflict"]
    found = msgspec.json.decode(conflict.body, type=bodies.Conflict)
    assert (found.record, found.field) == (mira.id, "forename")
    assert (found.base, found.centre, found.device) == ("Mira", "Mara", "Myra")
    assert (found.centre_author, found.device_author) == (one.who.user, two.who.user)
    assert two.receipts(theirs)[0].outcome == "conflict"
    assert len([r for r in two.pull() if r.kind == "conflict"]) == 1


def test_a_repeat_of_an_old_edit_answers_what_the_record_is_now(town: Town) -> None:
    oak = town.setting()
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", oak)
    mira = one.child(oak, "Mira")
    one.push(mira)
    two.push(two.child(oak, "Mara", id=mira.id, base=mira.change))
    [receipt] = one.receipts(mira)
    assert (receipt.outcome, receipt.rev) == ("accepted", 2)
    assert body_of(receipt)["forename"] == "Mara"


def test_an_offline_chain_of_edits_meets_another_edit(town: Town) -> None:
    oak = town.setting()
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", oak)
    mira = one.child(oak, "Mira")
    one.push(mira)
    one.push(one.child(oak, "Mara", id=mira.id, base=mira.change))
    first = two.child(oak, "Mira", known_as="Mi", id=mira.id, base=mira.change)
    second = two.child(oak, "Mira", known_as="Mimi", id=mira.id, base=first.change)
    answers = two.receipts(first, second)
    assert [r.outcome for r in answers] == ["merged", "merged"]
    assert (body_of(answers[1])["forename"], body_of(answers[1])["known_as"]) == ("Mara", "Mimi")


def test_the_same_edit_on_both_sides_is_no_new_version(town: Town) -> None:
    oak = town.setting()
    one, two = town.laptop("practitioner", oak), town.laptop("practitioner", oak)
    mira = one.child(oak, "Mira")
    one.push(mira)
    one.push(one.child(oak, "Mara", id=mira.id, base=mira.change))
    [receipt] = two.receipts(two.child(oak, "Mara", id=mira.id, base=mira.change))
    assert (receipt.outcome, receipt.rev) == ("merged", 2)


def test_an_edit_of_a_version_the_centre_lost_is_a_question(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    mira = laptop.child(oak, "Mira")
    laptop.push(mira)
    edit = laptop.child(oak, "Mara", id=mira.id, base=new_id())
    assert laptop.outcomes(edit) == ["conflict"]


def test_a_change_is_not_used_for_something_else(town: Town) -> None:
    oak = town.setting()
    laptop = town.laptop("practitioner", oak)
    mira = laptop.child(oak, "Mira")
    laptop.push(mira)
    assert laptop.outcomes(laptop.child(oak, "Mara", id=mira.id, change=mira.change)) == ["changed"]
    other_kind = laptop.record(
        "membership", bodies.Membership(new_id(), "Owls"), oak, id=mira.id, base=mira.change
    )
    assert laptop.outcomes(other_kind) == ["changed"]
    # Another record may bear the same change: it is a name within one record.
    twin = laptop.child(oak, "Twin", change=mira.change)
    edits = [
        laptop.child(oak, f"{name}2", id=r.id, base=r.change)
        for name, r in (("Mira", mira), ("Twin", twin))
    ]
    assert laptop.outcomes(twin, *edits) == ["accepted"] * 3


def test_a_record_that_moves_leaves_a_mark_behind(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    both, only_oak = town.laptop("practitioner", oak, elm), town.laptop("practitioner", oak)
    place = bodies.Enrolment("Owls", "R", date(2026, 9, 1))
    here = both.record("enrolment", place, oak)
    both.push(here)
    cursors = dict(only_oak.page().cursors)
    there = both.record("enrolment", place, elm, id=here.id, base=here.change)
    assert both.outcomes(there) == ["accepted"]
    [gone] = only_oak.pull(cursors)
    assert gone.kind == "gone"
    assert msgspec.json.decode(gone.body, type=bodies.Gone) == bodies.Gone(here.id, 2)
    assert here.id not in {r.id for r in only_oak.pull()}
    assert {r.setting for r in both.pull() if r.id == here.id} == {elm}


def test_who_lost_sight_of_a_record_cannot_edit_it(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    both, only_oak = town.laptop("practitioner", oak, elm), town.laptop("practitioner", oak)
    mira = both.child(oak, "Mira")
    both.push(mira, both.child(elm, "Mira", id=mira.id, base=mira.change))
    edit = only_oak.child(oak, "Mara", id=mira.id, base=mira.change)
    assert only_oak.outcomes(edit) == ["not-assigned"]


def test_moves_both_ways_at_once_do_not_lock_each_other_out(town: Town) -> None:
    oak, elm = town.setting("Oak"), town.setting("Elm")
    laptop = town.laptop("practitioner", oak, elm)
    here = [laptop.child(oak, f"Oak {n}") for n in range(20)]
    there = [laptop.child(elm, f"Elm {n}") for n in range(20)]
    laptop.push(*here, *there)

    def move(records: list[Record], to: str) -> list[str]:
        moved = [laptop.child(to, "Moved", id=r.id, base=r.change) for r in records]
        return [a for r in moved for a in laptop.outcomes(r)]

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(move, [here, there], [elm, oak]))
    assert answers == [["accepted"] * 20] * 2
    assert {r.setting for r in laptop.pull() if r.id in {h.id for h in here}} == {elm}
