"""Every screen as a picture: ``python -m tests.shots [out [NAME …]]`` (default ``out/shots``).

Each in three themes at 100 % and in light colours at 200 %, 1366x768, off screen.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from PySide6.QtCore import QEventLoop, Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from elsec_app.operations import people
from elsec_app.operations.cohorts import SCREENED
from elsec_app.protocol import PRACTICE
from tests import monday, referring, school
from ui.app import application
from ui.screens.import_list.screen import HEADS, LINES, ImportList
from ui.screens.review.screen import ReviewDesk
from ui.theme.look import Theme
from ui.window.main import Main

SIZE = (1366, 768)
LOOKS = (("light", 100), ("dark", 100), ("contrast", 100), ("light", 200))
ROUNDS = 4  # the store's answers lead to no more than so many further questions
Scene = Callable[[Main, "school.School"], None]


def main(argv: list[str]) -> int:
    """Draw all scenes into the folder named first; exit code 0."""
    out = Path(argv[0]) if argv else Path("out/shots")
    out.mkdir(parents=True, exist_ok=True)
    theme = Theme(application(), "light", 100)
    for name, window in windows(theme, argv[1:]):
        for choice, scale in LOOKS:
            theme.set(choice, scale)
            settle(window)
            subject(window).grab().save(str(out / f"{name}-{choice}-{scale}.png"))
        theme.set("light", 100)
        window.close()
        window.deleteLater()
        print(name, flush=True)  # noqa: T201
    return 0


def windows(theme: Theme, only: Sequence[str] = ()) -> Iterator[tuple[str, Main]]:
    """Every screen (or *only* those named), each in a window of its own, with something on it."""
    for name in only or SCENES:
        scene = SCENES[name]
        with tempfile.TemporaryDirectory(prefix="shots-") as folder:
            made = a_morning(Path(folder))
            window = Main(theme, made.folders, has_vault=name != "first-run")
            window.resize(*SIZE)
            window.show()
            settle(window)
            scene(window, made)
            settle(window)
            yield name, window
            made.desk.store.close()


def subject(window: Main) -> QWidget:
    """What is to be looked at: the window, or the child's while the screen is handed over."""
    if window.child is None:
        return window
    child = window.child.window
    child.setWindowState(Qt.WindowState.WindowNoState)
    child.resize(*SIZE)
    QApplication.processEvents()
    return child


def a_morning(folder: Path) -> school.School:
    """A class half way through its morning."""
    made = school.school(folder, children=14)
    low = {item.id: "not_yet" for item in made.instrument.items if item.type == "observed"}
    for n, child in enumerate(made.children[:5]):
        school.screen(made, child, low if n == 3 else None)
    actor = made.desk.actor
    from elsec_app.operations import cohorts

    with made.desk.store.writing() as conn:
        cohorts.not_done(conn, actor, made.children[6], made.cohort, "absent")
        cohorts.opt_out(
            conn, actor, made.children[8], made.setting, by="Mother", how="By letter or form"
        )
    assert SCREENED
    return made


def settle(window: Main) -> None:
    """Let the store answer all that was asked, what that asks for too, and all be painted."""
    for _round in range(ROUNDS):
        loop = QEventLoop()
        window.work.do(bool, done=lambda _nothing: loop.quit())  # noqa: B023 - it is run below
        loop.exec()
        QApplication.processEvents()


def _door(_window: Main, _made: school.School) -> None:
    """As it opens."""


def _wrong(window: Main, _made: school.School) -> None:
    door = window._stack.currentWidget()
    door.field.setText("not the words")  # type: ignore[union-attr]
    door.button.click()  # type: ignore[union-attr]
    settle(window)


def _today(window: Main, made: school.School) -> None:
    window.open(made.desk)


def _opted_out(window: Main, made: school.School) -> None:
    _today(window, made)
    settle(window)
    window.shell.screens.currentWidget().table.mark(made.children[8])  # type: ignore[union-attr]


def _console(window: Main, made: school.School, answers: int = 0) -> None:
    _today(window, made)
    settle(window)
    child, cohort = made.children[9], made.cohort
    assert window.shell is not None
    window.shell.go("console", child=child, cohort=cohort.id, class_name="Acorn")
    settle(window)
    screen = window.shell.screens.currentWidget()
    for item in made.instrument.items[:answers]:
        screen._answered(school.best(item))  # type: ignore[union-attr]
        settle(window)


def _after(answers: int) -> Scene:
    return lambda window, made: _console(window, made, answers)


def _stopped(window: Main, made: school.School) -> None:
    _console(window, made)
    for _n in range(3):
        window.shell.screens.currentWidget().answering.press(2)  # type: ignore[union-attr]
        settle(window)


def _items(window: Main, made: school.School) -> None:
    _console(window, made, 6)
    window.shell.screens.currentWidget().items.click()  # type: ignore[union-attr]


def _judged(window: Main, made: school.School) -> None:
    _console(window, made, 11)
    row = window.shell.screens.currentWidget().rows[1]  # type: ignore[union-attr]
    row.change.click()
    next(reversed(row.own.chips.values())).click()


def _signed(window: Main, made: school.School) -> None:
    _today(window, made)
    settle(window)
    assert window.shell is not None
    panel = window.shell.screens.currentWidget().panel  # type: ignore[union-attr]
    window.shell.screens.currentWidget().table.mark(made.children[3])  # type: ignore[union-attr]
    settle(window)
    panel.result.click()
    settle(window)


def _signed_answers(window: Main, made: school.School) -> None:
    _signed(window, made)
    assert window.shell is not None
    window.shell.screens.currentWidget().show_answers.click()  # type: ignore[union-attr]


def _amending(window: Main, made: school.School) -> None:
    _signed(window, made)
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    screen.amend.click()  # type: ignore[union-attr]
    screen.why.field.setPlainText("The second item was marked on the wrong line.")  # type: ignore[union-attr]
    screen.why.keep.click()  # type: ignore[union-attr]


def _choosing_a_pin(window: Main, made: school.School) -> None:
    _console(window, made, 4)
    assert window.shell is not None
    window.shell.screens.currentWidget().child.button.click()  # type: ignore[union-attr]


def _handed(window: Main, made: school.School) -> None:
    from elsec_app.operations import handing

    with made.desk.store.writing() as conn:
        handing.set_pin(conn, "739154")
    _choosing_a_pin(window, made)
    while window.child is None:
        settle(window)
    plates = window.child.window
    while not all(card._drawn for card in plates.cards):
        settle(window)


def _handed_rest(window: Main, made: school.School) -> None:
    _handed(window, made)
    assert window.child is not None
    plates = window.child.window
    plates.cards[1].click()
    while plates._answered:
        settle(window)


def _handed_pin(window: Main, made: school.School) -> None:
    _handed(window, made)
    assert window.child is not None
    plates = window.child.window
    plates._to_way_out()
    assert plates.way_out is not None
    for digit in "739":
        plates.way_out.keys[digit].click()


def _handed_passphrase(window: Main, made: school.School) -> None:
    _handed_pin(window, made)
    assert window.child is not None
    assert window.child.window.way_out is not None
    window.child.window.way_out._turn()


def _practising(window: Main, made: school.School) -> None:
    desk = made.desk
    assert desk.who is not None
    made_up = replace(desk, who=msgspec.structs.replace(desk.who, area=PRACTICE))
    window._open(made_up, practice=True)
    settle(window)
    assert window.shell is not None
    child, cohort = made.children[9], made.cohort
    window.shell.go("console", child=child, cohort=cohort.id, class_name="Acorn")


def _marked(window: Main, made: school.School) -> None:
    _practising(window, made)
    settle(window)
    assert window.shell is not None
    screen: Any = window.shell.screens.currentWidget()
    for item in made.instrument.items:
        screen._answered(school.best(item))
        settle(window)


def _paper(window: Main, made: school.School) -> None:
    """Two forms keyed in, a third begun, a slip of the keys."""
    _place("paper")(window, made)
    view = window.shell.screens.currentWidget().view  # type: ignore[union-attr]
    for words in ("1111", "2", "2", "1", "1", "7\n", "*\n", "Clear.\n", "0001110", "11"):
        for key in words:
            _type(view, key)
            settle(window)
    _type(view, "7")


def _paper_again(window: Main, made: school.School) -> None:
    _paper(window, made)
    assert window.shell is not None
    screen: Any = window.shell.screens.currentWidget()
    screen.again.click()
    for key in "10":
        settle(window)
        _type(screen.view, key)
    settle(window)
    screen.view.backward()


def _type(widget: QWidget, key: str) -> None:
    if key == "\n":
        QTest.keyClick(widget, Qt.Key.Key_Return)
    else:
        QTest.keyClicks(widget, key)


def _settings(window: Main, made: school.School) -> None:
    _today(window, made)
    settle(window)
    assert window.shell is not None
    window.shell.go("settings")


def _new_pin(window: Main, made: school.School) -> None:
    _settings(window, made)
    settle(window)
    assert window.shell is not None
    window.shell.screens.currentWidget().new_pin.click()  # type: ignore[union-attr]


def _place(key: str) -> Scene:
    def scene(window: Main, made: school.School) -> None:
        _today(window, made)
        settle(window)
        assert window.shell is not None
        window.shell.go(key)
        for _n in range(6):
            settle(window)

    return scene


def _new_year(window: Main, made: school.School) -> None:
    """Three classes of the year before."""
    school.last_year(made)
    _place("new_year")(window, made)


def _move(window: Main, made: school.School) -> None:
    school.elsewhere(made)
    _today(window, made)
    settle(window)
    assert window.shell is not None
    window.shell.go("move", child=made.children[9])
    settle(window)
    window.shell.screens.currentWidget().choices["setting"].click()  # type: ignore[union-attr]


def _same(window: Main, made: school.School) -> None:
    """Two children whom a class list and a colleague brought a second time."""
    school.meet_again(made)
    _place("same")(window, made)
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    for _n in range(400):
        settle(window)
        if screen.found is not None:  # type: ignore[union-attr]
            return
        QThread.msleep(5)
    raise TimeoutError("the pairs were not read")


def _asking(window: Main, made: school.School) -> None:
    """A letter that needs words first, and a code that is not known."""
    _of_child(window, made)
    screen = window.shell.screens.currentWidget()  # type: ignore[union-attr]
    screen.table.mark(f"letter-before:{made.children[0]}:before-screening")  # type: ignore[union-attr]
    screen.check.field.setText("AAAA-AAAA")  # type: ignore[union-attr]
    screen.check.button.click()  # type: ignore[union-attr]


def _of_child(window: Main, made: school.School) -> None:
    _place("prints")(window, made)
    screen = window.shell.screens.currentWidget()  # type: ignore[union-attr]
    screen.whose.setCurrentIndex(1)  # type: ignore[union-attr]
    screen.whose.activated.emit(1)  # type: ignore[union-attr]
    for _n in range(400):
        settle(window)
        if screen.pdf and screen.save.isEnabled():  # type: ignore[union-attr]
            return
        QThread.msleep(5)


def _import(window: Main, made: school.School, text: str) -> ImportList:
    """A list chosen: what its columns say."""
    _place("import")(window, made)
    assert window.shell is not None
    path = made.folders.home / "class list.csv"
    path.write_text(text, encoding="utf-8")
    screen = window.shell.screens.currentWidget()
    assert isinstance(screen, ImportList)
    screen.open(path)
    _until(window, lambda: screen.step == HEADS)
    return screen


def _until(window: Main, true: Callable[[], bool]) -> None:
    for _n in range(400):
        settle(window)
        if true():
            return
        QThread.msleep(5)


def _import_heads(window: Main, made: school.School) -> None:
    """A list that leaves open its class and the order of its dates."""
    _import(window, made, CLASSLESS)


def _import_read(window: Main, made: school.School) -> None:
    """A list with a child of each kind: new, here, doubtful, two left out, and some not in it."""
    screen = _import(window, made, class_list(made))
    screen.next.click()
    _until(window, lambda: screen.step == LINES)


def _import_left(window: Main, made: school.School) -> None:
    _import_read(window, made)
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    assert isinstance(screen, ImportList)
    absent = [line.key for line in screen.lines.lines if line.planned == "stays"]
    screen.lines.table.mark(absent[0])
    screen.lines.detail.gone.click()
    screen.lines.table.mark(absent[0])


def _import_done(window: Main, made: school.School) -> None:
    _import_read(window, made)
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    assert isinstance(screen, ImportList)
    screen.next.click()
    _until(window, screen.another.isVisible)


def _import_earlier(window: Main, made: school.School) -> None:
    """As one comes back to it: the lists of before can be undone."""
    _import_done(window, made)
    assert window.shell is not None
    window.shell.go("today")
    settle(window)
    window.shell.go("import")


CLASSLESS = """Oak Class Autumn Term
Child,Born,M/F,Home Language,FSM,Notes
Amelia Okafor,03/04/2022,F,English,N,new starter
Leo Li,05/06/2022,M,Cantonese,N,
Zara Khan,07/08/2022,F,Urdu,Y,glasses
"""


def class_list(made: school.School) -> str:
    """As a school would export it, of children the device knows and some that it does not."""
    with made.desk.store.reading() as conn:
        held = people.children(conn, made.children[:2])
    here, like = (held[child] for child in made.children[:2])
    return "\n".join(
        (
            "Surname,Forename,Date of birth,Class",
            f"{here.surname},{here.forename},{here.born:%d/%m/%Y},Acorn",
            f"{like.surname}s,{like.forename},{like.born:%d/%m/%Y},Acorn",
            f"Ashby,Nell,{here.born:%d/%m/%Y},Maple",
            f"Birch-Łuczak,Théo,{here.born:%d/%m/%Y},Maple",
            f"Noclass,Ned,{here.born:%d/%m/%Y},",
            "Nobirth,Nora,,Maple",
        )
    )


UNSCREENED = (5, 7, 9, 10, 11, 12, 13)


def _desk(window: Main, made: school.School) -> ReviewDesk:
    """The therapist's desk, with something of every kind on it."""
    there = monday.waiting(made, UNSCREENED)
    window.open(there.school.desk)
    for _n in range(4):
        settle(window)
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    assert isinstance(screen, ReviewDesk)
    return screen


def _review(window: Main, made: school.School) -> None:
    _desk(window, made)


def _review_deciding(window: Main, made: school.School) -> None:
    screen = _desk(window, made)
    screen.list.mark(2)
    for _n in range(4):
        settle(window)
    screen.beside.open_detail()
    screen.deciding.chips["rescreen"].click()


def _review_asking(window: Main, made: school.School) -> None:
    screen = _desk(window, made)
    screen.list.mark(screen.list.place(screen.list.rows.ids[-1]))
    for _n in range(4):
        settle(window)
    screen.beside.open_detail()
    screen.deciding.chips["returned"].click()


def _review_several(window: Main, made: school.School) -> None:
    screen = _desk(window, made)
    for row in (4, 5, 6, 7):
        screen.list.rows.tick(row)
    screen.deciding.chips["universal"].click()
    screen.beside.open_detail()


def _review_filters(window: Main, made: school.School) -> None:
    screen = _desk(window, made)
    screen.quick.more.click()


def _refer(words: Mapping[str, str], *, agrees: bool = False, signs: bool = False) -> Scene:
    """A referral of the child whose screening is low, with *words* in it."""

    def scene(window: Main, made: school.School) -> None:
        there = referring.referred(made, made.children[3], words, agrees=agrees, signs=signs)
        window.open(there.desk)
        settle(window)
        assert window.shell is not None
        window.shell.go("referral", child=made.children[3])
        for _n in range(20):
            settle(window)

    return scene


def _agreeing(window: Main, made: school.School) -> None:
    _refer(referring.HALF)(window, made)
    view = window.shell.screens.currentWidget().form  # type: ignore[union-attr]
    view.jump("consent:share")
    view.cards[1].agreeing["referral"].open()


def _by_bolton(window: Main, made: school.School) -> None:
    """A rule that is not met, and a service's own form."""
    _refer(referring.WHOLE, agrees=True)(window, made)
    view = window.shell.screens.currentWidget().form  # type: ignore[union-attr]
    view.chosen.emit("newcastle-school-age", "bolton")
    for _n in range(20):
        settle(window)
    view.jump("despite")


def _referrals(window: Main, made: school.School) -> None:
    window.open(referring.several(made).desk)
    settle(window)
    assert window.shell is not None
    window.shell.go("referrals")


def _child(window: Main, made: school.School) -> None:
    _desk(window, made)
    assert window.shell is not None
    window.shell.go("child", child=made.children[UNSCREENED[2]])
    for _n in range(4):
        settle(window)


def _from_desk(key: str) -> Scene:
    """A screen that the therapist's desk leads to."""

    def scene(window: Main, made: school.School) -> None:
        monday.quarrel(made)
        monday.sampled(school.as_role(made, "therapist"))
        _desk(window, made)
        assert window.shell is not None
        window.shell.go(key)
        for _n in range(4):
            settle(window)

    return scene


def _questions(window: Main, made: school.School) -> None:
    monday.waiting(made, UNSCREENED)
    _today(window, made)
    for _n in range(3):
        settle(window)
    assert window.shell is not None
    window.shell.go("asked")


def _today_asked(window: Main, made: school.School) -> None:
    monday.waiting(made, UNSCREENED)
    _today(window, made)


def _finding(window: Main, made: school.School) -> None:
    _referrals(window, made)
    settle(window)
    screen = window.shell.screens.currentWidget()  # type: ignore[union-attr]
    screen.another.click()  # type: ignore[union-attr]
    screen.finder.field.setText("a")  # type: ignore[union-attr]
    screen.finder.asked.emit("a")  # type: ignore[union-attr]


def _plan_kept(window: Main, made: school.School) -> None:
    """Chosen by somebody, in another order than drawn."""
    from elsec_app.operations import class_plan, cohorts

    desk, day = made.desk, made.desk.actor.today()
    with desk.store.writing() as conn:
        plan = class_plan.of_class(conn, desk, made.cohort.id, "Acorn")
        sheet = cohorts.run_sheet(conn, made.cohort.id, "Acorn", today=day)
        class_plan.save(conn, desk.actor, sheet, plan.things[3:], plan.rescreen_on)
    _place("plan")(window, made)


def _in_place(window: Main, made: school.School) -> None:
    """Two things, one of which should have been looked at."""
    from elsec_app.operations import in_place
    from elsec_app.protocol.bodies import InPlace

    desk, day = made.desk, made.desk.actor.today()
    late = InPlace("A language lead in each phase", day - timedelta(days=400), led_by="Ms Ode")
    wait = InPlace("Wait ten seconds", day - timedelta(days=20), "understanding-ten-seconds")
    with desk.store.writing() as conn:
        in_place.add(
            conn,
            desk.actor,
            made.setting,
            msgspec.structs.replace(late, review_by=day - timedelta(days=30)),
        )
        in_place.add(
            conn,
            desk.actor,
            made.setting,
            msgspec.structs.replace(wait, review_by=day + timedelta(days=64)),
        )
    _place("in_place")(window, made)


SCENES: dict[str, Scene] = {
    "unlock": _door,
    "unlock-wrong": _wrong,
    "first-run": _door,
    "today": _today,
    "today-opted-out": _opted_out,
    "console": _after(0),
    "console-stopped": _stopped,
    "console-pointing": _after(4),
    "console-rating": _after(5),
    "console-naming": _after(6),
    "console-repeat": _after(7),
    "console-count": _after(8),
    "console-sounds": _after(9),
    "console-note": _after(10),
    "console-items": _items,
    "result": _after(11),
    "result-judged": _judged,
    "console-pin": _choosing_a_pin,
    "handed": _handed,
    "handed-rest": _handed_rest,
    "handed-pin": _handed_pin,
    "handed-passphrase": _handed_passphrase,
    "practice": _practising,
    "practice-marked": _marked,
    "paper": _paper,
    "paper-again": _paper_again,
    "signed": _signed,
    "signed-answers": _signed_answers,
    "result-amending": _amending,
    "review": _review,
    "review-deciding": _review_deciding,
    "review-asking": _review_asking,
    "review-several": _review_several,
    "review-filters": _review_filters,
    "child": _child,
    "asked": _questions,
    "settle": _from_desk("settle"),
    "second": _from_desk("second"),
    "handover": _from_desk("handover"),
    "review-all": _from_desk("review"),
    "today-asked": _today_asked,
    "settings": _settings,
    "settings-pin": _new_pin,
    "referral-new": _refer({}),
    "referral-half": _refer(referring.HALF),
    "referral-ready": _refer(referring.WHOLE, agrees=True),
    "referral-agreeing": _agreeing,
    "referral-rules": _by_bolton,
    "referral-signed": _refer(referring.WHOLE, agrees=True, signs=True),
    "referrals": _referrals,
    "referrals-finding": _finding,
    "referrals-none": _place("referrals"),
    "classes": _place("classes"),
    "prints": _place("prints"),
    "same": _same,
    "new-year": _new_year,
    "round": _place("round"),
    "plan": _place("plan"),
    "plan-kept": _plan_kept,
    "in-place": _in_place,
    "in-place-empty": _place("in_place"),
    "move": _move,
    "prints-asking": _asking,
    "prints-child": _of_child,
    "import": _place("import"),
    "import-heads": _import_heads,
    "import-read": _import_read,
    "import-left": _import_left,
    "import-done": _import_done,
    "import-earlier": _import_earlier,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
