"""What to print at the left, its pages at the right; print or save."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from elsec_app.errors import StoreUnwritable
from elsec_app.i18n import _, ngettext
from elsec_app.operations.today import LeftAt
from elsec_app.reports import choosing, pages
from elsec_app.reports.choosing import Choices, Kind, Sheet
from elsec_app.reports.pages import Picture
from ui.parts.pickers import Pickers
from ui.screens.prints.preview import Preview
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.model import Column, Row
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

BOTH = 800  # px at 100 % text that the list and the pages need side by side
PAGE_WIDTH = 640  # px of a page on screen
PRINT_WIDTH = 1654  # px of an A4 page at 200 dots an inch


class Prints(Page):
    """``show_for(cohort=…, class_name=…, what=…)`` opens a class and makes *what* at once."""

    key = "prints"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Print"), scrolls=False)
        self._session = session
        self._wanted, self._what = LeftAt(), ""
        self._at: Sheet | None = None
        self._kinds: tuple[Kind, ...] = ()
        self.pdf = b""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        theme = self._session.theme
        self.pickers = Pickers(theme)
        self.pickers.picked.connect(self._picked)
        columns = (
            Column(_("Print"), 60, strong=True, folds=False),
            Column(_("For"), 40),
        )
        self.table = Table(theme, _("What can be printed"), columns)
        self.table.marked.connect(self._marked)
        self.table.chosen.connect(self._chosen)
        self.preview = Preview(theme)
        self.preview.back_asked.connect(self._back_to_list)
        self.save = secondary(theme, _("Save as PDF…"), "download")
        self.save.clicked.connect(self._save)
        self.print = primary(theme, _("Print…"), "printer")
        self.print.clicked.connect(self._print)

    def _lay_out(self) -> None:
        theme = self._session.theme
        listed = Card(theme, padding=12, gap=8)
        listed.body.addWidget(self.table, 1)
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
        self.add_action(self.save)
        self.set_primary(self.print)
        theme.changed.connect(self._measure)
        self._allow()

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))

    def _chosen(self, _key: str) -> None:
        self.beside.open_detail()

    def _back_to_list(self) -> None:
        self.beside.open_list()
        self.table.setFocus()

    # choosing

    def show_for(self, cohort: str = "", class_name: str = "", what: str = "") -> None:
        if cohort:
            self._wanted = LeftAt(cohort, class_name)
        self._what = what
        self._session.work.do(choosing.load, self._session.desk, self._wanted, done=self._loaded)

    def _picked(self, left: LeftAt) -> None:
        self.show_for(left.cohort, left.class_name)

    def _loaded(self, choices: Choices) -> None:
        self._at = choices.at
        self._parts.setCurrentIndex(0 if choices.at else 1)
        if choices.at is None:
            return
        self.set_subtitle(choices.at.class_name)
        self.pickers.show_board(choices.board, choices.at)
        self._kinds = (*choices.kinds, *choosing.forms(self._session.desk, choices.at))
        self.table.set_rows([Row(k.key, (k.title, k.audience)) for k in self._kinds])
        self.table.mark(self._what or self._kinds[0].key)

    def _marked(self, key: str) -> None:
        if self._at is None:
            return
        self._what, self.pdf = key, b""
        self._allow()
        self.set_footnote(_("Making the pages…"))
        made = partial(self._made, key)
        self._session.work.afar(
            choosing.make, self._session.desk, self._at, key, done=made, failed=self._failed
        )

    def _made(self, key: str, pdf: bytes) -> None:
        if key != self._what:
            return
        self.pdf = pdf
        shown = partial(self._shown, key)
        self._session.work.afar(pages.pictures, pdf, PAGE_WIDTH, done=shown)

    def _shown(self, key: str, pictures: tuple[Picture, ...]) -> None:
        if key != self._what:
            return
        self.preview.show_pages(pictures)
        n = len(pictures)
        self.set_footnote(ngettext("{n} page", "{n} pages", n).format(n=n))
        self._allow()

    def _failed(self, problem: Exception) -> None:
        self.preview.show_pages(())
        self.set_footnote("")
        self._session.messages.problem(getattr(problem, "sentence", _("It could not be made.")))

    def _allow(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(bool(self.pdf))

    # doing

    def _print(self) -> None:
        from ui.screens.prints.paper import asked

        printer = asked(self)
        if printer is not None:
            done = partial(self._to_paper, printer)
            self._session.work.afar(pages.pictures, self.pdf, PRINT_WIDTH, done=done)

    def _to_paper(self, printer: "QPrinter", pictures: tuple[Picture, ...]) -> None:
        from ui.screens.prints.paper import paint

        paint(printer, pictures)
        self._note()
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
        saved = partial(self._saved, path.name)
        self._session.work.afar(_write, path, self.pdf, done=saved)

    def _saved(self, name: str, _nothing: object) -> None:
        self._note()
        said = _("Saved as {name}. That file is not encrypted: keep it where the service allows.")
        self._session.messages.say(said.format(name=name))

    def _note(self) -> None:
        self._session.work.do(choosing.note_printed, self._session.desk, self._what)

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
