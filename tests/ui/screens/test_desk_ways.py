"""Where the therapist's desk leads: the child's page, quarrels to settle, second ratings, handover;
and the questions that come back to a practitioner. In real windows on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from elsec_app.operations import change, handover, results, review
from elsec_app.protocol import bodies
from elsec_app.protocol.kinds import SENCO, THERAPIST
from elsec_app.store import records, tables
from tests import monday, school
from tests.desktop import Desktop, desktop
from tests.monday import Monday
from ui.screens.asked.screen import AskedScreen
from ui.screens.child.screen import ChildScreen
from ui.screens.classes.screen import ClassView
from ui.screens.handover.screen import HandoverScreen
from ui.screens.review.screen import ReviewDesk
from ui.screens.run_sheet.screen import RunSheet
from ui.screens.second.screen import SecondScreen
from ui.screens.settle.screen import SettleScreen
from ui.screens.signed.screen import SignedResult
from ui.theme.look import Theme


@pytest.fixture
def waits(tmp_path: Path) -> Monday:
    return monday.waiting(school.school(tmp_path, children=8))


@pytest.fixture
def there(theme: Theme, qtbot: QtBot, waits: Monday) -> Iterator[Desktop]:
    with desktop(theme, qtbot, waits.school) as opened:
        yield opened


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def child_page(there: Desktop, child: str) -> ChildScreen:
    there.shell.go("child", child=child)
    page = there.at(ChildScreen)
    there.until(lambda: page.found is not None)
    there.settle()
    return page


def test_the_evidence_leads_to_the_childs_page_and_back(there: Desktop, waits: Monday) -> None:
    desk = there.at(ReviewDesk)
    there.until(lambda: desk.evidence.shown is not None)
    desk.evidence.child_asked.emit()
    page = there.at(ChildScreen)
    there.until(lambda: page.found is not None)
    assert page.title.text() == "Łukasz Nguyễn-Yılmaz"
    said = words_in(page)
    assert "His mother will come on Friday." in said
    assert "Screened with Little screen 1.0" in said
    there.key(Qt.Key.Key_Escape)
    there.at(ReviewDesk)
    assert waits.urgent == desk.list.marked_id()


def test_the_evidence_leads_to_every_answer_as_it_was_signed(there: Desktop, waits: Monday) -> None:
    desk = there.at(ReviewDesk)
    there.until(lambda: desk.evidence.shown is not None)
    desk.evidence.answers_asked.emit()
    page = there.at(SignedResult)
    there.until(lambda: page.found is not None)
    assert page.found is not None
    assert page.found.signed.id == waits.urgent


def test_an_urgent_one_that_was_asked_back_is_not_forgotten(there: Desktop, waits: Monday) -> None:
    own = waits.school.desk
    with own.store.writing() as conn:
        review.decide(conn, own.actor, waits.urgent, "returned", question="Since when?")
    desk = there.at(ReviewDesk)
    desk.show_for()
    there.until(lambda: "returned" in desk.quick.chips)
    there.until(lambda: desk.quick.chips["returned"].text() == "Asked back · 2, 1 urgent")


def test_numbers_stay_covered_until_they_are_asked_for_and_that_is_kept(
    there: Desktop, waits: Monday
) -> None:
    desk, child = waits.school.desk, waits.school.children[0]
    with desk.store.writing() as conn:
        records.edit(conn, desk.actor, child, upn="A123456789012", nhs_number="9990001234")
    page = child_page(there, child)
    assert "••••••••••012" in words_in(page)
    assert "A123456789012" not in words_in(page)
    there.click(page.who.reveal)
    there.settle()
    assert "A123456789012" in words_in(page)
    a = tables.audit.c
    with desk.store.reading() as conn:
        kept = conn.scalars(select(a.action).where(a.subject == child).order_by(a.n)).all()
    assert kept[-2:] == ["read", "reveal"]
    child_page(there, waits.school.children[1])
    assert page.who.covered
    child_page(there, child)
    assert not page.record.looks.isVisible()
    there.click(page.record.looked)
    there.settle()
    assert "Morag Bell, the numbers too" in words_in(page.record)


def test_a_note_is_written_and_stands_first(there: Desktop, waits: Monday) -> None:
    page = child_page(there, waits.school.children[7])
    there.click(page.record.write)
    there.type("Likes trains.")
    there.click(page.record.box.keep)
    there.until(lambda: "Likes trains." in words_in(page.record))
    assert page.found is not None
    there.until(lambda: page.found is not None and page.found.page.events[0].kind == "note")
    assert page.found.page.events[0].who == "Morag Bell"


def test_the_one_next_step_is_to_screen_then_to_decide_then_none(
    there: Desktop, waits: Monday
) -> None:
    made = waits.school
    page = child_page(there, made.children[7])
    assert (page.next.text(), page.next.isVisible()) == ("Screen", True)
    assert not page.print.isVisible()
    there.click(page.next)
    sheet = there.at(RunSheet)
    there.until(lambda: sheet.table.marked_key() == made.children[7])
    page = child_page(there, made.children[0])
    assert (page.next.text(), page.next.isVisible()) == ("Decide", True)
    there.click(page.next)
    desk = there.at(ReviewDesk)
    there.until(lambda: desk.list.marked_id() == waits.fine)
    with made.desk.store.writing() as conn:
        review.decide(conn, made.desk.actor, waits.fine, "universal")
    assert not child_page(there, made.children[0]).next.isVisible()


def test_then_and_now_are_set_side_by_side(there: Desktop, waits: Monday) -> None:
    made = waits.school
    again = school.screen(school.as_role(made, "practitioner"), made.children[3])
    with made.desk.store.reading() as conn:
        found = results.of_child(conn, made.children[3])
    assert [c.earlier.id for c in change.series(found, made.instrument, again)] == [waits.low]
    said = words_in(child_page(there, made.children[3]))
    assert "Moved from “Needs a closer look” to “On track”." in said
    assert "The tool states no measurement error" in said


def test_what_was_decided_is_decided_again_with_both_on_record(
    there: Desktop, waits: Monday
) -> None:
    desk = waits.school.desk
    with desk.store.writing() as conn:
        review.decide(conn, desk.actor, waits.fine, "universal")
    page = child_page(there, waits.school.children[0])
    assert "Decided: Universal offer" in words_in(page)
    page.result.decide_asked.emit(waits.fine)
    screen = there.at(ReviewDesk)
    shown = screen.evidence
    there.until(lambda: shown.shown is not None and shown.shown.signed.id == waits.fine)
    there.settle()
    assert "Morag Bell decided on" in words_in(screen.evidence)
    screen.deciding.chips["discuss"].click()
    there.click(screen.record)
    there.until(lambda: "discuss with the setting" in there.said())
    with desk.store.reading() as conn:
        found = review.latest(conn, waits.fine)
        assert len(review.every(conn, waits.fine)) == 2
    assert found is not None
    assert found.decision == "discuss"


def test_the_class_leads_to_the_child(there: Desktop, waits: Monday) -> None:
    there.shell.go("classes")
    view = there.at(ClassView)
    there.until(lambda: view.table is not None and bool(view.table.rows.rows))
    assert view.table is not None
    view.table.mark(waits.school.children[2])
    there.click(view.side.whole)
    page = there.at(ChildScreen)
    there.until(lambda: page.found is not None)
    assert page.title.text() == "Łukasz Nguyễn-Yılmaz"


def test_a_senco_reads_what_is_signed_and_no_more(
    theme: Theme, qtbot: QtBot, waits: Monday
) -> None:
    with desktop(theme, qtbot, school.as_role(waits.school, SENCO)) as there:
        assert not {"review", "today"} & {place.key for place in there.shell.places}
        page = child_page(there, waits.school.children[5])
        said = words_in(page)
        assert "Screened with Little screen 1.0" in said
        assert "Was it noisy" not in said
        assert "band was practising" not in said
        assert not page.next.isVisible()
        there.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert there.shell.here() == "child", "a key leads nowhere that no button does"
        assert not page.refer.isVisible()
        there.click(page.record.write)
        there.type("Reads with her grandmother.")
        there.click(page.record.box.keep)
        there.until(lambda: "Reads with her grandmother." in words_in(page.record))


def test_a_question_is_answered_where_the_day_begins(
    theme: Theme, qtbot: QtBot, waits: Monday
) -> None:
    own = school.as_role(waits.school, "practitioner")
    with desktop(theme, qtbot, own) as there:
        sheet = there.today()
        there.until(lambda: sheet.asked is not None)
        assert sheet.asked is not None
        assert sheet.asked.words.text() == "1 question from Morag Bell"
        there.shell.go("asked")
        asked = there.at(AskedScreen)
        there.until(lambda: bool(asked.cards))
        (card,) = asked.cards.values()
        assert "Which language did you use?" in words_in(card)
        there.click(asked.send)
        assert "Write an answer first." in words_in(card)
        there.type("English, with a few words of Polish.")
        there.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        there.until(lambda: not asked.cards)
        there.settle()
        assert "Nothing is asked of you" in words_in(asked)
        there.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        there.click(asked.back)
        there.until(lambda: sheet.asked is not None and not sheet.asked.isVisible())
        with waits.school.desk.store.reading() as conn:
            (one,) = review.asked(conn, waits.returned)
    assert one.answer == "English, with a few words of Polish."


def test_a_quarrel_is_settled_and_the_way_to_it_goes(there: Desktop, waits: Monday) -> None:
    monday.quarrel(waits.school)
    desk = there.at(ReviewDesk)
    desk.show_for()
    there.until(lambda: desk.settle.isVisible())
    assert desk.settle.text() == "1 to settle"
    there.click(desk.settle)
    screen = there.at(SettleScreen)
    there.until(lambda: bool(screen.cards))
    (card,) = screen.cards.values()
    there.settle()
    said = words_in(card)
    assert "it was" in said
    assert card.choices["centre"].text() == "Bell"
    assert not card.keep.isEnabled()
    card.choices["other"].click()
    there.click(card.keep)
    assert "Write what it should be." in words_in(card)
    card.other.setText("Bell-Okafor")
    there.click(card.keep)
    there.until(lambda: not screen.cards)
    with waits.school.desk.store.reading() as conn:
        body = records.read(conn, waits.school.children[0], bodies.Child)
    assert body.surname == "Bell-Okafor"
    there.click(screen.back)
    there.until(lambda: desk.waiting is not None and desk.waiting.to_settle == 0)
    assert not desk.settle.isVisible()


def test_a_value_that_cannot_be_is_refused_on_the_card(there: Desktop, waits: Monday) -> None:
    monday.quarrel(waits.school, "born")
    there.shell.go("settle")
    screen = there.at(SettleScreen)
    there.until(lambda: bool(screen.cards))
    (card,) = screen.cards.values()
    there.settle()
    card.choices["other"].click()
    card.other.setText("in spring")
    there.click(card.keep)
    there.until(lambda: "cannot be the date of birth" in words_in(card))
    assert card.keep.isEnabled()


def test_the_second_rater_bands_blind_and_sees_agreement_after(
    there: Desktop, waits: Monday
) -> None:
    monday.sampled(waits.school)
    there.shell.go("second")
    screen = there.at(SecondScreen)
    there.until(lambda: screen.blind.seen is not None)
    there.settle()
    seen = screen.blind.seen
    assert seen is not None
    said = words_in(screen.blind)
    signed = seen.signed.body
    assert signed.overall_label not in said
    assert not any(strand.rule in said for strand in signed.strands)
    assert not screen.keep.isEnabled()
    for strand, chips in screen.blind.chips.items():
        first = next(s for s in signed.strands if s.strand == strand)
        chips[first.judgement or first.band or ""].click()
    there.click(screen.keep)
    there.until(lambda: screen.sample is not None and len(screen.sample.agreement) == 4)
    there.settle()
    cells = [row.cells[1] for row in screen.agreement.table.rows.rows]
    assert cells == ["1 of 1 (100 %)"] * 4


def test_the_rate_is_set_by_a_therapist(there: Desktop, waits: Monday) -> None:
    there.shell.go("second")
    screen = there.at(SecondScreen)
    there.until(lambda: screen.sample is not None)
    assert "No sample is drawn now." in words_in(screen)
    there.click(screen.agreement.chips[5])
    there.until(lambda: "1 in 5 of what is signed" in words_in(screen))
    assert waits.school.desk.actor.role == THERAPIST


def test_a_practitioner_hears_of_ratings_where_the_day_begins(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = school.school(tmp_path, children=3)
    school.screen(school.as_role(made, THERAPIST), made.children[0])
    monday.sampled(school.as_role(made, THERAPIST))
    with desktop(theme, qtbot, made) as there:
        sheet = there.today()
        there.until(lambda: sheet.asked is not None)
        assert sheet.asked is not None
        assert sheet.asked.words.text() == "1 to rate a second time"
        there.shell.go("asked")
        asked = there.at(AskedScreen)
        there.until(lambda: asked.rate.isVisible())
        there.click(asked.rate)
        there.at(SecondScreen)


def test_a_caseload_is_handed_over(there: Desktop, waits: Monday) -> None:
    there.shell.go("handover")
    screen = there.at(HandoverScreen)
    there.until(lambda: bool(screen.ticks))
    assert not screen.hand.isEnabled()
    (tick,) = screen.ticks.values()
    there.click(tick)
    screen.to.setCurrentIndex(screen.to.findText("Morag Bell"))
    screen.note.setPlainText("Ring the SENCO first.")
    there.click(screen.hand)
    there.until(lambda: there.said() == "1 setting is handed to: Morag Bell.")
    with waits.school.desk.store.reading() as conn:
        assert handover.owners(conn) == {waits.school.setting: f"user-{THERAPIST}"}
    there.until(lambda: "Ring the SENCO first." in told(screen))
    assert "Morag Bell · given by Morag Bell on" in told(screen)
    assert not screen.hand.isEnabled()


def told(screen: HandoverScreen) -> str:
    """What stands under the settings."""
    return " ".join(tick.accessibleDescription() for tick in screen.ticks.values())
