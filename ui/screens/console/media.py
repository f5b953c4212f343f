"""A pack's pictures, as pixmaps."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImageReader, QPixmap

from elsec_app.instruments.definition import Instrument
from elsec_app.resources import resources
from ui.theme.look import Theme


def picture(theme: Theme, instrument: Instrument, name: str, side: int) -> QPixmap:
    """The pack's picture *name* within *side* logical pixels; the shipped one of that name where
    the pack has no file of its own. An unreadable one is empty: the words beside it still stand.
    """
    folder = resources() / "instruments" / instrument.id / instrument.version / "media"
    if not (folder / name).is_file():
        return theme.picture(
            name.removesuffix(".svg"), round(side * 100 / max(1, theme.space(100)))
        )
    reader = QImageReader(str(folder / name))
    ratio = theme.icon("circle").devicePixelRatio()
    size = reader.size().scaled(QSize(side, side) * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(size)
    drawn = QPixmap.fromImage(reader.read())
    drawn.setDevicePixelRatio(ratio)
    return drawn
