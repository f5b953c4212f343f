"""Scoring again with another version: a row added beside the one that was signed."""

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import Connection, func, select

from elsec_app.errors import NotAllowed
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Observed
from elsec_app.instruments.rules import Range
from elsec_app.operations import amending, rescoring, results, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.store import audit, outbox, tables
from elsec_app.store.actor import Actor
from tests.small_pack import small_pack

OLD = small_pack()
REASON = "The service lowered the first edge."


def _newer(**changes: object) -> Instrument:
    return msgspec.structs.replace(OLD, version="2", hash="b" * 64, **changes)


def _lower_edge() -> Instrument:
    """One of two seen is enough for the strongest band."""
    scale = msgspec.structs.replace(
        OLD.scales[0],
        ranges=(Range(band="secure", from_=1, to=None), Range(band="emerging", from_=None, to=0)),
    )
    return _newer(scales=(scale,))


@pytest.fixture
def signed(conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]) -> str:
    """Both items of understanding seen, one of two of talking; talking judged emerging."""
    sitting = screening.begin(conn, actor, kids["Amara"], cohort, OLD)
    for item, value in {"u1": "pass", "u2": "pass", "t1": "pass", "t2": "not_yet"}.items():
        screening.answer(conn, actor, sitting, OLD, item, value)
    remarks = Remarks({"talking": Judgement("emerging", "Only with help.")}, "Tired today.")
    return signing.sign(conn, actor, screening.load(conn, sitting.id), OLD, remarks)


def _body(conn: Connection, record: str) -> str | None:
    return conn.scalar(select(tables.record.c.body).where(tables.record.c.id == record))


def test_a_rescore_adds_a_version_and_changes_none(
    conn: Connection, therapist: Actor, signed: str
) -> None:
    before = _body(conn, signed)
    held = conn.scalar(select(func.count()).select_from(tables.record))
    again = rescoring.rescore(conn, therapist, signed, _lower_edge(), REASON)
    assert _body(conn, signed) == before
    assert conn.scalar(select(func.count()).select_from(tables.record)) == (held or 0) + 1
    old, new = results.one(conn, signed), results.one(conn, again)
    assert (old.superseded, new.superseded) == (True, False)
    assert (old.instrument_hash, new.instrument_hash) == ("a" * 64, "b" * 64)
    assert [s.band for s in old.body.strands] == ["secure", "developing"]
    assert [s.band for s in new.body.strands] == ["secure", "secure"]
    assert (new.body.supersedes, new.body.reason) == (signed, REASON)
    assert (new.body.version, new.body.signed.user) == ("2", "tess")


def test_what_a_person_said_and_did_stays(conn: Connection, therapist: Actor, signed: str) -> None:
    again = rescoring.rescore(conn, therapist, signed, _lower_edge(), REASON)
    old, new = results.one(conn, signed).body, results.one(conn, again).body
    assert (new.entries, new.tested_on, new.context) == (old.entries, old.tested_on, old.context)
    assert (new.note, new.urgent) == (old.note, old.urgent)
    talking = new.strands[1]
    assert (talking.judgement, talking.judgement_reason) == ("emerging", "Only with help.")


def test_it_waits_for_the_centre_and_stands_in_the_audit_chain(
    conn: Connection, therapist: Actor, signed: str
) -> None:
    waiting = outbox.count(conn).waiting
    rescoring.rescore(conn, therapist, signed, _lower_edge(), REASON)
    assert outbox.count(conn).waiting == waiting + 1
    actions = conn.scalars(select(tables.audit.c.action).order_by(tables.audit.c.n)).all()
    assert actions[-1] == "rescore"
    assert audit.first_break(conn) is None


def test_a_preview_keeps_nothing(conn: Connection, signed: str) -> None:
    held = conn.scalar(select(func.count()).select_from(tables.record))
    result = rescoring.preview(conn, signed, _lower_edge())
    assert [strand.band for strand in result.strands] == ["secure", "secure"]
    assert conn.scalar(select(func.count()).select_from(tables.record)) == held


def test_only_the_latest_version_is_scored_again(
    conn: Connection, actor: Actor, therapist: Actor, signed: str
) -> None:
    again = rescoring.rescore(conn, therapist, signed, _lower_edge(), REASON)
    with pytest.raises(NotAllowed, match="newer version"):
        rescoring.rescore(conn, therapist, signed, _lower_edge(), REASON)
    third = rescoring.rescore(conn, therapist, again, OLD, "Back to the first edition.")
    assert results.one(conn, third).body.strands[1].band == "developing"
    amending.begin(conn, actor, third, OLD, "A slip.")
    with pytest.raises(NotAllowed, match="newer version"):
        rescoring.rescore(conn, therapist, third, _lower_edge(), REASON)


def _more_items() -> Instrument:
    more = Observed(id="t3", strand="talking", sections=("s4",), source="own", prompt="More?")
    return _newer(items=(*OLD.items, more))


def _other_bands() -> Instrument:
    scale = msgspec.structs.replace(
        OLD.scales[0],
        ranges=(Range(band="secure", from_=1, to=None), Range(band="developing", from_=None, to=0)),
    )
    rule = msgspec.structs.replace(OLD.overall[0], band="developing")
    return _newer(scales=(scale,), bands=OLD.bands[:2], overall=(rule, OLD.overall[1]))


REFUSED: list[tuple[Callable[[], Instrument], str]] = [
    (small_pack, "another version"),
    (lambda: _newer(id="other"), "another version"),
    (lambda: _newer(status="draft"), "draft or closed"),
    (lambda: _newer(status="closed"), "draft or closed"),
    (lambda: _newer(sections=OLD.sections[:1]), "does not have the section"),
    (lambda: _newer(items=OLD.items[1:]), "cannot score the answer to “u1”"),
    (_more_items, "never asked"),
    (_other_bands, "does not have the band that was judged for Talking"),
]


@pytest.mark.parametrize(("made", "said"), REFUSED, ids=[said for _made, said in REFUSED])
def test_what_cannot_be_scored_is_refused_and_nothing_is_kept(
    made: Callable[[], Instrument], said: str, conn: Connection, therapist: Actor, signed: str
) -> None:
    with pytest.raises(NotAllowed, match=said):
        rescoring.rescore(conn, therapist, signed, made(), REASON)
    assert not results.one(conn, signed).superseded


def test_a_reason_is_needed(conn: Connection, therapist: Actor, signed: str) -> None:
    with pytest.raises(NotAllowed, match="Say why"):
        rescoring.rescore(conn, therapist, signed, _lower_edge(), " ")
