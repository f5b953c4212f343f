"""The longest that the window is held up while a list of 10,000 children is shown and taken in.

Against 50 ms, which a person does not feel. A beat that runs whenever the window has nothing else
to do is timed from one to the next, in a real window on a real store.
"""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from elsec_app.exchange.synthetic import children, write_csv
from elsec_app.operations.pupils import YEAR_GROUPS
from tests.bench.frame import Row, compare
from tests.school import school
from ui.app import application
from ui.screens.import_list.screen import HEADS, LINES, ImportList
from ui.theme.look import Theme
from ui.window.main import Main

WHAT = "10,000 children shown and taken in: longest the window waits, against 50 ms"
MANY, ROUNDS, LIMIT, REACH = 10_000, 3, 50.0, 1.0


def rows() -> list[Row]:
    theme = Theme(QApplication.instance() or application(), "light", 100)  # type: ignore[arg-type]
    taken = [_round(theme) for _n in range(ROUNDS)]
    return [compare(WHAT, "ms", statistics.median(taken), LIMIT, REACH)]


def _round(theme: Theme) -> float:
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        made = school(Path(name), children=4)
        window = Main(theme, made.folders, has_vault=True)
        window.show()
        beat = Beat()
        beat.until(lambda: window.behind.ready)
        window.open(made.desk)
        beat.until(lambda: window.shell is not None)
        assert window.shell is not None
        window.shell.go("import")
        screen = window.shell.screens.currentWidget()
        assert isinstance(screen, ImportList)
        beat.until(lambda: screen.setting.count() > 0)
        longest = _import(screen, _list(Path(name), made.desk.actor.today()), beat)
        window.close()
        window.deleteLater()
        return longest


def _list(folder: Path, day: object) -> Path:
    each = MANY // len(YEAR_GROUPS)
    made = [row for year in YEAR_GROUPS for row in children(1, each, year, day)]  # type: ignore[arg-type]
    file = folder / "list.csv"
    file.write_bytes(write_csv(made))
    return file


def _import(screen: ImportList, file: Path, beat: "Beat") -> float:
    beat.longest = 0.0
    screen.open(file)
    beat.until(lambda: screen.step == HEADS)
    screen.next.click()
    beat.until(lambda: screen.step == LINES)
    screen.next.click()
    beat.until(lambda: bool(screen._batch) and screen.working.job is None)
    return beat.longest * 1000


class Beat:
    """``longest`` is the longest between two beats so far, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def until(self, true: Callable[[], bool]) -> None:
        self._last = time.perf_counter()
        while not true():
            QApplication.processEvents()
