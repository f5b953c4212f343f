"""Then and now: what may be compared, and what is said of it."""

from datetime import date

import msgspec
import pytest

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.rules import Score
from elsec_app.operations import change
from elsec_app.operations.people import ChildLine
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Context, Screening, Signature, StrandResult
from tests.small_pack import small_pack

PACK = small_pack()
ONE = PACK.strands[0].id
CHILD = ChildLine("c", "Ben", "Tran", "", date(2022, 8, 31), "s")


def result(
    on: date, label: str | None, section: str = "A", tool: str = "small", **more: object
) -> Signed:
    given: dict[str, object] = {"raw": 4, "possible": 8, "rule": "", "label": label or "", **more}
    strand = StrandResult(ONE, "Talking", section, band=label, **given)  # type: ignore[arg-type]
    body = Screening(
        "k", tool, "Small", "1", "pilot", section, 50, on, (), (strand,), Context(),
        Signature("u", "U", "practitioner", f"{on}T09:00:00+00:00"),
    )  # fmt: skip
    return Signed(f"{tool}-{on}", CHILD, "", "s", PACK.hash, "d", 0, body)


THEN, NOW = date(2026, 9, 21), date(2027, 1, 11)
SAID: list[tuple[object, ...]] = [
    ("On track", {}, "On track", {}, False, "Still “On track”."),
    ("On track", {}, "Not yet", {}, True, "Moved from “On track” to “Not yet”."),
    (None, {}, "Not yet", {}, None, "Cannot tell: a band is missing."),
    (
        "Not yet",
        {"judgement": "x", "judgement_label": "On track"},
        "On track",
        {},
        False,
        "Still “On track”.",
    ),
]


@pytest.mark.parametrize(("was", "then", "became", "now", "moved", "said"), SAID)
def test_a_band_that_moved_is_said_as_it_is(
    was: str | None,
    then: dict[str, object],
    became: str,
    now: dict[str, object],
    moved: bool | None,
    said: str,
) -> None:
    found = change.compare(result(THEN, was, **then), result(NOW, became, **now), PACK)  # type: ignore[arg-type]
    assert (found.apart, found.strands[0].moved, found.strands[0].band) == ("", moved, said)


def test_another_tool_and_another_edition_are_not_compared() -> None:
    now = result(NOW, "On track")
    assert "Another tool" in change.compare(result(THEN, "On track", tool="other"), now, PACK).apart
    edition = msgspec.structs.replace(result(THEN, "On track"), instrument_hash="another")
    found = change.compare(edition, now, PACK)
    assert "Another edition" in found.apart
    assert found.strands == ()


def with_error(sem: float | None) -> Instrument:
    scores = tuple(
        msgspec.structs.replace(one, sem=sem) if one.strand == ONE else one for one in PACK.scores
    )
    assert all(isinstance(one, Score) for one in scores)
    return msgspec.structs.replace(PACK, scores=scores)


# 1.96 x sqrt(2) x 3 = 8.3 points
SCORES: list[tuple[object, ...]] = [
    (None, {"standard": 90}, {"standard": 99}, "90 points, then 99."),
    (3.0, {"standard": 90}, {"standard": 98}, "90 points, then 98: within measurement error (8.3)"),
    (3.0, {"standard": 90}, {"standard": 99}, "90 points, then 99: more than measurement error"),
    (3.0, {"raw": 2}, {"raw": 7}, "2 points, then 7: within"),
    (3.0, {"raw": 2}, {"raw": 7, "section": "B"}, ""),
    (3.0, {"raw": None}, {"raw": 7}, ""),
    (3.0, {"standard": 90}, {"raw": 7}, ""),
]


@pytest.mark.parametrize(("sem", "then", "now", "said"), SCORES)
def test_a_score_is_weighed_against_the_tools_own_error(
    sem: float | None, then: dict[str, object], now: dict[str, object], said: str
) -> None:
    pack = with_error(sem)
    found = change.compare(result(THEN, "On track", **then), result(NOW, "On track", **now), pack)  # type: ignore[arg-type]
    score = found.strands[0].score
    assert score.startswith(said) if said else score == ""
    assert ("cannot tell" in found.caution) == (bool(said) and sem is None)


def test_without_the_very_pack_nobody_can_tell() -> None:
    low, high = result(THEN, "On track", raw=2), result(NOW, "On track", raw=7)
    assert "cannot tell" in change.compare(low, high, None).caution


def test_only_earlier_results_that_stand_are_beside_it() -> None:
    now, later = result(NOW, "On track"), result(date(2027, 5, 1), "On track")
    replaced = msgspec.structs.replace(result(date(2026, 5, 1), "On track"), superseded=True)
    then = result(THEN, "On track")
    beside = change.series((later, now, then, replaced), PACK, now.id)
    assert [one.earlier.id for one in beside] == [then.id]
