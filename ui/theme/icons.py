"""Icons and pictures, drawn from the shipped SVG files and remembered.

To add an icon: put its Lucide SVG (stroke ``#000``) into ``resources/icons`` under its own name.
"""

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader, QPixmap

from elsec_app.resources import resources

INK = b"#000"


class Icons:
    """Pixmaps by name, colour, size and device pixel ratio. Sizes in logical pixels."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}
        self._files: dict[str, bytes] = {}

    def icon(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """A line icon in one colour (``#RRGGBB``). Raises FileNotFoundError for an unknown name."""
        return self._pixmap("icons/" + name, colour, size, ratio)

    def picture(self, name: str, size: int, ratio: float) -> QPixmap:
        """A picture in its own colours. Raises FileNotFoundError for an unknown name."""
        return self._pixmap("pictures/" + name, "", size, ratio)

    def _pixmap(self, path: str, colour: str, size: int, ratio: float) -> QPixmap:
        key = (path, colour, size, ratio)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = _draw(self._svg(path, colour), size, ratio)
        return found

    def _svg(self, path: str, colour: str) -> bytes:
        if path not in self._files:
            self._files[path] = (resources() / f"{path}.svg").read_bytes()
        svg = self._files[path]
        return svg.replace(INK, colour.encode()) if colour else svg


def _draw(svg: bytes, size: int, ratio: float) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(svg))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    side = round(size * ratio)
    reader.setScaledSize(QSize(side, side))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
