"""What each widget of the kit does when it is used."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import eyes
from tests.ui.gallery import PLACES, rows
from ui.theme.look import Theme
from ui.widgets.answers import BigAnswer, usual_answers
from ui.widgets.buttons import IconButton, primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick
from ui.widgets.fields import NoteField, SearchField
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.model import Row
from ui.widgets.page import Page
from ui.widgets.passphrase import PassphraseField
from ui.widgets.rail import NavRail, Shell
from ui.widgets.status import ProgressLine, band_mark
from ui.widgets.strips import Action, Strip, SyncStrip
from ui.widgets.table import Table, child_table
from ui.widgets.text import Text
from ui.widgets.touch import grab

Show = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton


def commonest(widget: QWidget) -> str:
    """The colour most pixels of *widget* have."""
    image = widget.grab().toImage()
    counts: dict[str, int] = {}
    for x in range(0, image.width(), 3):
        for y in range(0, image.height(), 3):
            colour = image.pixelColor(x, y).name()
            counts[colour] = counts.get(colour, 0) + 1
    return max(counts, key=lambda colour: counts[colour])


# buttons


def test_a_button_is_painted_in_its_tokens_in_every_theme(theme: Theme, show: Show) -> None:
    button = primary(theme, "Carry on", "play")
    show(button, 240, 48)
    for name in ("light", "dark", "contrast"):
        theme.set(name)
        assert commonest(button) == theme.colour("green").name()


def test_a_button_that_cannot_be_pressed_looks_and_acts_so(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    button = primary(theme, "Carry on", "play")
    show(button, 240, 48)
    button.setEnabled(False)
    assert commonest(button) == theme.colour("groove").name()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, LEFT)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_return_and_space_press(theme: Theme, show: Show, qtbot: QtBot, key: Qt.Key) -> None:
    for button in (secondary(theme, "Undo"), IconButton(theme, "Close", "x"), SyncStrip(theme)):
        show(button, 200, 48)
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_an_icon_button_grows_with_the_text(theme: Theme, show: Show) -> None:
    button = IconButton(theme, "Close", "x")
    show(button, 44, 44)
    assert button.sizeHint().width() >= 44
    small = button.sizeHint().width()
    theme.set(scale=200)
    assert button.sizeHint().width() > small
    assert button.toolTip() == button.accessibleName() == "Close"


def test_the_page_s_next_step_answers_ctrl_return(theme: Theme, show: Show, qtbot: QtBot) -> None:
    page = Page(theme, "Today")
    note = NoteField(theme, "Note")
    page.body.addWidget(note)
    page.set_primary(primary(theme, "Sign", "signature"))
    show(page)
    note.setFocus()
    assert page.primary is not None
    with qtbot.waitSignal(page.primary.clicked):
        QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# answers


@pytest.fixture
def console(theme: Theme, show: Show) -> QWidget:
    window = QWidget()
    flow = Flow(12, fill=True)
    window.setLayout(flow)
    for answer in usual_answers():
        flow.addWidget(BigAnswer(theme, answer))
    flow.addWidget(NoteField(theme, "Note"))
    return show(window)


@pytest.mark.parametrize(("key", "value"), [("1", "pass"), ("2", "not_yet"), ("3", "no_response")])
def test_an_answer_is_one_key_away(console: QWidget, qtbot: QtBot, key: str, value: str) -> None:
    button = next(b for b in console.findChildren(BigAnswer) if b.answer.value == value)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(console, ord(key))


def test_a_digit_in_the_note_is_not_an_answer(console: QWidget, qtbot: QtBot) -> None:
    note = console.findChildren(NoteField)[0]
    note.setFocus()
    with qtbot.assertNotEmitted(console.findChildren(BigAnswer)[0].clicked):
        QTest.keyClicks(note, "1")
    assert note.toPlainText() == "1"


def test_the_answer_held_is_filled_and_no_answer_is_suggested(
    console: QWidget, theme: Theme
) -> None:
    buttons = console.findChildren(BigAnswer)
    assert len({(b.width(), b.height()) for b in buttons}) == 1
    for button in buttons:
        assert commonest(button) == theme.colour(f"{button.answer.tone}_tint").name()
        button.setChecked(True)
        assert commonest(button) == theme.colour(button.answer.tone).name()


def test_answers_differ_by_more_than_colour() -> None:
    answers = usual_answers()
    for part in ("word", "icon", "key", "tone"):
        assert len({getattr(answer, part) for answer in answers}) == len(answers)


# status


def test_bands_differ_by_the_shape_of_their_icon() -> None:
    tones = ("track", "watch", "refer", "quiet")
    assert len({band_mark(tone, "x").icon for tone in tones}) == len(tones)
    with pytest.raises(KeyError):
        band_mark("purple", "x")


def test_progress_reads_as_a_share_and_survives_an_empty_list(theme: Theme, show: Show) -> None:
    line = ProgressLine(theme, "Children screened")
    line.set(0, 0)
    show(line, 300, 8)
    line.set(3, 4)
    image = line.grab().toImage()
    assert image.pixelColor(150, 4) == theme.colour("green")
    assert image.pixelColor(270, 4) == theme.colour("groove")
    assert (line.value(), line.maximum()) == (3, 4)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda strip: strip.offline(0), "Offline · all saved"),
        (lambda strip: strip.offline(1), "Offline · 1 waiting"),
        (lambda strip: strip.online(3), "Online · 3 waiting"),
        (lambda strip: strip.sending(2, 3), "Sending 2 of 3"),
        (lambda strip: strip.all_sent(), "All sent"),
        (lambda strip: strip.trouble("1 record needs you"), "1 record needs you"),
    ],
)
def test_the_sync_strip_says_where_the_records_are(
    theme: Theme, qtbot: QtBot, call: Callable[[SyncStrip], None], words: str
) -> None:
    strip = SyncStrip(theme)
    qtbot.addWidget(strip)
    call(strip)
    assert strip.accessibleName() == words


# fields


def test_search_waits_for_the_typing_to_rest(theme: Theme, show: Show, qtbot: QtBot) -> None:
    field = SearchField(theme, "Find a child")
    show(field, 300, 48)
    heard: list[str] = []
    field.searched.connect(heard.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, "chl")
    assert heard == ["chl"]
    QTest.keyClicks(field, "o ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard[-1] == "chlo"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (heard[-1], field.text()) == ("", "")


def test_the_button_that_clears_the_search_is_there_when_needed(theme: Theme, show: Show) -> None:
    field = SearchField(theme, "Find a child")
    show(field, 300, 48)
    clear = field.findChildren(IconButton)[0]
    assert not clear.isVisible()
    field.setText("chloe")
    assert clear.isVisible()
    assert eyes.small_targets(field) == []
    QTest.mouseClick(clear, LEFT)
    assert field.text() == ""


def test_a_note_is_told_once_when_it_rests_or_is_left(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    window = QWidget()
    flow = Flow(12)
    window.setLayout(flow)
    note, other = NoteField(theme, "Note"), secondary(theme, "Next")
    flow.addWidget(note)
    flow.addWidget(other)
    show(window)
    heard: list[str] = []
    note.written.connect(heard.append)
    note.set_text("from before")
    note.setFocus()
    QTest.keyClicks(note, "he pointed ")
    QTest.keyClick(note, Qt.Key.Key_Tab)
    assert heard == ["he pointed from before"]
    assert QApplication.focusWidget() is other
    note.setFocus()
    other.setFocus()
    assert len(heard) == 1


def test_a_passphrase_is_hidden_until_asked_for(theme: Theme, show: Show) -> None:
    field = PassphraseField(theme, "Passphrase")
    show(field, 300, 48)
    eye = field.findChildren(IconButton)[0]
    QTest.keyClicks(field, "otter")
    assert field.displayText() != "otter"
    QTest.mouseClick(eye, LEFT)
    assert field.displayText() == "otter"
    assert eye.accessibleName() == "Hide the passphrase"
    field.hide_again()
    assert field.displayText() != "otter"


def test_a_form_row_says_what_is_wrong(theme: Theme, show: Show) -> None:
    field = PassphraseField(theme, "Passphrase")
    row = FormRow(theme, "Passphrase", field, "Three words or more")
    show(row, 400, 200)
    assert field.accessibleDescription() == "Three words or more"
    before = row.heightForWidth(400)
    row.set_error("That is not the passphrase.")
    assert field.accessibleDescription() == "That is not the passphrase."
    assert row.heightForWidth(400) > before
    row.set_error("")
    assert row.heightForWidth(400) == before


# choices


def test_choices_exclude_each_other_and_ticks_do_not(theme: Theme, show: Show) -> None:
    window = QWidget()
    flow = Flow(12)
    window.setLayout(flow)
    parts = [Choice(theme, "Agree"), Choice(theme, "Lower", "I saw more"), Tick(theme, "Tell")]
    for part in parts:
        flow.addWidget(part)
    show(window)
    for part in parts:
        QTest.mouseClick(part, LEFT, pos=QPoint(part.width() - 6, part.height() // 2))
    assert [part.isChecked() for part in parts] == [False, True, True]
    assert parts[1].accessibleDescription() == "I saw more"


# table


@pytest.fixture
def table(theme: Theme, show: Show) -> Table:
    made = child_table(theme, "Children in this run")
    made.set_rows(rows())
    show(made, 800, 500)
    return made


def test_a_tap_chooses_a_child(table: Table, qtbot: QtBot) -> None:
    place = table.visualRect(table.rows.index(2, 1)).center()
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.mouseClick(table.viewport(), LEFT, pos=place)
    assert chosen.args == ["Chloe Williams"]


def test_a_finger_chooses_a_child(table: Table, qtbot: QtBot) -> None:
    grab(table)
    finger: QPointingDevice = QTest.createTouchDevice()
    place = table.viewport().mapTo(table, table.visualRect(table.rows.index(2, 0)).center())
    with qtbot.waitSignal(table.chosen) as chosen:
        window = table.windowHandle()
        QTest.touchEvent(window, finger).press(0, place, window).commit()
        QTest.touchEvent(window, finger).release(0, place, window).commit()
    assert chosen.args == ["Chloe Williams"]


def test_a_finger_drags_the_list_and_chooses_nothing(
    table: Table, show: Show, qtbot: QtBot
) -> None:
    table.resize(800, 220)
    grab(table)
    finger: QPointingDevice = QTest.createTouchDevice()
    window, bar = table.windowHandle(), table.verticalScrollBar()
    assert bar.maximum() > 100
    with qtbot.assertNotEmitted(table.chosen):
        QTest.touchEvent(window, finger).press(0, QPoint(300, 190), window).commit()
        for y in range(185, 60, -5):
            QTest.touchEvent(window, finger).move(0, QPoint(300, y), window).commit()
            QTest.qWait(2)
        QTest.touchEvent(window, finger).release(0, QPoint(300, 60), window).commit()
    assert bar.value() > 50


def test_arrows_mark_and_return_chooses(table: Table, qtbot: QtBot) -> None:
    table.setFocus(Qt.FocusReason.TabFocusReason)
    marked: list[str] = []
    table.marked.connect(marked.append)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert marked == ["Ben Tanner"]
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == ["Ben Tanner"]


def test_new_rows_keep_the_mark(table: Table) -> None:
    table.mark("Elsie O’Brien")
    table.set_rows(rows()[2:])
    assert table.marked_key() == "Elsie O’Brien"
    table.set_rows(rows()[:2])
    assert table.marked_key() is None


def test_one_changed_row_repaints_only_itself(table: Table, qtbot: QtBot) -> None:
    changed = rows()
    changed[3] = Row(changed[3].key, (*changed[3].cells[:3], band_mark("track", "On track")))
    with (
        qtbot.assertNotEmitted(table.rows.modelReset),
        qtbot.waitSignal(table.rows.dataChanged) as told,
    ):
        table.set_rows(changed)
    assert told.args is not None
    assert (told.args[0].row(), told.args[1].row()) == (3, 3)


def test_a_row_with_a_missing_cell_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="number"):
        table.set_rows([Row("x", ("x",))])


def test_a_narrow_table_folds_and_still_says_everything(table: Table, theme: Theme) -> None:
    assert not table.folded()
    wide = table.rowHeight(0)
    table.resize(400, 500)
    assert table.folded()
    assert table.rowHeight(0) > wide
    assert not table.isColumnHidden(3)
    words = eyes.spoken(table)
    assert "Status: On track" in words


def test_rows_are_at_least_52_high(table: Table, theme: Theme) -> None:
    assert table.rowHeight(0) >= 52
    theme.set(scale=200)
    assert table.rowHeight(0) > 60


def test_the_marked_row_shows_by_a_bar_too(table: Table, theme: Theme) -> None:
    table.mark("Ben Tanner")
    box = table.visualRect(table.rows.index(1, 0))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(7, box.center().y()) == theme.colour("green")
    assert image.pixelColor(QPointF(box.width() - 4, box.top() + 8).toPoint()) == QColor(
        theme.palette.colours["green_tint"]
    )


# the frame


def test_the_rail_goes_to_places(theme: Theme, show: Show, qtbot: QtBot) -> None:
    rail = NavRail(theme, PLACES)
    shell = Shell(rail, Page(theme, "Today"))
    show(shell, 1200, 700)
    rail.show_place("review")
    button = next(b for b in rail.findChildren(QWidget) if b.accessibleName() == "Prints")
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.mouseClick(button, LEFT)
    assert chosen.args == ["prints"]
    with pytest.raises(KeyError):
        rail.show_place("nowhere")


def test_arrows_move_along_the_rail_and_return_goes(theme: Theme, show: Show, qtbot: QtBot) -> None:
    rail = NavRail(theme, PLACES)
    shell = Shell(rail, Page(theme, "Today"))
    show(shell, 1200, 700)
    rail.show_place("today")
    rail.findChildren(QAbstractButton)[0].setFocus()
    with qtbot.assertNotEmitted(rail.chosen):
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
            QTest.keyClick(rail.focusWidget(), key)
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail.focusWidget(), Qt.Key.Key_Return)
    assert chosen.args == ["review"]


def test_the_rail_lies_below_a_narrow_window(theme: Theme, show: Show) -> None:
    rail = NavRail(theme, PLACES)
    shell = Shell(rail, Page(theme, "Today"))
    show(shell, 1366, 768)
    assert not rail.across()
    shell.resize(700, 900)
    QApplication.processEvents()
    assert rail.across()
    assert rail.y() > 700
    shell.resize(1366, 768)
    QApplication.processEvents()
    assert not rail.across()
    assert rail.x() == rail.y() == 0


def test_panes_stack_when_there_is_no_room(theme: Theme, show: Show) -> None:
    first, second = Text(theme, "One " * 40), Text(theme, "Two " * 40)
    panes = Panes(16, (first, 1, 300), (second, 1, 300))
    show(panes, 700, 400)
    assert not panes.stacked()
    assert first.y() == second.y()
    panes.resize(500, 400)
    assert panes.stacked()
    assert second.y() >= first.y() + first.heightForWidth(500)


def test_a_flow_wraps_and_keeps_its_order(theme: Theme, show: Show) -> None:
    window = QWidget()
    flow = Flow(10)
    window.setLayout(flow)
    buttons = [secondary(theme, word) for word in ("Pause", "Undo", "Can’t be tested")]
    for button in buttons:
        flow.addWidget(button)
    show(window, 600, 200)
    assert len({button.y() for button in buttons}) == 1
    window.resize(240, 300)
    places = [(button.y(), button.x()) for button in buttons]
    assert places == sorted(places)
    assert len({y for y, _x in places}) > 1
    assert flow.heightForWidth(240) > flow.heightForWidth(600)


def test_a_page_scrolls_rather_than_cuts(theme: Theme, show: Show) -> None:
    page = Page(theme, "Today")
    for number in range(30):
        page.body.addWidget(secondary(theme, f"Child {number}"))
    page.set_primary(primary(theme, "Next"))
    show(page, 500, 400)
    assert page.height() == 400
    assert page.primary is not None
    assert page.primary.mapTo(page, QPoint(0, page.primary.height())).y() <= 400


# strips


def test_a_strip_s_action_runs_once_and_puts_it_away(
    theme: Theme, show: Show, qtbot: QtBot
) -> None:
    strip = Strip(theme)
    show(strip, 700, 64)
    done: list[str] = []
    strip.show_problem("The printer is off.", Action("Try again", lambda: done.append("again")))
    act = next(b for b in strip.findChildren(QWidget) if getattr(b, "text", str)() == "Try again")
    with qtbot.waitSignal(strip.dismissed):
        QTest.mouseClick(act, LEFT)
    assert (done, strip.sentence()) == (["again"], "")
    strip.put_away()
    assert done == ["again"]


@pytest.mark.parametrize("note", ["", "4 of 30 screened"])
def test_the_next_step_is_at_the_right(theme: Theme, show: Show, note: str) -> None:
    page = Page(theme, "Today")
    page.set_primary(primary(theme, "Next"))
    page.set_footnote(note)
    show(page, 900, 500)
    assert page.primary is not None
    right = page.primary.mapTo(page, QPoint(page.primary.width(), 0)).x()
    assert right == 900 - theme.space(24)


def test_what_stacks_in_a_card_is_not_cut_off(theme: Theme, show: Show) -> None:
    """Two rows, one of which has to stack: the card gives each the height that it needs."""
    card, rows = Card(theme, padding=24, gap=20), []
    for word in ("Judge otherwise", "Judge otherwise, and give the reason why in some words"):
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.addWidget(Text(theme, "Understanding", "heading"))
        lines.addWidget(Text(theme, "Why it is so, in a sentence of some words that wraps."))
        rows.append(Panes(12, (words, 1, 240), (quiet(theme, word), 0, 0)))
        card.body.addWidget(rows[-1])
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(card)
    column.addStretch(1)
    page.setFixedSize(560, 600)
    show(page)
    QApplication.processEvents()
    assert [row.stacked() for row in rows] == [False, True]
    assert [row.height() for row in rows] == [row.heightForWidth(row.width()) for row in rows]
