"""A therapist's Monday in a real window on a real store: read, decide, next; and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from elsec_app.operations import history, review
from elsec_app.operations.worklist import Filter
from elsec_app.store import tables
from tests import monday, school
from tests.desktop import Desktop, desktop
from tests.monday import Monday
from ui.screens.referral.reading import Writing
from ui.screens.referral.screen import ReferralScreen
from ui.screens.review.screen import ReviewDesk
from ui.theme.look import Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def waits(tmp_path: Path) -> Monday:
    return monday.waiting(school.school(tmp_path, children=7))


@pytest.fixture
def there(theme: Theme, qtbot: QtBot, waits: Monday) -> Iterator[Desktop]:
    with desktop(theme, qtbot, waits.school) as opened:
        yield opened


def at_desk(there: Desktop) -> ReviewDesk:
    desk = there.at(ReviewDesk)
    there.until(lambda: desk.waiting is not None and len(desk.list.rows.lines) > 0)
    there.until(lambda: desk.evidence.shown is not None)
    return desk


def marked(there: Desktop, screening: str) -> ReviewDesk:
    """The desk with *screening* marked and its evidence read."""
    desk = at_desk(there)
    desk.list.mark(desk.list.place(screening))
    shown = desk.evidence
    there.until(lambda: shown.shown is not None and shown.shown.signed.id == screening)
    there.settle()
    return desk


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def decisions(waits: Monday, screening: str) -> list[str]:
    with waits.school.desk.store.reading() as conn:
        return [one.body.decision for one in review.of_screening(conn, screening)]


def signed_bodies(waits: Monday) -> dict[str, tuple[str, str]]:
    r = tables.record.c
    with waits.school.desk.store.reading() as conn:
        rows = conn.execute(select(r.id, r.body, r.change).where(r.kind == "screening"))
        return {row.id: (row.body, row.change) for row in rows}


def test_the_day_begins_with_what_cannot_wait(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    w = waits
    order = [w.urgent, w.judged, w.low, w.doubtful, w.fine, w.answered]
    assert list(desk.list.rows.ids) == order
    first = desk.list.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Urgent: stammering" in str(first)
    assert "6 waiting · 1 urgent · the longest: 9 weeks" in desk.subtitle.text()


def test_by_keyboard_alone_a_decision_leads_to_the_next(there: Desktop, waits: Monday) -> None:
    desk = marked(there, waits.urgent)
    following = desk.list.rows.ids[1]
    desk.list.setFocus()
    there.key(Qt.Key.Key_5, ALT)
    there.key(Qt.Key.Key_Return, CTRL)
    there.until(lambda: len(desk.list.rows.ids) == 5)
    there.until(lambda: bool(desk.evidence.shown and desk.evidence.shown.signed.id == following))
    assert decisions(waits, waits.urgent) == ["refer"]
    assert "refer to speech and language therapy" in there.said()
    assert desk.deciding.decision() == ""


def test_to_refer_leads_on_to_the_referral_of_that_very_screening(
    there: Desktop, waits: Monday
) -> None:
    desk = marked(there, waits.low)
    assert not desk.write.isVisible()
    desk.deciding.chips["refer"].click()
    there.click(desk.write)
    page = there.at(ReferralScreen)
    there.until(lambda: page.found is not None)
    assert decisions(waits, waits.low) == ["refer"]
    assert isinstance(page.found, Writing)
    assert page.found.sheet.draft.screening == waits.low


def test_the_last_decision_can_be_undone_from_the_strip(there: Desktop, waits: Monday) -> None:
    desk = marked(there, waits.fine)
    desk.deciding.chips["universal"].click()
    there.click(desk.record)
    there.until(lambda: waits.fine not in desk.list.rows.ids)
    there.window._speak().strip._act.click()
    there.until(lambda: waits.fine in desk.list.rows.ids)
    there.until(lambda: desk.list.marked_id() == waits.fine)
    assert decisions(waits, waits.fine) == []


def test_a_question_waits_for_its_words_and_then_leaves_the_list(
    there: Desktop, waits: Monday
) -> None:
    desk = marked(there, waits.doubtful)
    desk.deciding.chips["returned"].click()
    there.click(desk.record)
    assert "Write the question" in words_in(desk.deciding)
    desk.deciding.question.setPlainText("Who spoke Polish with her?")
    there.click(desk.record)
    there.until(lambda: waits.doubtful not in desk.list.rows.ids)
    there.until(lambda: "Asked back · 2" in [c.text() for c in desk.quick.chips.values()])


def test_a_re_screen_has_the_day_that_the_tool_gives_and_any_later_one(
    there: Desktop, waits: Monday
) -> None:
    desk = marked(there, waits.low)
    assert desk.evidence.shown is not None
    due = desk.evidence.shown.signed.body.rescreen_due
    assert due is not None
    desk.deciding.chips["rescreen"].click()
    shown = desk.deciding.day.date()
    assert (shown.year(), shown.month(), shown.day()) == (due.year, due.month, due.day)
    desk.deciding.comment.setPlainText("After the group.")
    there.click(desk.record)
    there.until(lambda: waits.low not in desk.list.rows.ids)
    with waits.school.desk.store.reading() as conn:
        found = review.latest(conn, waits.low)
    assert found is not None
    assert (found.rescreen_on, found.comment) == (due, "After the group.")


def test_nothing_is_decided_on_what_is_not_in_sight(there: Desktop, waits: Monday) -> None:
    """The mark has moved on and the evidence has not yet: a hasty key must not decide."""
    desk = marked(there, waits.urgent)
    desk.deciding.chips["no_action"].click()
    desk.list.mark(1)
    there.key(Qt.Key.Key_Return, CTRL)
    there.until(lambda: desk.deciding.decision() == "")
    desk.deciding.chips["no_action"].click()
    desk.quick.more.click()
    there.key(Qt.Key.Key_Return, CTRL)
    there.settle()
    assert decisions(waits, waits.urgent) == decisions(waits, desk.list.rows.ids[1]) == []
    assert len(desk.list.rows.ids) == 6


def test_what_is_half_decided_stays_while_news_comes_in(there: Desktop, waits: Monday) -> None:
    desk = marked(there, waits.doubtful)
    desk.deciding.chips["returned"].click()
    desk.deciding.question.setPlainText("Who spoke")
    with waits.school.desk.store.writing() as conn:
        history.add_note(conn, waits.school.desk.actor, waits.school.children[1], "News.")
    there.window.work.changed.emit(None, there)
    there.until(lambda: "News." in words_in(desk.evidence))
    assert desk.deciding.decision() == "returned"
    assert desk.deciding.question.toPlainText() == "Who spoke"
    assert desk.list.marked_id() == waits.doubtful


def test_several_are_chosen_and_decided_on_once(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    desk.list.setFocus()
    for screening in (waits.fine, waits.doubtful):
        desk.list.mark(desk.list.place(screening))
        there.key(Qt.Key.Key_Space)
    assert "2 chosen" in words_in(desk.several)
    assert desk.record.text() == "Record for 2"
    desk.deciding.chips["universal"].click()
    there.click(desk.record)
    there.until(lambda: len(desk.list.rows.ids) == 4)
    assert decisions(waits, waits.fine) == decisions(waits, waits.doubtful) == ["universal"]
    assert there.said() == "2 children: universal offer."
    there.window._speak().strip._act.click()
    there.until(lambda: len(desk.list.rows.ids) == 6)


def test_all_that_a_filter_leaves_are_chosen_by_one_key(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    desk.filters.changed.emit(Filter(over_weeks=4))
    there.until(lambda: len(desk.list.rows.ids) == 3)
    desk.list.setFocus()
    there.key(Qt.Key.Key_A, CTRL)
    there.until(lambda: desk.record.text() == "Record for 3")
    there.settle()
    assert words_in(desk.several).count("·") >= 1
    desk.deciding.chips["discuss"].click()
    there.click(desk.record)
    there.until(lambda: not desk.list.rows.ids)
    assert decisions(waits, waits.low) == ["discuss"]
    there.settle()
    assert "Nothing here waits for you" in words_in(desk)


def test_the_evidence_is_scrolled_by_keys(there: Desktop, waits: Monday) -> None:
    desk = marked(there, waits.urgent)
    area = desk.detail._area
    desk.list.setFocus()
    there.key(Qt.Key.Key_Tab)
    for _n in range(6):
        if area.hasFocus():
            break
        there.key(Qt.Key.Key_Tab)
    assert area.hasFocus()
    assert area._ring.isVisible()
    there.key(Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    there.key(Qt.Key.Key_Tab)
    assert not area._ring.isVisible()


def test_urgent_ones_among_several_are_named(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    desk.list.rows.tick(desk.list.place(waits.urgent))
    assert "Urgent among them" in words_in(desk.several)
    there.click(desk.several.findChildren(type(desk.detail.back))[0])
    assert not desk.list.rows.chosen
    assert desk.evidence.isVisible()


def test_the_evidence_is_on_one_page(there: Desktop, waits: Monday) -> None:
    said = words_in(marked(there, waits.judged).evidence)
    for words in (
        "Weakest band: Understanding",
        "judges otherwise: Follows nothing longer than two words in class.",
        "The screen gave “On track”.",
        "Little screen 1.0",
        "Publisher: ",
        "It is not standardised",
        "Tired after lunch.",
        "Language of the test",
        "Screened with Little screen 1.0",
    ):
        assert words in said
    assert "Not yet" in words_in(marked(there, waits.low).evidence)
    answered = words_in(marked(there, waits.answered).evidence)
    assert "Priya Shah answered: Yes: the band was practising next door." in answered


def test_a_filter_is_chosen_kept_under_a_name_and_found_again(
    there: Desktop, waits: Monday
) -> None:
    desk = at_desk(there)
    there.click(desk.quick.more)
    filters = desk.filters
    assert filters.tool.findText("Little screen") > 0
    filters.weeks.setCurrentIndex(filters.weeks.findData(6))
    filters.weeks.activated.emit(0)
    there.until(lambda: set(desk.list.rows.ids) == {waits.fine, waits.doubtful})
    assert "2 of 6 shown" in desk.footnote.text()
    filters.name.setText("Long waits")
    there.click(filters.save)
    there.until(lambda: "saved:Long waits" in desk.quick.chips)
    there.click(filters.clear)
    there.until(lambda: len(desk.list.rows.ids) == 6)
    there.click(desk.quick.chips["saved:Long waits"])
    there.until(lambda: len(desk.list.rows.ids) == 2)
    assert desk.quick.chips["saved:Long waits"].isChecked()


def test_a_name_narrows_the_list(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    desk.search.setFocus()
    there.type("luk")
    there.until(lambda: list(desk.list.rows.ids) == [waits.doubtful])
    there.key(Qt.Key.Key_Escape)
    there.until(lambda: len(desk.list.rows.ids) == 6)


def test_at_large_text_the_evidence_takes_the_lists_place(
    there: Desktop, theme: Theme, waits: Monday
) -> None:
    desk = marked(there, waits.urgent)
    theme.set(scale=200)
    there.settle()
    assert desk.beside.narrow()
    assert not desk.evidence.isVisible()
    desk.list.setFocus()
    there.key(Qt.Key.Key_Return)
    assert desk.evidence.isVisible()
    assert desk.deciding.isVisible()
    there.click(desk.detail.back)
    assert desk.list.isVisible()


def test_nothing_done_here_alters_what_was_signed(there: Desktop, waits: Monday) -> None:
    before = signed_bodies(waits)
    desk = at_desk(there)
    for screening, decision in ((waits.low, "targeted"), (waits.fine, "no_action")):
        marked(there, screening)
        desk.deciding.chips[decision].click()
        there.click(desk.record)
        there.until(lambda screening=screening: screening not in desk.list.rows.ids)  # type: ignore[misc]
    there.window._speak().strip._act.click()
    there.until(lambda: waits.fine in desk.list.rows.ids)
    assert signed_bodies(waits) == before


def test_an_empty_desk_says_so(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school.school(tmp_path, children=2, role="therapist")
    with desktop(theme, qtbot, made) as there:
        desk = there.at(ReviewDesk)
        there.until(lambda: desk.waiting is not None)
        assert "Nothing here waits for you" in words_in(desk)
        assert not desk.record.isVisible()


def test_thousands_of_rows_are_read_as_they_are_seen(there: Desktop, waits: Monday) -> None:
    desk = at_desk(there)
    asked: list[list[str]] = []
    desk.list.rows.wanted.connect(asked.append)
    desk.list.rows.set_ids([f"id-{n}" for n in range(20_000)])
    there.settle()
    assert sum(map(len, asked)) <= 120
    desk.list.mark(0)
    QTest.keyClick(desk.list, Qt.Key.Key_End, CTRL)
    there.until(lambda: "id-19999" in asked[-1])
    assert sum(map(len, asked)) <= 240
