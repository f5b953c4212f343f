"""A small button inside a field."""

from PySide6.QtWidgets import QWidget


def keep_right(button: QWidget, field: QWidget) -> None:
    """Put *button* at the right end of *field*."""
    size = button.sizeHint()
    high = min(size.height(), field.height())
    button.setGeometry(
        field.width() - size.width() - 2, (field.height() - high) // 2, size.width(), high
    )
