"""Who a child is: the facts that help, and the numbers covered until they are asked for."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.ages import age_at
from elsec_app.operations.history import ChildPage
from elsec_app.operations.words import age_words, day_words, language_words, sex_words
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import quiet
from ui.widgets.flow import Panes
from ui.widgets.text import Text

LABEL = 150  # px at 100 % text
SHOWN = 3  # signs of a number that stay uncovered, to tell it from another


class Who(QWidget):
    """``uncovered`` when the numbers were asked for."""

    uncovered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.covered = theme, True
        self._page: ChildPage | None = None
        self.reveal = quiet(theme, "", "eye")
        self.reveal.clicked.connect(self._turn)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.space(8))

    def show_page(self, page: ChildPage) -> None:
        if self._page is None or self._page.child.id != page.child.id:
            self.covered = True
        self._page = page
        self._renew()

    def clear(self) -> None:
        """Nothing of anybody."""
        self._page, self.covered = None, True
        self._empty()

    def _turn(self) -> None:
        self.covered = not self.covered
        self._renew()
        if not self.covered:
            self.uncovered.emit()

    def _renew(self) -> None:
        self._empty()
        page = self._page
        if page is None:
            return
        for caution in page.cautions:
            self._body.addWidget(Banner(self._theme, caution, "triangle-alert", "watch"))
        for question, answer in _facts(page):
            self._pair(question, answer)
        numbers = ((_("UPN"), page.body.upn), (_("NHS number"), page.body.nhs_number))
        for question, number in numbers:
            said = (covered(number) if self.covered else number) if number else _("none on record")
            self._pair(question, said)
        if page.body.upn or page.body.nhs_number:
            said = _("Show the numbers") if self.covered else _("Cover the numbers")
            self.reveal.setText(said)
            self.reveal.set_icon("eye" if self.covered else "eye-off")
            self._body.addWidget(self.reveal)
            self.reveal.show()

    def _pair(self, question: str, answer: str) -> None:
        theme = self._theme
        wide = theme.px(LABEL)
        left, right = Text(theme, question, colour="ink_2"), Text(theme, answer)
        self._body.addWidget(Panes(theme.space(12), (left, 2, wide), (right, 3, wide)))

    def _empty(self) -> None:
        while (entry := self._body.takeAt(0)) is not None:
            old = entry.widget()
            if old is self.reveal:
                old.hide()
            elif old is not None:
                old.hide()
                old.deleteLater()


def covered(number: str) -> str:
    """A number with all but its end covered."""
    return "•" * (len(number) - SHOWN) + number[-SHOWN:]


def _facts(page: ChildPage) -> list[tuple[str, str]]:
    body, today = page.body, date.today()  # noqa: DTZ011 - the device's own day
    names = f"{body.forename} {body.surname}"
    known = body.known_as if body.known_as not in ("", body.forename) else ""
    language = language_words(body.first_language) if body.first_language else ""
    facts = (
        (_("Name"), names),
        (_("Known as"), known),
        (_("Born"), f"{day_words(body.born)}, {age_words(age_at(body.born, today).months)}"),
        (_("Sex"), sex_words(body.sex)),
        (_("First language"), language),
        (_("Setting"), page.setting_name),
        (_("Class"), " · ".join(filter(None, (page.class_name, page.year)))),
    )
    return [(question, answer) for question, answer in facts if answer]
