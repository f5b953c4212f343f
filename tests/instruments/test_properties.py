"""What holds for any pack and any answers: bounds, order, undo, resuming, prorating, ages."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from elsec_app.instruments.ages import age_at, completes
from elsec_app.instruments.answers import NO_RESPONSE, Answer, Value, check, current, points
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.instruments.library import pack_folders
from elsec_app.instruments.limits import raw_limits
from elsec_app.instruments.progress import progress
from elsec_app.instruments.results import Result
from elsec_app.instruments.rules import Prorate
from elsec_app.instruments.scoring import score

from .made_packs import BANDS, SECTION, STRANDS, packs, sound, values
from .shelf import answered, shipped_pack

BORN, ON = date(2020, 1, 1), date(2024, 1, 1)
SHIPPED = sorted({folder.parent.name for folder in pack_folders()})
ORDER = [band.id for band in BANDS]  # from the strongest

Taps = list[tuple[str, Value | None]]


@st.composite
def taps(draw: st.DrawFn, pack: Instrument, most: int = 40) -> Taps:
    """Answers, corrections and takings-back, in any order."""
    found: Taps = []
    for _turn in range(draw(st.integers(0, most))):
        item = draw(st.sampled_from(pack.items))
        found.append((item.id, draw(st.sampled_from((*values(item), None)))))
    return found


@st.composite
def screens(draw: st.DrawFn) -> tuple[Instrument, Taps]:
    """A pack and some taps on it."""
    pack = draw(packs())
    assume(sound(pack))
    return pack, draw(taps(pack))


@st.composite
def whole(draw: st.DrawFn) -> tuple[Instrument, Taps]:
    """A pack with one answer to every item, in the order of the items."""
    pack = draw(packs())
    assume(sound(pack))
    return pack, [(item.id, draw(st.sampled_from(values(item)))) for item in pack.items]


def _score(pack: Instrument, given_: Taps) -> Result:
    return score(pack, BORN, ON, answered(*given_), section=SECTION)


def test_every_made_answer_is_one_that_the_item_takes() -> None:
    pack = shipped_pack("observation-screen")
    for item in pack.items[:20]:
        for value in values(item):
            check(item, value)


@given(screens())
def test_scores_stay_in_their_bounds(screen: tuple[Instrument, Taps]) -> None:
    pack, given_ = screen
    result = _score(pack, given_)
    for strand, rule in zip(result.strands, pack.scores, strict=True):
        least, most = raw_limits(pack, SECTION, rule)
        assert strand.computable == (strand.band is not None)
        if strand.raw is not None:
            assert least <= strand.raw <= most
        if strand.band is not None:
            assert strand.band in ORDER


@given(screens())
def test_a_score_is_complete_when_nothing_more_is_asked(screen: tuple[Instrument, Taps]) -> None:
    pack, given_ = screen
    now = progress(pack, SECTION, answered(*given_))
    assert _score(pack, given_).complete == now.complete
    assert now.next_item is None or now.next_item.id not in now.standing
    assert 0 <= now.done <= now.total <= len(pack.items)


@given(screens(), st.randoms(use_true_random=False))
def test_the_order_of_answers_to_different_items_means_nothing(
    screen: tuple[Instrument, Taps], chance: object
) -> None:
    pack, given_ = screen
    standing = list(current(answered(*given_)).items())
    shuffled: Taps = list(standing)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _score(pack, shuffled) == _score(pack, given_)
    one = progress(pack, SECTION, answered(*shuffled))
    other = progress(pack, SECTION, answered(*given_))
    assert one == other


@given(screens(), st.data())
def test_what_is_taken_back_never_happened(
    screen: tuple[Instrument, Taps], data: st.DataObject
) -> None:
    pack, given_ = screen
    place = data.draw(st.integers(0, len(given_)))
    before = current(answered(*given_[:place]))
    fresh = [item for item in pack.items if item.id not in before]
    assume(fresh)
    item = data.draw(st.sampled_from(fresh))
    slip = (item.id, data.draw(st.sampled_from(values(item))))
    undone = [*given_[:place], slip, (item.id, None), *given_[place:]]
    assert _score(pack, undone) == _score(pack, given_)
    assert progress(pack, SECTION, answered(*undone)) == progress(pack, SECTION, answered(*given_))


@given(screens(), st.lists(st.integers(0, 40), max_size=6))
def test_a_screen_put_down_at_any_places_goes_on_as_if_it_never_was(
    screen: tuple[Instrument, Taps], cuts: list[int]
) -> None:
    """Each page of answers is kept, sent and read again before the next is begun."""
    pack, given_ = screen
    answers = answered(*given_)
    kept: tuple[Answer, ...] = ()
    for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(answers)], strict=True):
        kept = _kept((*kept, *answers[start:end]))
        assert progress(pack, SECTION, kept) == progress(pack, SECTION, answers[: max(start, end)])
    assert progress(pack, SECTION, kept) == progress(pack, SECTION, answers)


def _kept(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    return msgspec.json.decode(msgspec.json.encode(answers), type=tuple[Answer, ...])


@given(whole(), st.data())
def test_a_better_answer_never_weakens_a_strand(
    screen: tuple[Instrument, Taps], data: st.DataObject
) -> None:
    """Whatever stops and starts there are: more points for one item, no less for the strand."""
    pack, given_ = screen
    place = data.draw(st.integers(0, len(given_) - 1))
    item, old = pack.items[place], given_[place][1]
    better = [v for v in values(item) if (points(item, v) or 0) > (points(item, old) or 0)]
    assume(old != NO_RESPONSE and better)
    improved = [
        *given_[:place],
        (item.id, data.draw(st.sampled_from(better))),
        *given_[place + 1 :],
    ]
    before, after = _score(pack, given_), _score(pack, improved)
    for one, other in zip(before.strands, after.strands, strict=True):
        if one.raw is not None and other.raw is not None:
            assert other.raw >= one.raw
        if one.band is not None and other.band is not None:
            assert ORDER.index(other.band) <= ORDER.index(one.band)


@given(whole())
def test_a_missing_answer_never_changes_a_band_that_stands(screen: tuple[Instrument, Taps]) -> None:
    """Same either way: the band given is the band of every way the missing answers could go."""
    pack, given_ = screen
    even = msgspec.structs.replace(
        pack,
        stops=(),
        scores=tuple(msgspec.structs.replace(s, missing=None) for s in pack.scores),
        missing=msgspec.convert({"rule": "same_either_way"}, type(pack).__annotations__["missing"]),
    )
    result = _score(even, given_)
    for strand in STRANDS:
        band = result.strand(strand).band
        if band is not None:
            for end in (0, -2):  # the least and the most that each could have been worth
                filled = [
                    (item.id, values(item)[end] if value == NO_RESPONSE else value)
                    for item, (_id, value) in zip(even.items, given_, strict=True)
                ]
                if not even.sections[0].starts:
                    assert _score(even, filled).strand(strand).band == band


@given(st.integers(1, 30), st.data())
def test_prorating_scales_by_what_was_answered_and_rounds_down(
    most: int, data: st.DataObject
) -> None:
    pack = shipped_pack("observation-screen")
    items = pack.items_in("s48", "talking")
    allow = data.draw(st.integers(1, len(items) - 1))
    scores = tuple(
        msgspec.structs.replace(s, missing=Prorate(allow=allow, source="own")) for s in pack.scores
    )
    pack = msgspec.structs.replace(pack, scores=scores)
    marks = [data.draw(st.sampled_from(("pass", "not_yet", NO_RESPONSE))) for _item in items]
    given_: Taps = [(item.id, mark) for item, mark in zip(items, marks, strict=True)]
    found = score(pack, BORN, ON, answered(*given_), section="s48").strand("talking")
    missing, seen = marks.count(NO_RESPONSE), marks.count("pass")
    if missing > allow or missing == len(items):
        assert (found.raw, found.band) == (None, None)
    else:
        assert found.raw == seen * len(items) // (len(items) - missing)
        assert found.prorated == (missing > 0)
        assert seen <= (found.raw or 0) <= len(items)


BIRTHS = st.dates(date(2012, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize("name", SHIPPED)
@given(born=BIRTHS, later=st.integers(0, 13 * 366))
@settings(max_examples=12)
def test_each_child_has_one_section_or_is_told_that_none_fits(
    name: str, born: date, later: int
) -> None:
    pack = shipped_pack(name)
    on = born + timedelta(days=later)
    months = age_at(born, on).months
    fitting = [s.id for s in pack.sections if s.from_months <= months < s.to_months]
    assert len(fitting) <= 1
    if fitting:
        assert choose_section(pack, born, on).section.id == fitting[0]
    else:
        with pytest.raises(OutsideAges):
            choose_section(pack, born, on)


@pytest.mark.parametrize("name", SHIPPED)
@given(born=BIRTHS)
@example(born=date(2020, 2, 29))
@example(born=date(2020, 1, 31))
@example(born=date(2020, 3, 31))
@example(born=date(2019, 12, 31))
@settings(max_examples=10)
def test_each_edge_between_sections_falls_on_its_day(name: str, born: date) -> None:
    """The day on which a child completes the months is the first of the new section."""
    pack = shipped_pack(name)
    first, last = pack.sections[0], pack.sections[-1]
    for section in pack.sections:
        day = completes(born, section.from_months)
        assert choose_section(pack, born, day).section == section
        eve = day - timedelta(days=1)
        if section == first:
            with pytest.raises(OutsideAges):
                choose_section(pack, born, eve)
        else:
            assert choose_section(pack, born, eve).section != section
    end = completes(born, last.to_months)
    assert choose_section(pack, born, end - timedelta(days=1)).section == last
    with pytest.raises(OutsideAges):
        choose_section(pack, born, end)


def test_a_child_of_exactly_72_months_fits_both_wellcomm_screens() -> None:
    """The publisher's months columns meet at 72: Early Years up to 72, Primary from 6;0."""
    born = date(2020, 5, 10)
    on = completes(born, 72)
    assert choose_section(shipped_pack("wellcomm-early-years"), born, on).section.id == "ey9"
    assert choose_section(shipped_pack("wellcomm-primary"), born, on).section.id == "p1"
    late = completes(born, 73)
    with pytest.raises(OutsideAges):
        choose_section(shipped_pack("wellcomm-early-years"), born, late)
