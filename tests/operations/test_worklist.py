"""The worklist: what stands first, what a filter leaves, and what takes a screening off it."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.operations import amending, review, screening, signing, worklist
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.operations.worklist import Filter
from elsec_app.protocol.bodies import Context, Handover, Review
from elsec_app.protocol.record import Placed
from elsec_app.store import feed, index, records, standing, tables
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store
from elsec_app.store.records import Draft
from tests.operations.conftest import SCHOOL, TODAY, Clock
from tests.small_pack import small_pack

PACK = small_pack()
Screened = Callable[..., str]
FINE = {"hearing_checked": "yes"}


@pytest.fixture
def screened(conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]) -> Screened:
    def screen(name: str, seen: int = 4, remarks: Remarks | None = None, **context: object) -> str:
        sitting = screening.begin(conn, actor, kids[name], cohort, PACK)
        given = Context(**(FINE | context))  # type: ignore[arg-type]
        screening.set_context(conn, sitting.id, given)
        for number, item in enumerate(PACK.items):
            value = "pass" if number < seen else "not_yet"
            screening.answer(conn, actor, sitting, PACK, item.id, value)
        held = screening.load(conn, sitting.id)
        return signing.sign(conn, actor, held, PACK, remarks)

    return screen


@pytest.fixture
def four(screened: Screened, clock: Clock) -> dict[str, str]:
    """One of each: fine and longest waiting, doubtful, answered low, urgent; by forename."""
    made = {"Ben": screened("Ben")}
    clock.pass_by(days=21)
    made["Mia"] = screened("Mia", home_languages=("POL",))
    made["Łukasz"] = screened("Łukasz", 1, hearing_checked="no")
    made["Amara"] = screened("Amara", remarks=Remarks(urgent=("stammering", "voice")))
    return made


def names(conn: Connection, clock: Clock, **wanted: object) -> list[str]:
    today = clock.now.date()
    ids = worklist.find(conn, today, Filter(**wanted), "tess").ids  # type: ignore[arg-type]
    held = worklist.lines(conn, ids, today)
    return [held[i].child.forename for i in ids]


@pytest.mark.usefixtures("four")
def test_first_things_stand_first(conn: Connection, clock: Clock) -> None:
    assert names(conn, clock) == ["Amara", "Łukasz", "Mia", "Ben"]
    found = worklist.find(conn, clock.now.date())
    assert (found.urgent, found.since) == (1, TODAY)


FILTERS = [
    (Filter(urgent=True), ["Amara"]),
    (Filter(band=standing.WEAKEST), ["Łukasz"]),
    (Filter(band=standing.NO_ATTENTION), ["Amara", "Mia", "Ben"]),
    (Filter(doubt=standing.EAL), ["Mia"]),
    (Filter(doubt=standing.HEARING), ["Łukasz"]),
    (Filter(over_weeks=3), ["Ben"]),
    (Filter(over_weeks=4), []),
    (Filter(setting=SCHOOL, class_name="Acorns"), ["Amara", "Łukasz", "Mia", "Ben"]),
    (Filter(class_name="Maple"), []),
    (Filter(setting="elsewhere"), []),
    (Filter(tool="small", name="be"), ["Ben"]),
    (Filter(tool="other"), []),
    (Filter(name="luk"), ["Łukasz"]),
    (Filter(name="-"), ["Amara", "Łukasz", "Mia", "Ben"]),
    (Filter(answered=True), []),
    (Filter(returned=True), []),
]


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(("wanted", "left"), FILTERS)
def test_a_filter_leaves_what_it_says(
    conn: Connection, clock: Clock, wanted: Filter, left: list[str]
) -> None:
    today = clock.now.date()
    ids = worklist.find(conn, today, wanted).ids
    held = worklist.lines(conn, ids, today)
    assert [held[i].child.forename for i in ids] == left


def test_the_reason_is_said_in_words(conn: Connection, clock: Clock, four: dict[str, str]) -> None:
    held = worklist.lines(conn, list(four.values()), clock.now.date())
    said = {line.child.forename: worklist.reasons(line) for line in held.values()}
    assert said["Amara"][0] == "Urgent: stammering, voice"
    assert said["Mia"] == ("No strand wants attention", "English is an additional language")
    assert (held[four["Ben"]].days, held[four["Mia"]].days) == (21, 0)


def test_a_judgement_counts_before_the_band(
    conn: Connection, clock: Clock, screened: Screened
) -> None:
    weakest = PACK.bands[-1].id
    strand = PACK.strands[0].id
    judged = screened("Ben", remarks=Remarks({strand: Judgement(weakest, "Seen in class.")}))
    line = worklist.lines(conn, [judged], clock.now.date())[judged]
    assert line.band == standing.WEAKEST
    assert line.doubts == standing.JUDGED


def test_one_decision_for_many_is_one_record_each_and_can_be_taken_back(
    conn: Connection, therapist: Actor, clock: Clock, four: dict[str, str]
) -> None:
    chosen = [four["Mia"], four["Ben"]]
    made = review.decide_many(conn, therapist, chosen, Review("", "universal", therapist.sign()))
    assert names(conn, clock) == ["Amara", "Łukasz"]
    assert [d.body.screening for i in chosen for d in review.of_screening(conn, i)] == chosen
    review.take_back(conn, therapist, made)
    assert names(conn, clock) == ["Amara", "Łukasz", "Mia", "Ben"]
    assert review.latest(conn, four["Ben"]) is None
    assert [(d.body.decision, d.stands) for d in review.every(conn, four["Ben"])] == [
        ("universal", False)
    ]


def test_what_is_not_here_any_more_is_not_decided_on(
    conn: Connection, therapist: Actor, four: dict[str, str]
) -> None:
    given = Review("", "universal", therapist.sign())
    with pytest.raises(NotAllowed, match="no longer"):
        review.decide_many(conn, therapist, [four["Ben"], "gone"], given)
    assert review.latest(conn, four["Ben"]) is None


def test_taking_back_a_later_decision_brings_the_earlier_one_back(
    conn: Connection, therapist: Actor, clock: Clock, four: dict[str, str]
) -> None:
    review.decide(conn, therapist, four["Ben"], "universal")
    clock.pass_by(minutes=1)
    second = review.decide(conn, therapist, four["Ben"], "refer")
    review.take_back(conn, therapist, [second])
    found = review.latest(conn, four["Ben"])
    assert found is not None
    assert found.decision == "universal"
    assert "Ben" not in names(conn, clock)


def test_a_new_version_waits_since_the_first_and_the_old_one_is_not_decided(
    conn: Connection, actor: Actor, therapist: Actor, clock: Clock, four: dict[str, str]
) -> None:
    item = PACK.items[0].id
    newer = amending.amend(conn, actor, four["Ben"], PACK, {item: "not_yet"}, "Misheard.")
    assert worklist.lines(conn, [newer], clock.now.date())[newer].days == 21
    assert names(conn, clock).count("Ben") == 1
    with pytest.raises(NotAllowed, match="newer version"):
        review.decide(conn, therapist, four["Ben"], "universal")


@pytest.mark.usefixtures("four")
def test_a_setting_taken_over_is_its_owners_and_the_rest_is_everybodys(
    conn: Connection, therapist: Actor, clock: Clock
) -> None:
    assert len(names(conn, clock, mine=True)) == 4
    for to, left in (("somebody", 0), ("tess", 4), ("", 4)):
        clock.pass_by(minutes=1)
        records.add(conn, therapist, Draft("handover", Handover(to, therapist.sign()), SCHOOL))
        assert len(names(conn, clock, mine=True)) == left


def test_filters_are_kept_by_user_and_name(conn: Connection) -> None:
    urgent = Filter(urgent=True, over_weeks=4)
    worklist.save(conn, "tess", " Old and urgent ", urgent)
    worklist.save(conn, "tess", "Acorns", Filter(class_name="Acorns"))
    worklist.save(conn, "tess", "Acorns", Filter(class_name="Acorns", mine=True))
    kept = worklist.saved(conn, "tess")
    assert [one.name for one in kept] == ["Acorns", "Old and urgent"]
    assert (kept[0].wanted.mine, kept[1].wanted) == (True, urgent)
    assert worklist.saved(conn, "sam") == ()
    worklist.forget(conn, "tess", "Acorns")
    assert [one.name for one in worklist.saved(conn, "tess")] == ["Old and urgent"]
    with pytest.raises(NotAllowed, match="name"):
        worklist.save(conn, "tess", "  ", urgent)


def test_where_a_screening_stands_does_not_hang_on_the_order_of_arrival(
    conn: Connection, actor: Actor, therapist: Actor, clock: Clock, four: dict[str, str],
    store: Store,
) -> None:  # fmt: skip
    ben = four["Ben"]
    asked = review.decide(conn, therapist, ben, "returned", question="Was he tired?")
    review.reply(conn, actor, asked, "Yes.")
    clock.pass_by(minutes=1)
    gone = review.decide(conn, therapist, ben, "universal")
    review.take_back(conn, therapist, [gone])
    amending.amend(conn, actor, four["Mia"], PACK, {PACK.items[0].id: "not_yet"}, "Misheard.")
    before = _standing(conn)
    r = tables.record.c
    bearing = r.kind.in_(("screening", "review", "reply"))
    rows = conn.execute(select(tables.record).where(bearing).order_by(r.seq)).all()
    placed = [Placed(records.from_row(row), 1, n) for n, row in enumerate(rows, 1)]
    conn.execute(tables.outbox.delete())
    for order in (placed, placed[::-1], placed[3:] + placed[:3]):
        feed.remove(conn, [one.record.id for one in placed])
        assert _standing(conn) == {}
        for one in order:
            feed.apply(conn, [one])
        assert _standing(conn) == before


def _standing(conn: Connection) -> dict[str, tuple[object, ...]]:
    s = tables.screening.c
    rows = conn.execute(select(s.id, s.open, s.answered, s.since, s.rank)).all()
    return {row.id: tuple(row[1:]) for row in rows}


@pytest.mark.parametrize("wanted", [Filter(), Filter(band=2, doubt=8, over_weeks=3, setting="s")])
def test_the_list_is_one_read_of_one_index(conn: Connection, wanted: Filter) -> None:
    where, values = worklist._conditions(conn, wanted, TODAY, "tess")
    asked = f"EXPLAIN QUERY PLAN {worklist._FIND.format(where=where)}"
    steps = [row[3] for row in conn.exec_driver_sql(asked, tuple(values))]
    reads = [step for step in steps if " screening" in step]
    assert len(reads) == 1, steps
    assert "USING COVERING INDEX screening_open" in reads[0]
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_thousands_come_in_order(conn: Connection) -> None:
    chance = random.Random(7)
    rows = [
        {
            "id": f"{n:05d}",
            "child": "",
            "made": f"2026-{chance.randrange(1, 12):02d}-02T09:00:00+00:00",
            "urgent": ["voice"] if chance.random() < 0.1 else [],
            "overall_attention": chance.random() < 0.4,
            "context": {"hearing_checked": chance.choice(("yes", "no"))},
        }
        for n in range(3000)
    ]
    chance.shuffle(rows)
    index.index(conn, "screening", rows)

    def first_things_first(row: dict[str, Any]) -> tuple[Any, ...]:
        doubt = row["context"]["hearing_checked"] != "yes"
        wants = bool(row["overall_attention"])
        return not row["urgent"], not wants, not doubt, row["made"], row["id"]

    wanted = [row["id"] for row in sorted(rows, key=first_things_first)]
    assert list(worklist.find(conn, TODAY).ids) == wanted
