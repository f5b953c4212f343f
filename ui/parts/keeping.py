"""Keeps what is being written as it is typed, behind the typing, on the store thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.work import Work


class Keeper(QObject):
    """``keep(*what)`` has ``write(*what)`` called behind all that was asked of the store before;
    where several wait, only the newest is written. Nothing needs to be flushed before a lock."""

    def __init__(self, work: Work, write: Callable[..., object], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._write = work, write
        self._newest = 0

    def keep(self, *what: Any) -> None:
        self._newest += 1
        self._work.do(self._write_newest, self._newest, what)

    def _write_newest(self, number: int, what: tuple[Any, ...]) -> None:
        """On the store thread."""
        if number == self._newest:
            self._write(*what)
