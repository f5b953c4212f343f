"""One class of the old year: where it goes, and who does not go along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations import rollover
from elsec_app.operations.rollover import ClassUp
from elsec_app.operations.years import LEAVES
from ui.screens.new_year import words
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.flow import Flow, Panes
from ui.widgets.text import Text

WHO, WHERE, NAME = 200, 150, 180  # px at 100 % text that each part wants


class ClassLine(Card):
    """``told`` when something of it was changed."""

    told = Signal()

    def __init__(self, theme: Theme, line: ClassUp) -> None:
        super().__init__(theme, padding=12, gap=4)
        self._theme, self._line = theme, line
        name = words.class_words(line)
        self.year = QComboBox()
        self.year.setAccessibleName(_("{name}: next year").format(name=name))
        for said, group in words.years():
            self.year.addItem(said, group)
        self.year.setCurrentIndex(self.year.findData(line.to_year))
        self.year.activated.connect(self._year_picked)
        self.class_name = QLineEdit(line.to_class)
        self.class_name.setAccessibleName(_("{name}: class next year").format(name=name))
        self.class_name.textEdited.connect(lambda _text: self.told.emit())
        self.stay = quiet(theme, words.stay(0), "user-x")
        self.stay.clicked.connect(self._open)
        self.ticks: dict[str, Tick] = {}
        self._list = QWidget()
        self._list.setLayout(Flow(theme.space(8)))
        self._list.hide()
        self._panes = Panes(
            theme.space(16),
            (self._who(name), 3, theme.px(WHO)),
            (self.year, 2, theme.px(WHERE)),
            (self.class_name, 2, theme.px(NAME)),
        )
        self.body.addWidget(self._panes)
        self.body.addWidget(self.stay, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._list)
        self._show_leaving()
        theme.changed.connect(self._measure)

    def result(self) -> ClassUp:
        """The line as it was made."""
        name = self.class_name.text().strip() or self._line.class_name
        return rollover.changed(self._line, to_class=name, to_year=str(self.year.currentData()))

    def leaving(self) -> list[str]:
        """The children who do not go along."""
        return [child for child, tick in self.ticks.items() if tick.isChecked()]

    def _who(self, name: str) -> QWidget:
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Text(self._theme, name, "strong"))
        box.addWidget(Text(self._theme, words.many(len(self._line.children)), colour="ink_2"))
        return column

    def _year_picked(self) -> None:
        self._show_leaving()
        self.told.emit()

    def _show_leaving(self) -> None:
        leaves = self.year.currentData() == LEAVES
        self.class_name.setEnabled(not leaves)
        self.stay.setVisible(not leaves)
        self._list.setVisible(not leaves and bool(self.ticks))

    def _open(self) -> None:
        """The children by name, made when first wanted; again puts an untouched list away."""
        if not self.ticks:
            for child in self._line.children:
                tick = Tick(self._theme, child.name)
                tick.toggled.connect(self._ticked)
                self.ticks[child.id] = tick
                self._list.layout().addWidget(tick)  # type: ignore[union-attr]
            self._list.show()
        else:
            self._list.setVisible(self._list.isHidden())
        if not self._list.isHidden():
            next(iter(self.ticks.values())).setFocus()

    def _ticked(self) -> None:
        self.stay.setText(words.stay(len(self.leaving())))
        self.stay.updateGeometry()
        self.told.emit()

    def _measure(self) -> None:
        px = self._theme.px
        self._panes.set_wishes((3, px(WHO)), (2, px(WHERE)), (2, px(NAME)))
