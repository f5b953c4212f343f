"""The page of a move: to another class, to another setting, or out of the area."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QComboBox, QCompleter, QLineEdit

from elsec_app.errors import Problem
from elsec_app.i18n import _
from ui.screens.move import reading
from ui.screens.move.reading import Found
from ui.session import Session
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.text import Text

CLASS, SETTING, AREA = "class", "setting", "area"


class Move(Page):
    """``show_for(child=…)``."""

    key = "move"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "")
        self._session = session
        self.found: Found | None = None
        theme = session.theme
        self.class_name, self.setting, self.area = _box(), _box(), QLineEdit()
        self.choices = {
            CLASS: Choice(theme, _("Another class here")),
            SETTING: Choice(theme, _("Another setting of the area")),
            AREA: Choice(theme, _("Out of the area, or not known where")),
        }
        self.rows = {
            CLASS: FormRow(theme, _("Class"), self.class_name),
            SETTING: FormRow(theme, _("Setting"), self.setting),
            AREA: FormRow(theme, _("Which area, if you know"), self.area),
        }
        self.told = Text(theme, colour="ink_2")
        self.problem = Text(theme, role="strong", colour="refer")
        self.go = primary(theme, _("Move"), "check")
        self.go.clicked.connect(self._go)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._session.theme
        card = Card(theme, padding=24, gap=12)
        card.body.addWidget(Text(theme, _("Where does the child go?"), "heading"))
        self._group = QButtonGroup(self)
        for key, choice in self.choices.items():
            self._group.addButton(choice)
            choice.toggled.connect(self._chosen)
            card.body.addWidget(choice)
            card.body.addWidget(self.rows[key])
        card.body.addWidget(self.told)
        self.body.addWidget(card)
        self.pinned.addWidget(self.problem)
        self.problem.hide()
        self.set_primary(self.go)

    def show_for(self, child: str = "") -> None:
        self.found = None
        self._session.work.do(reading.load, self._session.desk, child, done=self._loaded)

    def _loaded(self, found: Found | None) -> None:
        self.found = found
        self._say("")
        if found is None:
            self._session.messages.say(_("This child is not on this computer."))
            return
        name = found.child.known_as or found.child.forename
        self.set_title(found.child.name)
        here = found.place.class_name if found.place else _("in no class now")
        self.set_subtitle(" · ".join(filter(None, (found.setting, here))))
        self.go.setText(_("Move {name}").format(name=name))
        self.go.updateGeometry()
        now = found.place.class_name if found.place else ""
        _fill(self.class_name, [(c, c) for c in found.classes if c != now])
        _fill(self.setting, [(place.name, place.id) for place in found.others])
        self.area.clear()
        self.choices[CLASS].setEnabled(found.place is not None)
        self.choices[SETTING].setEnabled(bool(found.others))
        first = CLASS if found.place is not None else AREA
        self.choices[first].setChecked(True)
        self._chosen()
        self.choices[first].setFocus()

    def _where(self) -> str:
        return next((key for key, choice in self.choices.items() if choice.isChecked()), AREA)

    def _chosen(self) -> None:
        where = self._where()
        for key, row in self.rows.items():
            row.setVisible(key == where)
        self.told.setText(_told(where))

    # doing

    def _go(self) -> None:
        found, where, desk = self.found, self._where(), self._session.desk
        if found is None:
            return
        child = found.child.id
        if where == CLASS:
            self._session.work.do(
                reading.change_class,
                desk,
                child,
                self.class_name.currentText(),
                done=partial(self._changed, found),
                failed=self._failed,
                initiator=self,
            )
            return
        to = str(self.setting.currentData() or "") if where == SETTING else ""
        if where == SETTING and self.setting.findText(self.setting.currentText()) < 0:
            self._say(_("Choose a setting from the list."))
            return
        area = self.area.text().strip() if where == AREA else ""
        self._session.work.do(
            reading.leave,
            desk,
            child,
            to,
            area,
            done=partial(self._left, found),
            failed=self._failed,
            initiator=self,
        )

    def _changed(self, found: Found, change: str) -> None:
        name = found.child.known_as or found.child.forename
        said = _("{name} is in {group} now.").format(name=name, group=self.class_name.currentText())
        undo = partial(self._undo, found.child.id, change)
        self._session.messages.undoable(said, undo)
        self._session.go("classes")

    def _undo(self, child: str, change: str) -> None:
        desk = self._session.desk
        self._session.work.do(reading.undo_class, desk, child, change, initiator=self)

    def _left(self, found: Found, _nothing: object) -> None:
        name = found.child.known_as or found.child.forename
        self._session.messages.say(
            _("{name} has left {place}.").format(name=name, place=found.setting)
        )
        self._session.go("classes")

    def _failed(self, problem: Problem) -> None:
        self._say(problem.sentence)

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._session.messages.announce(sentence, urgent=True)


def _told(where: str) -> str:
    """What will happen, before it does."""
    return {
        CLASS: _("All that is on record stays with the child."),
        SETTING: _(
            "When you next send and receive, all that is on record goes along. This setting keeps"
            " what it has seen and receives nothing new."
        ),
        AREA: _("The child is counted as left. What is on record stays here, and can be exported."),
    }[where]


def _box() -> QComboBox:
    """A list to choose from by typing."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = box.completer()
    if completer is not None:
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return box


def _fill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    if (line := box.lineEdit()) is not None:
        line.setAccessibleName(box.accessibleName())
        line.setPlaceholderText(_("Type, or choose from the list"))
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(-1)
    box.setEditText("")
