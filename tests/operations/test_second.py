"""Second rating: who is drawn, what is seen, and how agreement is counted."""

from pathlib import Path

import pytest

from elsec_app.errors import NotAllowed
from elsec_app.operations import second
from elsec_app.operations.second import Blind
from elsec_app.protocol.kinds import THERAPIST
from tests import monday, school
from tests.school import School


@pytest.fixture
def made(tmp_path: Path) -> School:
    """A therapist's device with two screenings that a practitioner signed."""
    there = school.school(tmp_path, children=3)
    low = {item.id: "not_yet" for item in there.instrument.items if item.type == "observed"}
    school.screen(there, there.children[0], low)
    school.screen(there, there.children[1])
    return school.as_role(there, THERAPIST)


def test_the_sample_is_drawn_alike_everywhere_and_about_one_in_n() -> None:
    ids = [f"01a20d62-0000-7000-8000-{n:012x}" for n in range(5000)]
    assert [i for i in ids if second.drawn(i, 10)] == [i for i in ids if second.drawn(i, 10)]
    assert 400 < sum(second.drawn(i, 10) for i in ids) < 600
    assert all(second.drawn(i, 1) for i in ids)
    assert not any(second.drawn(i, 0) for i in ids)


def test_nothing_is_offered_until_somebody_asks_and_only_what_came_after(made: School) -> None:
    desk = made.desk
    with desk.store.writing() as conn:
        assert second.offered(conn, desk) == ()
        second.set_sampling(conn, desk.actor, 1)
        assert len(second.offered(conn, desk)) == 2
        second.set_sampling(conn, desk.actor, 0)
        assert second.offered(conn, desk) == ()


def test_nobody_rates_what_they_signed(made: School) -> None:
    monday.sampled(made)
    own = school.as_role(made, "practitioner").desk
    with own.store.writing() as conn:
        assert second.offered(conn, own) == ()
        for_tess = second.offered(conn, made.desk)[0]
        with pytest.raises(NotAllowed, match="somebody else"):
            second.rate(conn, own.actor, second.blind(conn, own, for_tess), {})


def fields_of(seen: Blind) -> set[str]:
    return {type(line).__name__ for lines in seen.strands.values() for line in lines}


def test_the_second_rater_sees_answers_and_gives_a_band_for_every_strand(made: School) -> None:
    monday.sampled(made)
    desk = made.desk
    with desk.store.writing() as conn:
        seen = second.blind(conn, desk, second.offered(conn, desk)[0])
        assert fields_of(seen) == {"Line"}
        assert set(seen.strands) == {strand.id for strand in made.instrument.strands}
        best = made.instrument.bands[0].id
        with pytest.raises(NotAllowed, match="every strand"):
            second.rate(conn, desk.actor, seen, {"listening": best})
        second.rate(conn, desk.actor, seen, dict.fromkeys(seen.strands, best))
        assert len(second.offered(conn, desk)) == 1
        told = {one.strand: (one.same, one.both) for one in second.agreement(conn)}
        first = {s.name: s.band for s in seen.signed.body.strands}
        assert told == {name: (int(band == best), 1) for name, band in first.items()}


def test_a_practitioner_does_not_set_the_rate(made: School) -> None:
    own = school.as_role(made, "practitioner").desk
    with own.store.writing() as conn, pytest.raises(NotAllowed, match="role"):
        second.set_sampling(conn, own.actor, 5)


# Worked by hand: 35 of 50 alike, expected 0.5: (0.7 - 0.5) / 0.5.
KAPPAS: list[tuple[list[tuple[str, str]], float | None]] = [
    ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "b"), ("b", "a")], -1.0),
    ([("a", "a")] * 3, None),
    ([], None),
]


@pytest.mark.parametrize(("pairs", "worth"), KAPPAS)
def test_kappa_is_agreement_beyond_chance(
    pairs: list[tuple[str, str]], worth: float | None
) -> None:
    found = second.kappa(pairs)
    assert found == (worth if worth is None else pytest.approx(worth))
