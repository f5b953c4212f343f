"""A pack's pictures, drawn off the main thread before they are shown."""

import threading
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QPixmap

from elsec_app.instruments.definition import Instrument
from elsec_app.resources import resources

LOOK_MS = 5

_Key = tuple[Path, int]  # the file, and the side in pixels within which it is drawn


class Plates(QObject):
    """``want`` them, ``get`` what is there already; ``drawn`` says that more are. A picture that
    cannot be read stays empty: the words beside it still stand."""

    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._there: dict[_Key, QPixmap | None] = {}
        self._waiting, self._arrived = 0, deque[tuple[_Key, QImage]]()
        # Asked now and then and not told by a signal: the thread may outlive this object.
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._take)

    def want(self, instrument: Instrument, names: Iterable[str], side: int) -> None:
        """Have the pack's pictures *names* drawn within *side* logical pixels."""
        wanted = [(file, _pixels(side)) for file in (_file(instrument, name) for name in names)]
        missing = [key for key in dict.fromkeys(wanted) if key not in self._there]
        for key in missing:
            self._there[key] = None
        if missing:
            self._waiting += len(missing)
            self._look.start()
            threading.Thread(target=_draw, args=(missing, self._arrived), daemon=True).start()

    def get(self, instrument: Instrument, name: str, side: int) -> QPixmap | None:
        """The picture, or none until it has been drawn."""
        return self._there.get((_file(instrument, name), _pixels(side)))

    def _take(self) -> None:
        """One picture at a time, so that nothing waits long for it."""
        if not self._arrived:
            return
        key, image = self._arrived.popleft()
        drawn = QPixmap.fromImage(image)
        drawn.setDevicePixelRatio(_ratio())
        self._there[key] = drawn
        self._waiting -= 1
        if not self._waiting:
            self._look.stop()
        self.drawn.emit()


def _draw(keys: list[_Key], arrived: deque[tuple[_Key, QImage]]) -> None:
    """On a thread of its own."""
    for file, side in keys:
        reader = QImageReader(str(file))
        ratio = Qt.AspectRatioMode.KeepAspectRatio
        reader.setScaledSize(reader.size().scaled(QSize(side, side), ratio))
        arrived.append(((file, side), reader.read()))


def _file(instrument: Instrument, name: str) -> Path:
    """The pack's own file, else the shipped picture of that name."""
    folder = resources() / "instruments" / instrument.id / instrument.version / "media"
    own = folder / name
    if own.is_file():
        return own
    return resources() / "pictures" / f"{name.removesuffix('.svg')}.svg"


def _pixels(side: int) -> int:
    return round(side * _ratio())


def _ratio() -> float:
    # The largest of the screens' ratios: scaled down a picture stays sharp.
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
