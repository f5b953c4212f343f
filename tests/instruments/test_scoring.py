"""Scoring: the tables of ``tests/scoring_cases``, the sentences, and what holds for any answers."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Answer, Value
from elsec_app.instruments.cases import outcome_of
from elsec_app.instruments.context import TestContext
from elsec_app.instruments.csv_file import Row
from elsec_app.instruments.definition import OutsideAges, choose_section
from elsec_app.instruments.results import Result
from elsec_app.instruments.scoring import real_change, score

from .shelf import CASES, answered, golden, newest, shipped_pack, table_pack

BORN, ON = date(2020, 9, 1), date(2025, 1, 10)
RESULTS = ("section", "overall", "tier", "areas", "next")
TABLES = ["ceiling", "start-points", "every-type"]


def _rows() -> list[tuple[str, Row]]:
    return [(name, row) for name in TABLES for row in golden(CASES / name / "1")]


@pytest.mark.parametrize(("name", "row"), _rows(), ids=lambda part: str(part)[:60])
def test_each_row_of_the_tables(name: str, row: Row) -> None:
    found = outcome_of(table_pack(name), row)
    stated = {c: row[c] for c in row if row[c] and (c in RESULTS or c.endswith(" ="))}
    assert {column: found.get(column) for column in stated} == stated


def test_dates_of_a_case_may_be_as_a_spreadsheet_writes_them_back() -> None:
    row = golden(CASES / "ceiling" / "1")[0]
    told = {**row, **{key: "/".join(reversed(row[key].split("-"))) for key in ("born", "on")}}
    assert told["born"] != row["born"]
    assert outcome_of(table_pack("ceiling"), told) == outcome_of(table_pack("ceiling"), row)
    for wrong in ("13/13/2020", "2020-13-13", "10/5", "soon", ""):
        with pytest.raises(ValueError, match="write “born” as 2020-05-10 or 10/05/2020"):
            outcome_of(table_pack("ceiling"), {**row, "born": wrong})


def _observed(section: str, **not_seen: Value) -> tuple[Answer, ...]:
    """Everything in the section seen, but the items named (with _ for -) as given."""
    marks = {name.replace("_", "-"): value for name, value in not_seen.items()}
    items = shipped_pack("observation-screen").items_in(section)
    return answered(*((item.id, marks.get(item.id, SEEN)) for item in items))


def _score(*answers: Answer, context: TestContext | None = None) -> Result:
    return score(shipped_pack("observation-screen"), BORN, ON, answers, context)


@pytest.mark.parametrize(
    ("not_seen", "sentence"),
    [
        ({}, "4 of 4 seen: “All or nearly all seen”, because 3 or more counts as that here."),
        (
            {"s48_attention_1": NOT_YET, "s48_attention_2": NOT_YET},
            "2 of 4 seen: “Some seen”, because 2 counts as that here.",
        ),
        (
            {f"s48_attention_{n}": NOT_YET for n in (1, 2, 3)},
            "1 of 4 seen: “Few seen”, because fewer than 2 counts as that here.",
        ),
        (
            {"s48_attention_1": NO_RESPONSE},
            (
                "3 of 4 seen: “All or nearly all seen”, because 3 or more counts as that here. "
                "1 item has no answer; no answer to it would change the band."
            ),
        ),
        (
            {"s48_attention_1": NO_RESPONSE, "s48_attention_2": NOT_YET},
            "Not computed: 1 item has no answer, and the band depends on it.",
        ),
    ],
)
def test_the_rule_that_gave_the_band_in_words(not_seen: dict[str, Value], sentence: str) -> None:
    assert _score(*_observed("s48", **not_seen)).strand("attention").because == sentence


@pytest.mark.parametrize(
    ("not_seen", "sentence"),
    [
        ({}, "“Everyday teaching”, because no strand calls for more."),
        (
            {f"s48_social_{n}": NOT_YET for n in (1, 2, 3)},
            (
                "“Discuss with the speech and language therapist”, because of: "
                "Social communication (“Few seen”)."
            ),
        ),
        (
            {"s48_attention_1": NO_RESPONSE, "s48_attention_2": NOT_YET},
            "No overall outcome: it depends on what has no band yet (Attention and listening).",
        ),
    ],
)
def test_the_overall_outcome_in_words(not_seen: dict[str, Value], sentence: str) -> None:
    assert _score(*_observed("s48", **not_seen)).overall.because == sentence


def test_other_sentences() -> None:
    pack = table_pack("every-type")
    answers = answered(
        ("r1", 2), ("r2", 2), ("r3", 2), ("point", "dog.svg"), ("name", SEEN), ("say", SEEN),
        ("sound", ("p", "t", "k")), ("many", 5),
    )  # fmt: skip
    result = score(pack, date(2021, 1, 1), date(2024, 6, 1), answers)
    assert result.strand("rated").because == (
        "8 of 8 points: “High”, because 4 or more counts as that here. "
        "Scaled up from 6 of the 6 points that were answered."
    )
    assert result.strand("words").because == (
        "Score 5: the publisher gives this score no band; decide, and say why."
    )
    assert result.strand("words").unassigned
    assert not result.strand("words").computable


def test_the_sounds_that_were_not_heard_are_named() -> None:
    pack = table_pack("every-type")

    def told(*answers: tuple[str, Value]) -> str:
        result = score(pack, date(2021, 1, 1), date(2024, 6, 1), answered(*answers))
        return result.strand("sounds").because

    assert told(("sound", ("p",)), ("f", ())) == (
        "1 of 4 sounds heard: “Low”, because fewer than 3 counts as that here. "
        "Not yet heard: t, k, f."
    )
    assert told(("sound", ("p", "t", "k")), ("f", ("f",))) == (
        "4 of 4 sounds heard: “High”, because 3 or more counts as that here."
    )
    # Nobody listened for f: that is not “not heard”.
    assert told(("sound", ("p",))).endswith("change the band. Not yet heard: t, k.")


def test_a_result_names_its_pack_and_no_child() -> None:
    screen = shipped_pack("observation-screen")
    result = _score(*_observed("s48"))
    assert (result.instrument, result.version, result.pack) == (
        "observation-screen",
        screen.version,
        screen.hash,
    )
    assert (result.section, result.age_months, result.on) == ("s48", 52, ON)
    assert "2020" not in msgspec.json.encode(result).decode()


def test_a_result_survives_the_wire() -> None:
    result = _score(*_observed("s48", s48_social_1=NO_RESPONSE))
    assert msgspec.json.decode(msgspec.json.encode(result), type=Result) == result


def test_the_reason_for_the_section() -> None:
    chosen = choose_section(shipped_pack("observation-screen"), BORN, ON)
    assert chosen.because == "4;4 on the day of the test: 4;0 to 4;11"


def test_a_child_outside_the_ages_is_told_so() -> None:
    with pytest.raises(OutsideAges, match="for ages 2;0 to 7;11; this child is 1;11"):
        score(shipped_pack("observation-screen"), date(2023, 1, 11), date(2024, 12, 30), ())


def test_an_overridden_stop_counts_what_was_answered_after_it() -> None:
    pack = table_pack("ceiling")
    marks = [*((f"r{n}", NOT_YET) for n in (1, 2, 3)), *((f"r{n}", SEEN) for n in range(4, 9))]
    answers = answered(*marks, *((f"w{n}", SEEN) for n in range(1, 9)))
    born, on = date(2020, 1, 1), date(2024, 6, 1)
    stopped = score(pack, born, on, answers).strand("row")
    went_on = score(pack, born, on, answers, overridden=frozenset({"row"})).strand("row")
    assert (stopped.raw, stopped.band, went_on.raw, went_on.band) == (0, "low", 5, "high")
    assert stopped.stopped.startswith("Stopped after 3 in a row")
    assert went_on.stopped == ""


def test_the_least_real_change() -> None:
    pack = table_pack("every-type")
    assert real_change(pack, "words") == pytest.approx(8.316, abs=0.001)  # 1.96 x 1.4142 x 3
    assert real_change(pack, "rated") is None


MARKS = st.sampled_from([SEEN, NOT_YET, NO_RESPONSE])


@given(st.lists(MARKS, min_size=22, max_size=22))
def test_bands_are_total_and_never_a_silent_zero(marks: list[Value]) -> None:
    """Every strand has a band exactly when no missing answer could change it."""
    screen = shipped_pack("observation-screen")
    items = screen.items_in("s48")
    result = _score(*answered(*((i.id, m) for i, m in zip(items, marks, strict=True))))
    for strand in result.strands:
        own = [m for i, m in zip(items, marks, strict=True) if i.strand == strand.strand]
        low, high = own.count(SEEN), own.count(SEEN) + own.count(NO_RESPONSE)
        reachable = {_working_rule(raw, len(own)) for raw in range(low, high + 1)}
        assert strand.missing == own.count(NO_RESPONSE)
        assert strand.computable == (len(reachable) == 1)
        assert strand.band == (reachable.pop() if len(reachable) == 1 else None)
        assert strand.raw == (low if strand.computable else None)


def _working_rule(raw: int, possible: int) -> str:
    """The pack's rule as its own words say it: all but one is most, none or one is few."""
    if raw >= possible - 1:
        return "most"
    return "few" if raw <= 1 else "some"


@given(st.lists(MARKS, min_size=22, max_size=22), st.integers(0, 21))
def test_seeing_one_more_never_weakens_a_result(marks: list[Value], place: int) -> None:
    screen = shipped_pack("observation-screen")
    ids = [item.id for item in screen.items_in("s48")]
    before = _score(*answered(*zip(ids, marks, strict=True)))
    after = _score(*answered(*zip(ids, marks, strict=True), (ids[place], SEEN)))
    bands = [band.id for band in screen.bands]
    outcomes = [rule.outcome for rule in reversed(screen.overall)]
    for old, new in zip(before.strands, after.strands, strict=True):
        if old.band and new.band:
            assert bands.index(new.band) <= bands.index(old.band)
    if before.overall.outcome and after.overall.outcome:
        assert outcomes.index(after.overall.outcome) <= outcomes.index(before.overall.outcome)


@given(st.lists(MARKS, min_size=22, max_size=22), st.randoms(use_true_random=False))
def test_only_the_last_answer_to_an_item_counts(marks: list[Value], random: object) -> None:
    """First guesses in any order, corrected later, score as if the last had been the only one."""
    ids = [item.id for item in shipped_pack("observation-screen").items_in("s48")]
    final = answered(*zip(ids, marks, strict=True))
    guesses = [(item, NOT_YET) for item in ids]
    random.shuffle(guesses)  # type: ignore[attr-defined]
    assert _score(*answered(*guesses), *final) == _score(*final)


def test_the_shipped_golden_cases_are_read_as_they_stand() -> None:
    """The proof ran them at load; here it is shown that they exist and are many."""
    assert len(golden(newest("observation-screen"))) >= 50
