"""Two real screens, as the platform gives them: ``python -m tests.journeys.two_screens``.

Run with ``QT_QPA_PLATFORM=offscreen:configfile=FILE``. Writes which screen each window fills, as
JSON, with the child's window asked for.
"""

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests import shots
from tests.school import school
from ui.app import application
from ui.theme.look import Theme
from ui.window.main import Main


def main() -> int:
    theme = Theme(application(), "light", 100)
    with tempfile.TemporaryDirectory() as folder:
        made = school(Path(folder), children=1)
        window = Main(theme, made.folders, has_vault=True)
        window.show()
        window.open(made.desk)
        shots.settle(window)
        assert window.shell is not None
        where = {"cohort": made.cohort.id, "class_name": "Acorn"}
        window.shell.go("console", child=made.children[0], **where)
        shots.settle(window)
        console = window.shell.screens.currentWidget()
        words = console.child.button.text()  # type: ignore[union-attr]
        console.child.button.click()  # type: ignore[union-attr]
        QApplication.processEvents()
        child = console.child.window  # type: ignore[union-attr]
        told = {
            "button": words,
            "adult": window.screen().name(),
            "child": child.screen().name(),
            "fills": child.geometry() == child.screen().geometry(),
            "then": console.child.button.text(),  # type: ignore[union-attr]
        }
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
