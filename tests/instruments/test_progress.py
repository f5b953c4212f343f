"""The next item, stopping, credit and resuming. The tables' ``next`` column shows many more."""

from hypothesis import given
from hypothesis import strategies as st

from elsec_app.instruments.answers import NOT_YET, SEEN, Answer, Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.progress import progress

from .shelf import answered, shipped_pack, table_pack

MARKS = st.sampled_from([SEEN, NOT_YET, "no_response", None])


def test_a_screen_begins_at_its_first_item_and_counts_up() -> None:
    screen = shipped_pack("observation-screen")
    items = screen.items_in("s48")
    begun = progress(screen, "s48", ())
    assert (begun.next_item, begun.done, begun.total) == (items[0], 0, 22)
    one = progress(screen, "s48", answered((items[0].id, SEEN)))
    assert (one.next_item, one.done, one.total) == (items[1], 1, 22)


def test_a_screen_is_complete_when_all_is_answered() -> None:
    screen = shipped_pack("observation-screen")
    marks = [(item.id, NOT_YET) for item in screen.items_in("s84")]
    assert not progress(screen, "s84", answered(*marks[:-1])).complete
    assert progress(screen, "s84", answered(*marks)).complete


def test_undo_asks_the_item_again() -> None:
    screen = shipped_pack("observation-screen")
    first, second = (item.id for item in screen.items_in("s36")[:2])
    now = progress(screen, "s36", answered((first, SEEN), (second, SEEN), (second, None)))
    assert now.next_item is not None
    assert (now.next_item.id, now.done) == (second, 1)


def test_a_stopped_strand_says_why_and_shortens_the_screen() -> None:
    pack = table_pack("ceiling")
    now = progress(pack, "all", answered(*((f"r{n}", NOT_YET) for n in (1, 2, 3))))
    assert [(stop.strand, stop.because) for stop in now.stopped] == [
        (
            "row",
            (
                "Stopped after 3 in a row not yet seen. "
                "The 5 items after it were not asked and count as not seen."
            ),
        )
    ]
    assert now.next_item is not None
    assert (now.next_item.id, now.done, now.total) == ("w1", 3, 11)


def test_a_stop_can_be_overridden() -> None:
    pack = table_pack("ceiling")
    answers = answered(*((f"r{n}", NOT_YET) for n in (1, 2, 3)))
    now = progress(pack, "all", answers, overridden=frozenset({"row"}))
    assert now.next_item is not None
    assert (now.next_item.id, now.stopped, now.total) == ("r4", (), 16)


def test_a_correction_lifts_a_stop() -> None:
    pack = table_pack("ceiling")
    stopped = answered(*((f"r{n}", NOT_YET) for n in (1, 2, 3)), ("r2", SEEN))
    now = progress(pack, "all", stopped)
    assert now.next_item is not None
    assert (now.next_item.id, now.stopped) == ("r4", ())


def test_credited_items_are_not_asked() -> None:
    pack = table_pack("start-points")
    now = progress(pack, "old", answered(("w5", SEEN), ("w6", SEEN), ("w7", SEEN)))
    assert now.next_item is not None
    assert (now.next_item.id, now.done, now.total) == ("w8", 3, 6)


@given(st.data())
def test_answering_what_is_asked_always_ends(data: st.DataObject) -> None:
    """Whatever the child does, each item is asked once at most and the screen comes to an end."""
    pack, section = data.draw(
        st.sampled_from(
            [
                (table_pack("ceiling"), "all"),
                (table_pack("start-points"), "old"),
                (shipped_pack("observation-screen"), "s60"),
            ]
        )
    )
    answers: tuple[Answer, ...] = ()
    asked: list[str] = []
    while (item := progress(pack, section, answers).next_item) is not None:
        assert item.id not in asked
        asked.append(item.id)
        value = data.draw(st.sampled_from([SEEN, NOT_YET, "no_response"]))
        answers += answered((item.id, value))
    assert progress(pack, section, answers).done == progress(pack, section, answers).total


@given(st.lists(st.tuples(st.integers(0, 21), MARKS), max_size=60), st.integers(0, 60))
def test_resuming_is_the_same_as_never_having_stopped(
    taps: list[tuple[int, Value | None]], cut: int
) -> None:
    """Progress holds nothing but the answers: any prefix kept and continued gives the same."""
    screen = shipped_pack("observation-screen")
    answers = _taps(screen, taps)
    kept, rest = answers[:cut], answers[cut:]
    resumed = progress(screen, "s48", (*progress_answers(kept), *rest))
    assert resumed == progress(screen, "s48", answers)
    assert resumed.total == 22
    assert resumed.done == len(resumed.standing)


def progress_answers(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers after a trip through the wire format, as a resumed session has them."""
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(answers), type=tuple[Answer, ...])


def _taps(screen: Instrument, taps: list[tuple[int, Value | None]]) -> tuple[Answer, ...]:
    items = screen.items_in("s48")
    return answered(*((items[place].id, value) for place, value in taps))
