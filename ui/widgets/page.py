"""The frame of every screen: what it is, its body, and one next step at the bottom right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow, FromTop, Panes
from ui.widgets.scroll import Scrolled
from ui.widgets.text import Text


class Page(QWidget):
    """Put things into ``body``, and what must never scroll away into ``pinned`` below it. With
    ``scrolls`` the body, and the title with it, scrolls when the window is too short; a screen that
    is one table sets it False, since the table scrolls itself."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        subtitle: str = "",
        *,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title, self.subtitle = (
            Text(theme, title, "title"),
            Text(theme, role="body", colour="ink_2"),
        )
        self.footnote = Text(theme, role="body", colour="ink_2")
        self.primary: Button | None = None
        self._corner, self._actions = _Row(theme), _Row(theme)
        self._head = Panes(
            theme.space(16),
            (_column(self.title, self.subtitle), 1, theme.px(240)),
            (self._corner, 0, 0),
        )
        self._foot = Panes(
            theme.space(16), (self.footnote, 1, theme.px(160)), (self._actions, 0, 0)
        )
        self.footnote.hide()
        self._foot.hide()
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self._head)
        self.body = FromTop()
        self._inside.addLayout(self.body, 1)
        self._area = Scrolled(inside) if scrolls else inside
        self.pinned = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._area, 1)
        self._box.addLayout(self.pinned)
        self._box.addWidget(self._foot)
        self.set_subtitle(subtitle)
        self._dress()
        theme.changed.connect(self._dress)

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def set_footnote(self, words: str) -> None:
        """A quiet line beside the buttons, such as how many are left."""
        self.footnote.setText(words)
        self.footnote.setVisible(bool(words))
        self._foot.show()

    def add_corner(self, widget: QWidget) -> None:
        """Put *widget* into the top right corner (the sync strip, a menu)."""
        self._corner.add(widget)

    def add_action(self, button: Button) -> None:
        """A step that is not the next one; left of the primary."""
        self._actions.add(button)
        self._foot.show()

    def set_primary(self, button: Button) -> None:
        """The one next step; Ctrl+Return presses it from anywhere on the page. Add it last."""
        self.add_action(button)
        self.primary = button
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(button.click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys scroll, where nothing with the focus had a use for them."""
        steps = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and isinstance(self._area, Scrolled):
            self._area.verticalScrollBar().triggerAction(step)
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        side, gap = self._theme.space(24), self._theme.space(16)
        self._box.setContentsMargins(side, 0, 0, gap)
        inside = 0 if isinstance(self._area, Scrolled) else side
        self._inside.setContentsMargins(0, self._theme.space(20), inside, 0)
        self._foot.setContentsMargins(0, 0, side, 0)
        self.pinned.setContentsMargins(0, 0, side, 0)
        for layout in (self._box, self._inside, self.body, self.pinned):
            layout.setSpacing(gap)
        if isinstance(self._area, Scrolled):
            self._area.set_edge(side)


def scrolled(inside: QWidget) -> Scrolled:
    """*inside* in a body that scrolls up and down only."""
    return Scrolled(inside)


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return made


class _Row(QWidget):
    """Widgets at the right, wrapping; hidden until there is one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.flow = Flow(theme.space(12), right=True)
        self.setLayout(self.flow)
        self.hide()

    def add(self, widget: QWidget) -> None:
        self.flow.addWidget(widget)
        self.show()
