"""A referral in a real window: written, interrupted, handed over, signed, answered."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from elsec_app.operations import people, referral, referral_draft, results
from elsec_app.store import tables
from tests import referring, school
from tests.desktop import Desktop, desktop
from tests.reports import reading
from tests.school import School
from tests.vaults import PASSPHRASE
from ui.screens.prints.screen import Prints
from ui.screens.referral.answers import Several
from ui.screens.referral.reading import Away, Signed, Writing
from ui.screens.referral.screen import ReferralScreen
from ui.screens.referral.signed import SignedView
from ui.screens.referrals.screen import Referrals
from ui.screens.referrals.side import Side
from ui.theme.look import Theme
from ui.widgets.buttons import Button

ROOT = Path(__file__).resolve().parents[2]
LOW = {"listening-1": "not_yet", "listening-2": "not_yet", "listening-3": "not_yet"}


@pytest.fixture
def made(tmp_path: Path) -> School:
    """Three children; the first is screened, low."""
    there = school.school(tmp_path, children=3)
    school.screen(there, there.children[0], LOW)
    return there


@pytest.fixture
def at_work(theme: Theme, qtbot: QtBot, made: School) -> Iterator[Desktop]:
    """The practitioner's desktop."""
    with desktop(theme, qtbot, made) as opened:
        yield opened


@pytest.fixture
def on_monday(theme: Theme, qtbot: QtBot, made: School) -> Iterator[Desktop]:
    """The therapist's desktop, with a whole referral written and agreed to."""
    there = referring.referred(made, made.children[0], referring.WHOLE, agrees=True)
    with desktop(theme, qtbot, there) as opened:
        yield opened


Found = type[Writing] | type[Signed] | type[Away]


def shown(opened: Desktop, kind: Found = Writing) -> ReferralScreen:
    screen = opened.at(ReferralScreen)
    opened.until(lambda: isinstance(screen.found, kind))
    if kind is Writing:
        opened.until(screen.form.made)
    opened.settle()
    return screen


def write(opened: Desktop, screen: ReferralScreen, field: str, words: str) -> None:
    """Jump to the field and type, as a hand with a keyboard does."""
    screen.form.jump(field)
    opened.type(words)
    screen.form.flush()
    opened.settle()


def draft(opened: Desktop) -> referral_draft.Draft:
    assert opened.window.desk is not None
    with opened.window.desk.store.reading() as conn:
        [held] = referral_draft.here(conn)
    return held


def said_missing(screen: ReferralScreen) -> list[str]:
    return list(screen.form.missing.links)


def step(shown_by: Side | SignedView, state: str) -> Button:
    """The button that says so."""
    assert shown_by.steps is not None
    return shown_by.steps.buttons[state]


def record_consent(opened: Desktop, screen: ReferralScreen, purpose: str) -> None:
    """By keyboard: into the row, yes, who, how, keep."""
    screen.form.jump(f"consent:{purpose}")
    opened.key(Qt.Key.Key_Return)
    row = next(c.agreeing[purpose] for c in screen.form.cards if purpose in c.agreeing)
    assert row.saying is not None
    opened.key(Qt.Key.Key_Space)
    row.saying.by.field.setFocus()
    opened.type("Mother")
    opened.key(Qt.Key.Key_Tab)
    opened.type("Signed form")
    row.saying.keep.setFocus()
    opened.key(Qt.Key.Key_Return)
    opened.settle()


def test_a_practitioner_writes_is_locked_out_goes_on_and_hands_over(
    at_work: Desktop, made: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        at_work.window.behind, "packs", lambda: {made.instrument.id: made.instrument}
    )
    at_work.shell.go("referral", child=made.children[0])
    screen = shown(at_work)
    assert "reason" in said_missing(screen)
    screen.form.jump("reason")
    at_work.type("Says very litt")
    at_work.window.lock()
    at_work.type(PASSPHRASE)
    at_work.key(Qt.Key.Key_Return)
    at_work.until(lambda: at_work.window.shell is not None)
    assert draft(at_work).answers == {"reason": "Says very litt"}
    at_work.shell.go("referral", child=made.children[0])
    screen = shown(at_work)
    screen.form.jump("reason")
    at_work.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    write(at_work, screen, "reason", "le.")
    assert draft(at_work).answers["reason"] == "Says very little."
    assert "reason" not in said_missing(screen)
    assert screen.main.text() == "Hand over for signing"
    at_work.click(screen.main)
    at_work.type("Please look at the hearing.")
    at_work.click(screen.words.keep)
    screen = shown(at_work, Away)
    assert "Handed over" in at_work.said()
    assert screen.main.text() == "Take it back to change it"


def test_a_draft_with_nothing_in_it_leaves_no_trace(at_work: Desktop, made: School) -> None:
    at_work.shell.go("referral", child=made.children[0])
    shown(at_work)
    at_work.shell.go("referrals")
    at_work.at(Referrals)
    assert at_work.window.desk is not None
    with at_work.window.desk.store.reading() as conn:
        assert referral_draft.here(conn) == ()


def test_the_therapist_signs_prints_sends_and_hears(
    theme: Theme, qtbot: QtBot, made: School
) -> None:
    child = made.children[0]
    with made.desk.store.writing() as conn:
        done = results.of_child(conn, child)[0].id
        begun = referral_draft.begin(conn, made.desk, child, done)
        referral_draft.answer(conn, made.desk.actor, begun.id, "reason", "Says very little.")
        held = referral_draft.load(conn, begun.id)
        referral_draft.hand_over(conn, made.desk.actor, held, "Please sign.")
    there = school.as_role(made, "therapist")
    with desktop(theme, qtbot, there) as opened:
        opened.shell.go("referrals")
        listed = opened.at(Referrals)
        assert [row.cells[3].word for row in listed.table.rows.rows] == ["To be signed"]  # type: ignore[union-attr]
        opened.click(listed.open)
        screen = shown(opened)
        assert isinstance(screen.found, Writing)
        assert screen.found.handed is not None
        assert screen.found.handed.body.words == "Please sign."
        opened.click(screen.main)
        opened.settle()
        assert "Still missing" in opened.said()
        assert QApplication.focusWidget() in [
            w for c in screen.form.cards for w in c.fields.values()
        ], "the focus is on what is missing"
        record_consent(opened, screen, "referral")
        write(opened, screen, "despite", "The family asks for it, and so do we.")
        assert isinstance(screen.found, Writing)
        assert screen.found.sheet.ready
        opened.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        screen = shown(opened, Signed)
        assert opened.said().startswith("Signed.")
        opened.click(screen.main)
        prints = opened.at(Prints)
        opened.until(lambda: bool(prints.pdf))
        opened.shell.go("referrals")
        listed = opened.at(Referrals)
        opened.click(step(listed.side, "sent"))
        opened.settle()
        opened.click(listed.open)
        screen = shown(opened, Signed)
        opened.click(step(screen.signed_view, "accepted"))
        opened.until(lambda: screen.found.referred.state == "accepted")  # type: ignore[union-attr]
        assert "Accepted" in opened.said()
        opened.shell.go("referrals")
        listed = opened.at(Referrals)
        assert [row.cells[3].word for row in listed.table.rows.rows] == ["Accepted"]  # type: ignore[union-attr]


def test_a_step_in_the_list_is_one_tap_and_can_be_undone(
    theme: Theme, qtbot: QtBot, made: School
) -> None:
    there = referring.referred(made, made.children[0], referring.WHOLE, agrees=True, signs=True)
    with desktop(theme, qtbot, there) as opened:
        opened.shell.go("referrals")
        listed = opened.at(Referrals)
        opened.click(step(listed.side, "returned"))
        opened.type("No hearing result.")
        assert listed.side.steps is not None
        opened.click(listed.side.steps.reasons["returned"].keep)
        opened.settle()
        [line] = listed.found.lines  # type: ignore[union-attr]
        assert (line.state, line.reason) == ("returned", "No hearing result.")
        strip = opened.window._speak().strip
        opened.click(strip._act)
        opened.settle()
        [line] = listed.found.lines  # type: ignore[union-attr]
        assert line.state == "sent"
        opened.click(step(listed.side, "closed"))
        opened.settle()
        assert listed.found.lines == ()  # type: ignore[union-attr]
        assert listed.over.text() == "1 closed"


def test_the_text_is_on_the_clipboard_until_the_lock(on_monday: Desktop, made: School) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    screen = shown(on_monday)
    on_monday.click(screen.main)
    screen = shown(on_monday, Signed)
    on_monday.click(screen.copy)
    clipboard = QGuiApplication.clipboard()
    assert "Small group for listening" in clipboard.text()
    assert "x-kde-passwordManagerHint" in clipboard.mimeData().formats()
    assert "60 seconds" in on_monday.said()
    on_monday.window.lock()
    assert clipboard.text() == ""


def test_what_was_copied_since_is_left_alone(on_monday: Desktop, made: School) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    screen = shown(on_monday)
    on_monday.click(screen.main)
    screen = shown(on_monday, Signed)
    on_monday.click(screen.copy)
    QGuiApplication.clipboard().setText("a shopping list")
    screen.outgoing.copied.clear()
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_the_file_for_an_e_mail_is_the_print_and_names_nobody(
    on_monday: Desktop, made: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from elsec_app.reports import prints

    on_monday.shell.go("referral", child=made.children[0])
    screen = shown(on_monday)
    on_monday.click(screen.main)
    screen = shown(on_monday, Signed)
    asked: list[str] = []

    def choose(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        asked.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    on_monday.click(screen.save)
    on_monday.until(lambda: "left the encrypted store" in on_monday.said())
    [name] = asked
    assert isinstance(screen.found, Signed)
    assert name == f"referral-{screen.found.code}.pdf"
    assert (tmp_path / name).read_bytes() == prints.referral(screen.found.facts)


def test_words_that_the_store_did_not_take_stay_and_are_told_again(
    at_work: Desktop, made: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    from elsec_app.errors import StoreUnwritable
    from ui.screens.referral import reading as store

    at_work.shell.go("referral", child=made.children[0])
    screen = shown(at_work)
    fired: list[str] = []
    real: Callable[..., Writing] = store.answer

    def full(*_what: object) -> Writing:
        fired.append("full")
        raise StoreUnwritable("The disk is full: make room, then try again.")

    monkeypatch.setattr(store, "answer", full)
    write(at_work, screen, "reason", "Says little.")
    assert fired
    assert "disk is full" in at_work.said()
    reason = screen.form.cards[0].answers["reason"]
    assert "Says little." in reason.focus.toPlainText()  # type: ignore[attr-defined]
    monkeypatch.setattr(store, "answer", real)
    screen.form.flush()
    at_work.settle()
    assert draft(at_work).answers == {"reason": "Says little."}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_writing_and_opened_again(theme: Theme, qtbot: QtBot, made: School) -> None:
    child, words = made.children[0], "Says very little."
    made.desk.store.close()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.journeys.referral_app", str(made.folders.home), child, words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stdout is not None
        assert app.stdout.readline() == "kept\n"
        app.kill()
    assert app.returncode == -9, "it was killed, and did not end by itself"
    with desktop(theme, qtbot, made, locked=True) as opened:
        opened.window.behind._packs = {made.instrument.id: made.instrument}
        opened.type(PASSPHRASE)
        opened.key(Qt.Key.Key_Return)
        opened.until(lambda: opened.window.desk is not None)
        assert opened.window.desk is not None
        opened.school = replace(made, desk=opened.window.desk)
        opened.shell.go("referral", child=child)
        screen = shown(opened)
        assert screen.form.cards[0].answers["reason"].value == words


def test_a_signed_referral_offers_nothing_to_type_into(on_monday: Desktop, made: School) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    screen = shown(on_monday)
    on_monday.click(screen.main)
    screen = shown(on_monday, Signed)
    fields = [
        w
        for kind in (QLineEdit, QPlainTextEdit)
        for w in screen.findChildren(kind)
        if w.isVisible()
    ]
    assert fields == []
    assert on_monday.window.desk is not None
    with on_monday.window.desk.store.reading() as conn:
        [record] = conn.scalars(select(tables.referral.c.id)).all()
        assert referral.one(conn, record).body.reason == referring.WHOLE["reason"]


def test_a_draft_is_seen_as_a_draft(on_monday: Desktop, made: School) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    on_monday.click(shown(on_monday).look)
    prints = on_monday.at(Prints)
    on_monday.until(lambda: bool(prints.pdf))
    pages = reading.pages_text(prints.pdf)
    assert all("DRAFT · not signed" in page for page in pages)
    assert "Small group for listening" in " ".join(pages)


def test_what_the_family_takes_back_later_stops_the_sending(
    on_monday: Desktop, made: School
) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    on_monday.click(shown(on_monday).main)
    screen = shown(on_monday, Signed)
    row = screen.signed_view.agreeing["referral"]
    row.open()
    assert row.saying is not None
    row.saying.refused.click()
    row.saying.by.field.setText("Mother")
    row.saying.how.field.setText("By phone")
    row.saying.keep.click()
    on_monday.settle()
    assert screen.signed_view.agreeing["referral"].standing.mark.word == "Taken back"
    on_monday.click(step(screen.signed_view, "sent"))
    on_monday.settle()
    assert "no longer consents" in on_monday.said()
    assert isinstance(screen.found, Signed)
    assert screen.found.referred.state == "signed"
    assert [c.given for c in screen.found.facts.consents] == [True, True, None], "as it was signed"


def test_an_amendment_begins_from_what_was_answered_and_takes_its_place(
    on_monday: Desktop, made: School
) -> None:
    on_monday.shell.go("referral", child=made.children[0])
    on_monday.click(shown(on_monday).main)
    screen = shown(on_monday, Signed)
    on_monday.click(screen.amend)
    on_monday.type("The hearing result came.")
    on_monday.click(screen.why.keep)
    screen = shown(on_monday)
    assert screen.form.cards[0].answers["reason"].value == referring.WHOLE["reason"]
    on_monday.click(screen.main)
    screen = shown(on_monday, Signed)
    assert isinstance(screen.found, Signed)
    assert screen.found.referred.body.amended == "The hearing result came."
    on_monday.shell.go("referrals")
    listed = on_monday.at(Referrals)
    assert [row.key for row in listed.table.rows.rows] == [screen.found.referred.id]


def test_a_child_who_was_never_screened_goes_straight(at_work: Desktop, made: School) -> None:
    """The practitioner signs it: a direct route waits for nobody."""
    at_work.shell.go("referrals")
    listed = at_work.at(Referrals)
    at_work.click(listed.another)
    with made.desk.store.reading() as conn:
        name = people.children(conn, [made.children[2]])[made.children[2]].forename
    at_work.type(name)
    at_work.until(lambda: len(listed.finder.links) == 1)
    at_work.key(Qt.Key.Key_Tab)
    at_work.until(lambda: listed.finder.links != [])
    listed.finder.links[0].setFocus()
    at_work.key(Qt.Key.Key_Return)
    screen = shown(at_work)
    write(at_work, screen, "reason", "Stammers since May.")
    ticks = screen.form.cards[0].answers["concerns"]
    assert isinstance(ticks, Several)
    at_work.click(ticks.ticks["stammering"])
    at_work.settle()
    assert screen.main.text() == "Sign", "it need not be handed over"
    record_consent(at_work, screen, "referral")
    at_work.click(screen.main)
    screen = shown(at_work, Signed)
    assert isinstance(screen.found, Signed)
    assert screen.found.facts.direct_route == "Stammering"
    at_work.shell.go("referrals")
    listed = at_work.at(Referrals)
    assert listed.found is not None
    assert [line.urgent for line in listed.found.lines] == [True]
