"""How it looks, whether all is sent, the lock, and what this application is made of."""

from collections.abc import Mapping
from functools import partial
from importlib import metadata
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app import __version__
from elsec_app.errors import Problem, StoreUnwritable
from elsec_app.i18n import _, ngettext
from elsec_app.operations import handing
from elsec_app.operations.desk import Desk
from elsec_app.operations.sending import Refused
from elsec_app.settings import Folders, keep_preferences, preferences
from ui.parts.choose_pin import ChoosePin
from ui.session import Session
from ui.theme.look import Theme
from ui.theme.tokens import SCALES
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, Panes
from ui.widgets.page import Page
from ui.widgets.text import Text

COLUMN = 420  # px at 100 % text


class Standing(Protocol):
    """How sending stands, as the courier says it."""

    @property
    def waiting(self) -> int: ...
    @property
    def refused(self) -> tuple[Refused, ...]: ...
    @property
    def running(self) -> bool: ...
    @property
    def problem(self) -> str: ...


class SettingsScreen(Page):
    """``show_for(part="sending")`` brings that part into view."""

    key = "settings"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Settings"))
        self._session = session
        theme = session.theme
        gap = theme.space(16)
        self.themes = _Pick(theme, _("Colours"), _theme_words())
        self.scales = _Pick(theme, _("Text size"), {str(n): f"{n} %" for n in SCALES})
        self.themes.picked.connect(self._themed)
        self.scales.picked.connect(self._scaled)
        self.state = Text(theme, role="body")
        self.problem = Text(theme, role="body", colour="refer")
        self.refused = QVBoxLayout()
        self.send = secondary(theme, _("Send now"), "send")
        self.send.clicked.connect(session.sync_now)
        self.lock = primary(theme, _("Lock now"), "lock")
        self.lock.clicked.connect(session.lock)
        left = _column(gap, self._look(), self._about())
        right = _column(gap, self._sending(), self._who(), self._handing())
        wide = theme.px(COLUMN)
        self._panes = Panes(gap, (left, 1, wide), (right, 1, wide))
        self.body.addWidget(self._panes)
        theme.changed.connect(self._measure)
        self.set_primary(self.lock)

    def _measure(self) -> None:
        wide = self._session.theme.px(COLUMN)
        self._panes.set_wishes((1, wide), (1, wide))

    def show_for(self, part: str = "") -> None:
        theme = self._session.theme
        self.themes.mark(theme.choice)
        self.scales.mark(str(theme.scale))
        if part == "sending":
            self.send.setFocus()

    def set_sending(self, standing: Standing) -> None:
        """How sending stands now."""
        waiting = ngettext(
            "{n} record waits to be sent.", "{n} records wait to be sent.", standing.waiting
        ).format(n=standing.waiting)
        self.state.setText(waiting if standing.waiting else _("Everything has been sent."))
        self.problem.setText(standing.problem)
        self.problem.setVisible(bool(standing.problem))
        self.send.setEnabled(not standing.running)
        self.send.setText(_("Sending…") if standing.running else _("Send now"))
        while (entry := self.refused.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.deleteLater()
        for one in standing.refused:
            said = _("{what} was not accepted. {why}").format(what=one.what, why=one.why)
            self.refused.addWidget(Text(self._session.theme, said, colour="refer"))

    # parts

    def _look(self) -> QWidget:
        card = self._card(_("How it looks"))
        card.body.addWidget(self.themes)
        card.body.addWidget(self.scales)
        return card

    def _sending(self) -> QWidget:
        card = self._card(_("Sending"))
        card.body.addWidget(self.state)
        card.body.addWidget(self.problem)
        card.body.addLayout(self.refused)
        card.body.addWidget(self.send, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _who(self) -> QWidget:
        card = self._card(_("This computer"))
        who = self._session.desk.who
        if who is not None:
            said = " · ".join(filter(None, (who.name, who.service, who.area_name)))
            card.body.addWidget(Text(self._session.theme, said))
        lock = _("It locks by itself after five minutes without a touch. Ctrl+L locks it at once.")
        card.body.addWidget(Text(self._session.theme, lock, colour="ink_2"))
        return card

    def _handing(self) -> QWidget:
        card = self._card(_("The screen in a child’s hands"))
        theme = self._session.theme
        self.pin = ChoosePin(theme, _("Keep this PIN"), "check")
        self.new_pin = secondary(theme, _("Choose a new PIN"), "key-round")
        self.new_pin.clicked.connect(self._choose_pin)
        self.pin.closed.connect(self.new_pin.show)
        self.pin.chosen.connect(self._keep_pin)
        said = _("A PIN takes the screen back from a child, and so does your passphrase.")
        card.body.addWidget(Text(theme, said, colour="ink_2"))
        card.body.addWidget(self.new_pin, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.pin)
        return card

    def _choose_pin(self) -> None:
        self.new_pin.hide()
        self.pin.open()

    def _keep_pin(self, digits: str) -> None:
        work, desk = self._session.work, self._session.desk
        work.do(_set_pin, desk, digits, done=self._pin_kept, failed=self._pin_refused)

    def _pin_kept(self, _nothing: object) -> None:
        self.pin.put_away()
        self._session.messages.say(_("The new PIN holds from now on."))

    def _pin_refused(self, problem: Problem) -> None:
        self.pin.refuse(problem.sentence)

    def _about(self) -> QWidget:
        card = self._card(_("About"))
        for words in _about():
            card.body.addWidget(Text(self._session.theme, words, colour="ink_2"))
        return card

    def _card(self, title: str) -> Card:
        card = Card(self._session.theme, padding=24)
        card.body.addWidget(Text(self._session.theme, title, "heading"))
        return card

    # choosing

    def _themed(self, choice: str) -> None:
        self._session.theme.set(choice=choice)
        self._keep()

    def _scaled(self, scale: str) -> None:
        self._session.theme.set(scale=int(scale))
        self._keep()

    def _keep(self) -> None:
        theme, where = self._session.theme, self._session.folders
        self._session.work.do(_keep, where, theme.choice, theme.scale)


def _set_pin(desk: Desk, digits: str) -> None:
    with desk.store.writing() as conn:
        handing.set_pin(conn, digits)


def _keep(where: Folders, choice: str, scale: int) -> None:
    try:
        liked = preferences(where)._replace(theme=choice, scale=scale)
        keep_preferences(where, liked)
    except OSError as error:
        raise StoreUnwritable(
            _("Your choice could not be kept, and lasts until you close the application.")
        ) from error


class _Pick(QWidget):
    """One of a few, shown as chips. ``picked(value)``."""

    picked = Signal(str)

    def __init__(self, theme: Theme, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        row = QWidget()
        flow = Flow(theme.space(8), fill=True)
        row.setLayout(flow)
        for value, words in answers.items():
            chip = Chip(theme, words, "body")
            chip.setAccessibleName(
                _("{question}: {answer}").format(question=question, answer=words)
            )
            chip.clicked.connect(partial(self._tell, value))
            self._group.addButton(chip)
            self.chips[value] = chip
            flow.addWidget(chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(Text(theme, question))
        box.addWidget(row)

    def mark(self, value: str) -> None:
        if value in self.chips:
            self.chips[value].setChecked(True)

    def _tell(self, value: str) -> None:
        self.picked.emit(value)


def _theme_words() -> dict[str, str]:
    return {
        "system": _("As this computer"),
        "light": _("Light"),
        "dark": _("Dark"),
        "contrast": _("High contrast"),
    }


def _about() -> tuple[str, ...]:
    parts = ", ".join(f"{name} {metadata.version(dist)}" for name, dist in _PARTS)
    return (
        _("ELSEC Screening {version}. MIT licence.").format(version=__version__),
        _("A screen, not a diagnosis. It is not a product of the DfE or the NHS."),
        _("Made with {parts}.").format(parts=parts),
        _("Qt and PySide6 under the LGPL; SQLCipher under its BSD-style licence."),
        _("Typefaces Atkinson Hyperlegible Next and Andika, SIL Open Font Licence."),
        _("Icons from Lucide (ISC), pictures from Noto Emoji (Apache 2.0)."),
    )


_PARTS = (("PySide6", "PySide6-Essentials"), ("SQLAlchemy", "SQLAlchemy"))


def _column(gap: int, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
