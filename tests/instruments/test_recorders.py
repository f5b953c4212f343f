"""Recorders: scores and the publisher's band, typed from paper or an app; nothing worked out."""

from datetime import date

import pytest

from elsec_app.instruments.answers import Value
from elsec_app.instruments.library import shipped
from elsec_app.instruments.progress import progress
from elsec_app.instruments.results import Result
from elsec_app.instruments.scoring import score

from .shelf import answered, shipped_pack

BORN, ON = date(2020, 6, 1), date(2024, 9, 1)  # 4;3: section 8 of WellComm Early Years


def _wellcomm(*entered: tuple[str, Value]) -> Result:
    return score(shipped_pack("wellcomm-early-years"), BORN, ON, answered(*entered))


def test_the_section_below_is_asked_until_green() -> None:
    pack = shipped_pack("wellcomm-early-years")
    red = answered(("ey8-yes", 3), ("ey8-colour", "red"))
    now = progress(pack, "ey8", red)
    assert now.sections == ("ey8", "ey7")
    assert now.next_item is not None
    assert now.next_item.id == "ey7-yes"
    green = answered(("ey7-yes", 9), ("ey7-colour", "green"))
    assert progress(pack, "ey8", (*red, *green)).complete


def test_a_screen_is_its_attempts_in_order() -> None:
    result = _wellcomm(
        ("ey8-yes", 3), ("ey8-colour", "red"),
        ("ey7-yes", 6), ("ey7-colour", "amber"),
        ("ey6-yes", 10), ("ey6-colour", "green"),
    )  # fmt: skip
    assert [(a.section, a.raw, a.band) for a in result.strands] == [
        ("ey8", 3, "red"),
        ("ey7", 6, "amber"),
        ("ey6", 10, "green"),
    ]
    assert (result.section, result.settled) == ("ey8", "ey6")
    assert result.overall.outcome == "red-result"  # the section for the age decides
    assert result.strands[0].because == "“Red”, as it was entered; nothing is worked out here."


def test_a_correction_to_green_takes_the_lower_section_away_again() -> None:
    result = _wellcomm(("ey8-colour", "amber"), ("ey7-colour", "green"), ("ey8-colour", "green"))
    assert [attempt.section for attempt in result.strands] == ["ey8"]
    assert result.settled == "ey8"


def test_nothing_entered_is_not_a_zero() -> None:
    result = _wellcomm()
    assert (result.strands[0].raw, result.strands[0].band) == (None, None)
    assert result.strands[0].because == ("Not computed: the publisher’s band has not been entered.")
    assert result.overall.outcome is None


def test_a_number_without_a_colour_is_never_turned_into_one() -> None:
    result = _wellcomm(("ey8-yes", 12))
    assert (result.strands[0].raw, result.strands[0].band) == (12, None)


def _language_screen(standard: int) -> Result:
    answers = answered(("standard-score", standard))
    return score(shipped_pack("languagescreen"), BORN, ON, answers)


def test_a_score_that_the_publisher_leaves_open_is_left_open() -> None:
    found = _language_screen(81).strand("spoken")
    assert (found.raw, found.band, found.unassigned, found.computable) == (81, None, True, False)
    assert found.because == (
        "Score 81: the publisher gives this score no band; decide, and say why."
    )


def test_a_typed_score_has_no_out_of() -> None:
    found = _language_screen(82).strand("spoken")
    assert found.because == "Score 82: “Amber”, because 82 to 89 counts as that here."
    assert found.possible == 0


def test_the_mean_of_ratings_is_told_with_their_total() -> None:
    answers = answered(("total", 31), ("result", "well"), ("language", "Polish"))
    found = score(shipped_pack("ics"), BORN, ON, answers).strand("intelligibility")
    assert (found.raw, found.band) == (31, "well")
    assert found.because == (
        "“Well understood”, as it was entered; nothing is worked out here. "
        "The mean of the 7 ratings is 4.4."
    )


def test_no_mean_without_a_total() -> None:
    found = score(shipped_pack("ics"), BORN, ON, answered(("result", "well")))
    assert "mean" not in found.strand("intelligibility").because


RECORDERS = (
    "asq-3-communication", "early-talk-boost", "elim", "ics", "infant-language-link",
    "junior-language-link", "ks1-talk-boost", "languagescreen", "progression-tools",
    "speech-link", "wellcomm-early-years", "wellcomm-primary",
)  # fmt: skip


def test_these_are_the_recorders() -> None:
    assert tuple(pack.id for pack in shipped() if pack.kind == "recorded") == RECORDERS


@pytest.mark.parametrize("name", RECORDERS)
def test_a_recorder_holds_no_more_than_fields_to_fill(name: str) -> None:
    pack = shipped_pack(name)
    assert {item.type for item in pack.items} <= {"count", "choice", "free_note"}
    assert len(pack.items) <= 3 * len(pack.sections)
    assert pack.licence.startswith("Record only.")
    assert not pack.pictures


@pytest.mark.parametrize("name", sorted(set(RECORDERS) - {"languagescreen"}))
def test_where_no_cut_off_is_public_the_band_is_typed(name: str) -> None:
    pack = shipped_pack(name)
    assert {score.rule for score in pack.scores} == {"entered"}
    assert pack.scales == ()
