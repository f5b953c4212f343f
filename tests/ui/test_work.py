"""Work off the main thread: in order, safe when it fails, and quietly gone when the screen is."""

import gc
import logging
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from elsec_app.errors import NotAllowed, Problem
from ui.messages import Messages
from ui.theme.look import Theme
from ui.widgets.strips import Strip
from ui.work import Work


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> Strip:
    made = Strip(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def work(strip: Strip) -> Iterator[Work]:
    made = Work(Messages(strip))
    yield made
    made.close()


def fail(problem: Exception) -> None:
    raise problem


def test_results_come_in_order_on_the_main_thread(work: Work, qtbot: QtBot) -> None:
    got: list[int] = []
    threads: set[int] = set()

    def take(number: int) -> None:
        got.append(number)
        threads.add(threading.get_ident())

    for number in range(200):
        work.do(abs, -number, done=take)
    qtbot.waitUntil(lambda: len(got) == 200)
    assert got == list(range(200))
    assert threads == {threading.get_ident()}


def test_all_store_work_is_on_one_thread_and_what_is_far_away_on_another(
    work: Work, qtbot: QtBot
) -> None:
    near: list[int] = []
    far: list[int] = []
    for _number in range(5):
        work.do(threading.get_ident, done=near.append)
        work.afar(threading.get_ident, done=far.append)
    qtbot.waitUntil(lambda: len(near) == len(far) == 5)
    assert len({threading.get_ident(), *near, *far}) == 3


def test_a_slow_sync_does_not_hold_up_the_store(work: Work, qtbot: QtBot) -> None:
    answered = threading.Event()
    order: list[str] = []
    work.afar(answered.wait, 5, done=lambda _result: order.append("sync"))
    work.do(str, done=lambda _result: order.append("answer"))
    qtbot.waitUntil(lambda: order == ["answer"])
    answered.set()
    qtbot.waitUntil(lambda: order == ["answer", "sync"])


def test_a_change_is_told_with_who_made_it(work: Work, qtbot: QtBot) -> None:
    order: list[str] = []
    initiator = object()
    work.changed.connect(lambda *_all: order.append("changed"))
    with qtbot.waitSignal(work.changed) as told:
        work.do(str, "changes", done=lambda _c: order.append("done"), initiator=initiator)
    assert told.args == ["changes", initiator]
    assert order == ["done", "changed"]


def test_reading_changes_nothing(work: Work, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(work.changed):
        got: list[str] = []
        work.do(str, "read", done=got.append)
        qtbot.waitUntil(lambda: got == ["read"])


def test_an_expected_failure_goes_to_the_caller(work: Work, strip: Strip, qtbot: QtBot) -> None:
    heard: list[Problem] = []
    with qtbot.assertNotEmitted(work.changed):
        problem = NotAllowed("She is opted out.")
        work.do(fail, problem, failed=heard.append, initiator=work)
        qtbot.waitUntil(lambda: heard == [problem])
    assert strip.sentence() == ""


def test_an_expected_failure_nobody_waits_for_goes_to_the_user(
    work: Work, strip: Strip, qtbot: QtBot
) -> None:
    work.do(fail, NotAllowed("She is opted out."))
    qtbot.waitUntil(lambda: strip.sentence() == "She is opted out.")


def test_a_bug_is_logged_without_data_and_told_in_general_words(
    work: Work, strip: Strip, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Problem] = []
    with caplog.at_level(logging.DEBUG):
        work.do(fail, ValueError("Chloe Williams, 4 years"), failed=heard.append)
        qtbot.waitUntil(lambda: len(heard) == 1)
    assert heard[0].code == "unexpected"
    assert strip.sentence() == heard[0].sentence
    assert "Chloe" not in caplog.text + strip.sentence()
    assert "ValueError at test_work.py:" in caplog.text
    assert all(record.exc_info is None for record in caplog.records)


def test_work_goes_on_after_a_bug(work: Work, qtbot: QtBot) -> None:
    got: list[str] = []
    work.do(fail, KeyError("x"))
    work.do(str, "next", done=got.append)
    qtbot.waitUntil(lambda: got == ["next"])


def test_a_screen_that_is_gone_hears_nothing(work: Work, qtbot: QtBot, strip: Strip) -> None:
    class Screen(QObject):
        heard: list[object] = []  # noqa: RUF012

        def take(self, result: object) -> None:
            self.heard.append(result)

    screen, other = Screen(), Screen()
    screen.deleteLater()
    QTest.qWait(0)
    work.do(str, "gone", done=screen.take)
    work.do(fail, NotAllowed("Not now."), failed=screen.take)
    work.do(str, "here", done=other.take)
    qtbot.waitUntil(lambda: Screen.heard == ["here"])
    assert strip.sentence() == "Not now."


def test_close_finishes_and_delivers_what_was_asked(strip: Strip) -> None:
    others = set(threading.enumerate())
    work = Work(Messages(strip))
    got: list[int] = []
    for number in range(50):
        work.do(abs, -number, done=got.append)
    work.close()
    assert got == list(range(50))
    assert work.stopping.is_set()
    assert set(threading.enumerate()) <= others
    work.do(abs, -50, done=got.append)
    work.close()
    QTest.qWait(0)
    assert len(got) == 50


def test_a_job_afar_can_see_that_it_should_stop(strip: Strip) -> None:
    work = Work(Messages(strip))
    got: list[bool] = []
    work.afar(work.stopping.wait, 10, done=got.append)
    work.close()
    assert got == [True]


def test_ten_thousand_calls_leave_nothing_behind(work: Work, qtbot: QtBot) -> None:
    class Answer:
        pass

    count = 0
    refs: list[weakref.ref[Answer]] = []

    def make() -> Answer:
        answer = Answer()
        refs.append(weakref.ref(answer))
        return answer

    def take(_answer: Answer) -> None:
        nonlocal count
        count += 1

    def round_of(calls: int) -> None:
        for _number in range(calls):
            work.do(make, done=take, initiator=work)
        wanted = count + calls
        qtbot.waitUntil(lambda: count == wanted, timeout=20_000)

    round_of(1000)
    gc.collect()
    before = len(gc.get_objects())
    for _round in range(9):
        round_of(1000)
    assert count == len(refs) == 10_000
    gc.collect()
    alive = sum(ref() is not None for ref in refs)
    grown = len(gc.get_objects()) - before
    assert alive <= 1
    assert grown < 9_000 + 500  # the 9,000 weak references that this test holds
