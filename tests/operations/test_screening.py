"""A screening from the first tap to the signed record, with real answers in a real store."""

import dataclasses
from collections.abc import Mapping

import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.instruments.definition import OutsideAges
from elsec_app.instruments.progress import progress
from elsec_app.operations import amending, cohorts, results, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.screening import Sitting
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.protocol import PRACTICE
from elsec_app.protocol.bodies import Context
from elsec_app.store import audit, outbox, records, tables
from elsec_app.store.actor import Actor
from tests.operations.conftest import TODAY, Clock
from tests.small_pack import small_pack

PACK = small_pack()
ALL_SEEN = {"u1": "pass", "u2": "pass", "t1": "pass", "t2": "pass"}
ONE_STRAND_UNSEEN = {"u1": "pass", "u2": "pass", "t1": "not_yet", "t2": "not_yet"}


def answered(
    conn: Connection, actor: Actor, sitting: Sitting, answers: Mapping[str, str]
) -> Sitting:
    for item, value in answers.items():
        screening.answer(conn, actor, sitting, PACK, item, value)
    return screening.load(conn, sitting.id)


@pytest.fixture
def sitting(conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]) -> Sitting:
    return screening.begin(conn, actor, kids["Amara"], cohort, PACK)


def test_the_section_is_that_of_the_childs_age(sitting: Sitting) -> None:
    assert (sitting.section, sitting.hash) == ("s4", PACK.hash)


def test_a_child_outside_the_ages_is_told_so(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    with pytest.raises(OutsideAges, match="5;0"):
        screening.begin(conn, actor, kids["Chloe"], cohort, PACK)


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_a_draft_or_a_closed_instrument_is_not_begun(
    status: str, conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    with pytest.raises(NotAllowed, match="a draft or closed"):
        screening.begin(conn, actor, kids["Amara"], cohort, small_pack(status))


def test_a_draft_is_begun_in_practice(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    practising = dataclasses.replace(actor, area=PRACTICE)
    begun = screening.begin(conn, practising, kids["Amara"], cohort, small_pack("draft"))
    assert begun.section == "s4"


def test_what_was_begun_before_an_instrument_was_closed_is_finished(
    conn: Connection, actor: Actor, sitting: Sitting, cohort: CohortLine
) -> None:
    again = screening.begin(conn, actor, sitting.child, cohort, small_pack("closed"))
    assert again.id == sitting.id


def test_an_answer_not_offered_is_refused_and_nothing_is_kept(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    with pytest.raises(BadInput, match="perhaps"):
        screening.answer(conn, actor, sitting, PACK, "u1", "perhaps")
    assert screening.load(conn, sitting.id).entries == ()


def test_beginning_again_goes_on_at_the_next_item_and_keeps_the_gap(
    conn: Connection,
    actor: Actor,
    clock: Clock,
    sitting: Sitting,
    cohort: CohortLine,
    kids: dict[str, str],
) -> None:
    clock.pass_by(seconds=5)
    screening.answer(conn, actor, sitting, PACK, "u1", "pass")
    clock.pass_by(hours=20)
    again = screening.begin(conn, actor, kids["Amara"], cohort, PACK)
    assert again.id == sitting.id
    assert [(e.what, e.at) for e in again.entries] == [("answer", 5000), ("resume", 72_005_000)]
    item = progress(PACK, again.section, again.answers).next_item
    assert item is not None
    assert item.id == "u2"


def test_undo_takes_back_the_last_answer_and_keeps_the_order_of_all(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    held = answered(conn, actor, sitting, {"u1": "pass", "u2": "not_yet"})
    screening.undo(conn, actor, held)
    held = screening.load(conn, sitting.id)
    assert [(e.item, e.value) for e in held.entries] == [
        ("u1", "pass"),
        ("u2", "not_yet"),
        ("u2", None),
    ]
    screening.undo(conn, actor, held)
    assert screening.undo(conn, actor, screening.load(conn, sitting.id)) is None


def test_undo_after_a_correction_takes_the_corrected_item_back(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    held = answered(conn, actor, sitting, {"u1": "pass", "u2": "pass"})
    held = answered(conn, actor, held, {"u1": "not_yet"})
    taken = screening.undo(conn, actor, held)
    assert taken is not None
    assert taken.item == "u1"


def test_an_incomplete_screening_cannot_be_signed(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    held = answered(conn, actor, sitting, {"u1": "pass"})
    with pytest.raises(NotAllowed, match="no answer yet"):
        signing.sign(conn, actor, held, PACK)


def test_another_version_of_the_pack_cannot_sign_it(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    held = answered(conn, actor, sitting, ALL_SEEN)
    with pytest.raises(NotAllowed, match="changed"):
        signing.sign(conn, actor, held, small_pack(pack_hash="b" * 64))


def test_signing_makes_one_record_of_it_all(
    conn: Connection,
    actor: Actor,
    clock: Clock,
    sitting: Sitting,
    cohort: CohortLine,
    kids: dict[str, str],
) -> None:
    held = answered(conn, actor, sitting, ONE_STRAND_UNSEEN)
    screening.note(conn, actor, held, "Looked away often.", "t1")
    screening.set_context(conn, held.id, Context(hearing_checked="no", eal=True))
    before = outbox.count(conn).waiting
    screening_id = signing.sign(
        conn, actor, screening.load(conn, held.id), PACK, Remarks(urgent=("voice", "unknown"))
    )
    signed = results.one(conn, screening_id)
    body = signed.body
    assert screening_id == sitting.id
    assert [(s.strand, s.raw, s.band, s.tone) for s in body.strands] == [
        ("understanding", 2, "secure", "track"),
        ("talking", 0, "emerging", "refer"),
    ]
    assert (body.overall, body.overall_attention, signed.attention) == ("look", True, True)
    assert body.cautions == ("Hearing has not been checked.",)
    assert (body.note, body.urgent) == ("Looked away often.", ("voice",))
    assert (body.signed.name, body.signed.role) == ("Sam Okoro", "practitioner")
    assert len(body.entries) == 5
    assert outbox.count(conn).waiting == before + 1
    with pytest.raises(LookupError):
        screening.load(conn, sitting.id)
    line = next(
        ln
        for ln in cohorts.run_sheet(conn, cohort.id, today=TODAY).lines
        if ln.child.id == kids["Amara"]
    )
    assert (line.state, line.overall, line.attention) == ("screened", "Look closer", True)


@pytest.mark.parametrize(
    ("home", "said", "eal"),
    [
        ((), None, None),
        (("ENG",), None, False),
        (("ENG", "POL"), None, True),
        (("POL",), None, True),
        (("POL",), False, False),
        (("ENG",), True, True),
    ],
)
def test_english_is_additional_where_somebody_says_so_or_a_home_language_shows_it(
    home: tuple[str, ...], said: bool | None, eal: bool | None
) -> None:
    assert signing.as_tested(Context(home_languages=home, eal=said)).eal is eal


def test_a_judgement_stands_beside_the_band_with_its_reason(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    held = answered(conn, actor, sitting, ALL_SEEN)
    with pytest.raises(NotAllowed, match="Say why"):
        signing.sign(conn, actor, held, PACK, Remarks({"talking": Judgement("developing", " ")}))
    judged = Remarks({"talking": Judgement("developing", "Only with pictures.")})
    body = results.one(conn, signing.sign(conn, actor, held, PACK, judged)).body
    talking = body.strands[1]
    assert (talking.band, talking.judgement, talking.judgement_reason) == (
        "secure",
        "developing",
        "Only with pictures.",
    )


def test_a_signed_screening_changes_by_no_operation(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    screening_id = signing.sign(conn, actor, answered(conn, actor, sitting, ALL_SEEN), PACK)
    with pytest.raises(NotAllowed, match="signed"):
        records.edit(conn, actor, screening_id, overall="fine")


def test_an_amendment_is_a_new_version_with_a_reason(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    first = signing.sign(conn, actor, answered(conn, actor, sitting, ALL_SEEN), PACK)
    before = conn.scalar(select(tables.record.c.body).where(tables.record.c.id == first))
    with pytest.raises(NotAllowed, match="why"):
        amending.amend(conn, actor, first, PACK, {"t1": "not_yet"}, "")
    second = amending.amend(conn, actor, first, PACK, {"t1": "not_yet"}, "Marked the wrong line.")
    assert conn.scalar(select(tables.record.c.body).where(tables.record.c.id == first)) == before
    new = results.one(conn, second).body
    assert (new.supersedes, new.reason) == (first, "Marked the wrong line.")
    assert [s.band for s in new.strands] == ["secure", "developing"]
    assert results.one(conn, first).superseded
    with pytest.raises(NotAllowed, match="newer version"):
        amending.amend(conn, actor, first, PACK, {"t1": "pass"}, "Again.")


def test_every_step_stands_in_the_audit_chain(
    conn: Connection, actor: Actor, sitting: Sitting
) -> None:
    signing.sign(conn, actor, answered(conn, actor, sitting, ALL_SEEN), PACK)
    actions = conn.scalars(select(tables.audit.c.action).order_by(tables.audit.c.n)).all()
    assert actions == ["import", "begin", "sign"]
    assert audit.first_break(conn) is None
    conn.execute(tables.audit.update().where(tables.audit.c.n == 2).values(subject="someone else"))
    assert audit.first_break(conn) == 2
