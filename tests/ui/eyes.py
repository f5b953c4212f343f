"""Eyes for every screen: what a screen reader, a finger, a keyboard and large text would meet.

Each function takes a shown window and returns what is wrong as a list of strings, empty when all
is well, so that a test reads ``assert eyes.nameless(window) == []``.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

LEAST_TARGET = 44
WIDEST = 1366


def tree(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Every node of the accessible tree of *window* that is not hidden, itself first."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None, "no accessible tree: QAccessible is not active"
    yield from _below(root)


def _below(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if node.state().invisible:
        return
    yield node
    for number in range(node.childCount()):
        child = cast("QAccessibleInterface | None", node.child(number))
        if child is not None and child.isValid():
            yield from _below(child)


def name(node: QAccessibleInterface) -> str:
    return node.text(QAccessible.Text.Name).strip()


def spoken(window: QWidget) -> list[str]:
    """All names in the tree, in the order in which they are met."""
    return [words for node in tree(window) if (words := name(node))]


def nameless(window: QWidget) -> list[str]:
    """Nodes that can take the focus, and pressed or read ones, that have no name."""
    roles = QAccessible.Role
    named = {roles.PushButton, roles.CheckBox, roles.RadioButton, roles.Table, roles.ProgressBar}
    return [
        _describe(node)
        for node in tree(window)
        if not name(node) and (node.state().focusable or node.role() in named)
        if not _is_scroller(node)
    ]


def _is_scroller(node: QAccessibleInterface) -> bool:
    return isinstance(node.object(), QAbstractSlider) or node.role() == QAccessible.Role.ScrollBar


def _describe(node: QAccessibleInterface) -> str:
    owner = cast("QObject | None", node.object())
    kind = type(owner).__name__ if owner is not None else "no object"
    return f"{kind} ({node.role().name}) in {_path(owner)}"


def _path(owner: object) -> str:
    names = []
    while isinstance(owner, QWidget):
        names.append(type(owner).__name__)
        owner = owner.parentWidget()
    return " < ".join(names[1:4])


def small_targets(window: QWidget, least: int = LEAST_TARGET) -> list[str]:
    """Visible buttons and fields less than *least* pixels wide or high."""
    return [
        f"{type(widget).__name__} {label(widget)!r} is {widget.width()}x{widget.height()}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and widget.isVisibleTo(window)
        and not isinstance(widget.parentWidget(), QComboBox)  # the whole box is pressed
        and min(widget.width(), widget.height()) < least
    ]


def label(widget: QWidget) -> str:
    """What a person would call the widget."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def too_wide(window: QWidget, width: int = WIDEST) -> list[str]:
    """Widgets that force *window* past *width* pixels."""
    least = window.minimumSizeHint().width()
    if least <= width:
        return []
    blamed = [w for w in window.findChildren(QWidget) if w.minimumSizeHint().width() > width]
    return [f"window needs {least}"] + [
        f"{type(w).__name__} needs {w.minimumSizeHint().width()}" for w in blamed
    ]


def cut_off(window: QWidget) -> list[str]:
    """Visible buttons whose words do not fit, or that reach past the edge of their window."""
    return [
        f"{type(widget).__name__} {label(widget)!r}"
        for widget in window.findChildren(QAbstractButton)
        if widget.isVisibleTo(window)
        and (
            widget.width() < widget.minimumSizeHint().width()
            or widget.mapTo(window, QPoint(widget.width(), 0)).x() > window.width()
        )
    ]


def tab_order(window: QWidget) -> list[QWidget]:
    """The widgets that Tab meets, in order, until the first comes again."""
    met: list[QWidget] = []
    for _step in range(500):
        widget = QApplication.focusWidget()
        if widget is not None and widget in met:
            break
        if widget is not None:
            met.append(widget)
        QTest.keyClick(widget or window, Qt.Key.Key_Tab)
    return met


def unreached(window: QWidget) -> list[str]:
    """Enabled widgets that want the focus by Tab and do not get it. Of exclusive buttons (radio,
    rail) one is enough: the arrow keys reach the others."""
    met = tab_order(window)
    groups = {w.parentWidget() for w in met if isinstance(w, QAbstractButton) and w.autoExclusive()}
    return [
        f"{type(widget).__name__} {label(widget)!r}"
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and widget.isEnabled()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if widget not in met and widget.focusProxy() is None
        if not (
            isinstance(widget, QAbstractButton)
            and widget.autoExclusive()
            and widget.parentWidget() in groups
        )
    ]


def focus_pixels(widget: QWidget, focus: QColor) -> int:
    """How many pixels of *widget* become the colour of *focus* when it gets the focus."""
    widget.clearFocus()
    before = _count(widget.grab().toImage(), focus)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return _count(widget.grab().toImage(), focus) - before


def unseen_focus(window: QWidget, focus: QColor) -> list[str]:
    """Widgets met by Tab whose focus shows on fewer pixels than half their outline, one wide."""
    return [
        f"{type(widget).__name__} {label(widget)!r}"
        for widget in tab_order(window)
        if focus_pixels(widget, focus) < widget.width()
    ]


def _count(image: QImage, colour: QColor) -> int:
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    wanted = colour.rgb().to_bytes(4, "little")
    data = bytes(flat.constBits())
    return sum(data[at : at + 4] == wanted for at in range(0, len(data), 4))


class Strays(QObject):
    """Windows that open for a moment because a widget was shown before it had a place: they take
    the focus from whoever is typing. ``seen`` names each; *meant* are kinds that may open."""

    def __init__(self, meant: tuple[type[QWidget], ...]) -> None:
        super().__init__()
        self._meant, self.seen = meant, list[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        opens = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if opens and watched.isWindow() and not isinstance(watched, self._meant):  # type: ignore[attr-defined]
            self.seen.append(f"{type(watched).__name__} {label(watched)!r}")  # type: ignore[arg-type]
        return False
