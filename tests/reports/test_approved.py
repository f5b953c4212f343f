"""Every page looks as it was approved: ``python -m tests.reports.approve`` renews the pictures."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from elsec_app.reports import blocks, marks, place, prints, shapes
from elsec_app.reports.lines import Line
from elsec_app.reports.sheet import Sheet
from tests.reports import approve
from tests.reports.samples_more import CHILD_SUMMARY

SAMPLES = list(approve.samples())
NAME = "child-summary-0"
RENEW = "if it is meant, look at it and run: python -m tests.reports.approve"


@pytest.mark.parametrize(("name", "make", "facts"), SAMPLES, ids=[s[0] for s in SAMPLES])
def test_a_print_looks_as_approved(name: str, make: Callable[[Any], bytes], facts: Any) -> None:
    picture, lines = approve.approved(name)
    pdf = make(facts)
    assert approve.standing(pdf).splitlines() == lines.splitlines(), RENEW
    assert approve.differences(picture, approve.drawn(pdf)) == 0, RENEW


def test_nothing_approved_is_left_over_and_all_is_small() -> None:
    files = list(approve.FOLDER.iterdir())
    assert {file.stem for file in files} == {name for name, _make, _facts in SAMPLES}
    assert sum(file.stat().st_size for file in files) < 1_500_000


@pytest.mark.parametrize(
    ("finer", "how"),
    [(5, Image.Resampling.BOX), (4, Image.Resampling.BICUBIC), (6, Image.Resampling.LANCZOS)],
)
def test_another_smoothing_of_edges_is_no_difference(finer: int, how: Image.Resampling) -> None:
    for name, make, facts in SAMPLES:
        picture, _lines = approve.approved(name)
        assert approve.differences(picture, approve.drawn(make(facts), finer, how)) == 0, name


def seen(pdf: bytes) -> tuple[bool, bool]:
    """Whether the picture and the list see a difference from what is approved."""
    picture, lines = approve.approved(NAME)
    pictured = approve.differences(picture, approve.drawn(pdf)) > 0
    return pictured, approve.standing(pdf) != lines


def draw_but(monkeypatch: pytest.MonkeyPatch, change: Callable[[list[Line], float], Any]) -> bytes:
    """The summary, with one line of its text drawn as *change* says."""
    plain = place.draw
    spoiled: list[str] = []

    def draw(sheet: Sheet, found: list[Line], x: float, y: float) -> None:
        if any("Say less, wait more" in line.text for line in found) and not spoiled:
            spoiled.append("yes")
            found, y = change(found, y)
        plain(sheet, found, x, y)

    for module in (place, blocks):
        monkeypatch.setattr(module, "draw", draw)
    pdf = prints.child_summary(CHILD_SUMMARY)
    assert spoiled, "the fault was not put there"
    return pdf


def test_a_line_that_moved_by_two_points_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(draw_but(monkeypatch, lambda found, y: (found, y - 2))) == (True, True)


def test_a_line_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(draw_but(monkeypatch, lambda found, y: (found[1:], y))) == (True, True)


def test_a_hairline_that_moved_is_seen_by_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, drawn = shapes.line, []

    def line(x1: float, y1: float, x2: float, y2: float, colour: Any, width: float = 0.8) -> str:
        drawn.append(width)
        lower = 2 if len(drawn) == 2 else 0
        return plain(x1, y1 - lower, x2, y2 - lower, colour, width)

    monkeypatch.setattr(shapes, "line", line)
    assert seen(prints.child_summary(CHILD_SUMMARY))[1]
    assert len(drawn) > 2


def test_a_band_with_another_icon_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(marks._ICONS, "refer", marks._octagon)
    assert seen(prints.child_summary(CHILD_SUMMARY))[0]


def test_nothing_changed_is_nothing_seen() -> None:
    assert seen(prints.child_summary(CHILD_SUMMARY)) == (False, False)
