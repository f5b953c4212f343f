"""Keeps what is being written as it is typed, behind the typing, on the store thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.work import Work


class Keeper(QObject):
    """``keep(*where, what)`` has ``write(*where, what)`` called behind all that was asked of the
    store before; where several wait for one place, only the newest is written. Nothing needs to be
    flushed before a lock."""

    def __init__(self, work: Work, write: Callable[..., object], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._write = work, write
        self._number, self._newest = 0, dict[tuple[Any, ...], int]()

    def keep(self, *where_and_what: Any) -> None:
        self._number += 1
        self._newest[where_and_what[:-1]] = self._number
        self._work.do(self._write_newest, self._number, where_and_what)

    def _write_newest(self, number: int, where_and_what: tuple[Any, ...]) -> None:
        """On the store thread."""
        if number == self._newest[where_and_what[:-1]]:
            self._write(*where_and_what)
