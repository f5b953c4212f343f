"""What to print at the left, its pages at the right; print or save."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from elsec_app.errors import StoreUnwritable
from elsec_app.i18n import _, ngettext
from elsec_app.operations.today import LeftAt
from elsec_app.reports import choosing, pages
from elsec_app.reports.choosing import Choices, Kind, Sheet
from elsec_app.reports.pages import Packed
from ui.parts.pickers import Pickers
from ui.screens.prints.asking import Asking
from ui.screens.prints.checking import CodeCheck
from ui.screens.prints.job import Job
from ui.screens.prints.preview import Preview
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.chooser import Chooser
from ui.widgets.empty import EmptyState
from ui.widgets.model import Column, Row
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.screens.prints.paper import Printing

BOTH = 800  # px at 100 % text that the list and the pages need side by side


class Prints(Page):
    """``show_for(cohort=…, class_name=…, child=…, what=…)`` opens a class or a child of it and
    makes *what* at once, unless it needs words first."""

    key = "prints"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Print"), scrolls=False)
        self._session = session
        self._wanted, self._what = LeftAt(), ""
        self._at: Sheet | None = None
        self._kinds: dict[str, Kind] = {}
        self._said: dict[str, str] = {}
        self._job: Job | None = None
        self._printing: Printing | None = None
        self.pdf = b""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        theme = self._session.theme
        self.pickers = Pickers(theme)
        self.pickers.picked.connect(self._picked)
        self.whose = Chooser(theme, _("The class or a child"))
        self.whose.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.whose.setMinimumContentsLength(8)
        self.whose.activated.connect(self._whose_picked)
        columns = (
            Column(_("Print"), 66, strong=True, folds=False),
            Column(_("For"), 34),
        )
        self.table = Table(theme, _("What can be printed"), columns)
        self.table.marked.connect(self._marked)
        self.table.chosen.connect(self._chosen)
        self.check = CodeCheck(theme)
        self.check.asked.connect(self._trace)
        self.asking = Asking(theme)
        self.asking.given.connect(self._given)
        self.preview = Preview(theme, self.asking)
        self.preview.back_asked.connect(self._back_to_list)
        self.stop = secondary(theme, _("Stop"), "x")
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        self.save = secondary(theme, _("Save as PDF…"), "download")
        self.save.clicked.connect(self._save)
        self.print = primary(theme, _("Print…"), "printer")
        self.print.clicked.connect(self._print)

    def _lay_out(self) -> None:
        theme = self._session.theme
        listed = Card(theme, padding=12, gap=8)
        listed.body.addWidget(self.whose)
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self.check)
        gap, least = theme.space(16), theme.px(BOTH)
        self.beside = Beside(listed, self.preview, least=least, gap=gap, shares=(40, 60))
        self.beside.narrowed.connect(lambda narrow: self.preview.set_narrow(narrow=narrow))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self.pickers)
        box.addWidget(self.beside, 1)
        self._parts = Stack()
        self._parts.addWidget(inside)
        self._parts.addWidget(_empty(self._session))
        self.body.addWidget(self._parts, 1)
        self.add_action(self.stop)
        self.add_action(self.save)
        self.set_primary(self.print)
        theme.changed.connect(self._measure)
        self._allow()

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))
        if self.pdf and self._job is None:  # the pages grow with the text
            self._job = Job(self._kinds[self._what], self._session.work.stopping)
            self._draw(self._job)

    def _chosen(self, _key: str) -> None:
        self.beside.open_detail()

    def _back_to_list(self) -> None:
        self.beside.open_list()
        self.table.setFocus()

    # choosing

    def show_for(
        self, cohort: str = "", class_name: str = "", child: str = "", what: str = ""
    ) -> None:
        if cohort:
            self._wanted = LeftAt(cohort, class_name, child)
        self._what = what
        self._session.work.do(choosing.load, self._session.desk, self._wanted, done=self._loaded)

    def _picked(self, left: LeftAt) -> None:
        self.show_for(left.cohort, left.class_name)

    def _whose_picked(self) -> None:
        if self._at is not None:
            child = str(self.whose.currentData())
            self.show_for(self._at.cohort.id, self._at.class_name, child)

    def _loaded(self, choices: Choices) -> None:
        self._at = choices.at
        self._parts.setCurrentIndex(0 if choices.at else 1)
        if choices.at is None:
            return
        self.set_subtitle(choices.at.class_name)
        self.pickers.show_board(choices.board, choices.at)
        self._show_people(choices)
        self._kinds = {kind.key: kind for kind in choices.kinds}
        self.table.set_rows([Row(k.key, (k.title, k.audience)) for k in choices.kinds])
        first = next(iter(self._kinds))
        self.table.mark(self._what if self._what in self._kinds else first)

    def _show_people(self, choices: Choices) -> None:
        self.whose.clear()
        self.whose.addItem(_("The whole class"), "")
        for child, name in choices.people:
            self.whose.addItem(name, child)
        self.whose.setCurrentIndex(max(0, self.whose.findData(choices.child)))

    def _marked(self, key: str) -> None:
        if self._at is None:
            return
        kind = self._kinds[key]
        self._what, self.pdf = key, b""
        self._end_job()
        self.asking.show_asks(kind.asks, self._said)
        words = self.asking.words()
        if choosing.lacking(kind, words):
            self.preview.show_pages(())
            self.set_footnote(_("Write what is asked for, then make the pages."))
            self._allow()
        else:
            self._begin(kind, words)

    def _given(self, words: Mapping[str, str]) -> None:
        self._said |= words
        self._end_job()
        self._begin(self._kinds[self._what], words)

    # making

    def _begin(self, kind: Kind, words: Mapping[str, str]) -> None:
        work = self._session.work
        self.pdf = b""
        self._job = job = Job(kind, work.stopping)
        job.far.connect(self._far)
        self.set_footnote(_("Making the pages…"))
        self._allow()
        work.afar(
            choosing.make,
            self._session.desk,
            self._at,
            kind.key,
            words,
            job.step,
            done=partial(self._made, job),
            failed=partial(self._failed, job),
        )

    def _far(self, done: int, of: int) -> None:
        if self.sender() is self._job:
            self.set_footnote(_("Making the pages: part {n} of {all}…").format(n=done + 1, all=of))

    def _stop(self) -> None:
        self._end_job()
        self.preview.show_pages(())
        self.set_footnote(_("Stopped: no pages were made."))
        self._allow()
        self.table.setFocus()

    def _end_job(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._job = None

    def _made(self, job: Job, pdf: bytes) -> None:
        if job is not self._job or job.stopped:
            return
        self.pdf = pdf
        self._draw(job)

    def _draw(self, job: Job) -> None:
        shown = partial(self._shown, job)
        failed = partial(self._failed, job)
        width = self.preview.page_width()
        self._session.work.afar(pages.packed, self.pdf, width, done=shown, failed=failed)

    def _shown(self, job: Job, packed: tuple[Packed, ...]) -> None:
        if job is not self._job:
            return
        self._job = None
        self.preview.show_pages(packed)
        n = len(packed)
        self.set_footnote(ngettext("{n} page", "{n} pages", n).format(n=n))
        self._allow()

    def _failed(self, job: Job, problem: Exception) -> None:
        if job is not self._job:
            return
        self._job, self.pdf = None, b""
        self.preview.show_pages(())
        self.set_footnote("")
        self._allow()
        self._session.messages.problem(getattr(problem, "sentence", _("It could not be made.")))

    def _allow(self) -> None:
        self.stop.setVisible(self._job is not None)
        for button in (self.print, self.save):
            button.setEnabled(bool(self.pdf) and self._job is None)

    # checking

    def _trace(self, code: str) -> None:
        desk = self._session.desk
        self._session.work.afar(choosing.trace, desk, code, done=self.check.show_answer)

    # doing

    def _print(self) -> None:
        from ui.screens.prints.paper import asked

        printer = asked(self)
        if printer is not None:
            self.print_to(printer)

    def print_to(self, printer: "QPrinter") -> None:
        """Send the pages to *printer*, one after the other, from memory."""
        from ui.screens.prints.paper import Printing

        key = self._what
        self._printing = Printing(
            self._session.work, printer, self.pdf, partial(self._printed, key)
        )
        if not self._printing.begin():
            self._session.messages.problem(_("The printer does not answer: try another one."))

    def _printed(self, key: str) -> None:
        self._note(key)
        self._session.messages.say(_("Sent to the printer."))

    def _save(self) -> None:
        words = _("Save as PDF: the saved file is not encrypted")
        chosen, _filter = QFileDialog.getSaveFileName(
            self, words, f"{self._file()}.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the print to *path*, and say that it is not encrypted there."""
        saved = partial(self._saved, path.name, self._what)
        self._session.work.afar(_write, path, self.pdf, done=saved)

    def _saved(self, name: str, key: str, _nothing: object) -> None:
        self._note(key)
        said = _("Saved as {name}. That file is not encrypted: keep it where the service allows.")
        self._session.messages.say(said.format(name=name))

    def _note(self, key: str) -> None:
        self._session.work.do(choosing.note_printed, self._session.desk, key)

    def _file(self) -> str:
        """A name for the file that names no child."""
        return self._what.partition(":")[0]


def _write(path: Path, pdf: bytes) -> None:
    """Whole or not at all: a half-written print is never there under its name."""
    partial_file = path.with_name(f"{path.name}.part")
    try:
        partial_file.write_bytes(pdf)
        partial_file.replace(path)
    except OSError:
        partial_file.unlink(missing_ok=True)
        raise StoreUnwritable(
            _("The file could not be saved there: choose another place.")
        ) from None


def _empty(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "printer",
        _("Nothing to print yet"),
        _("When a screening round has begun, its class lists, plans and summaries are here."),
    )
