"""How a class list comes: chosen, dropped or pasted."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from elsec_app.i18n import _
from ui.screens.import_list.reading import Source


def ask(parent: QWidget) -> Source | None:
    """Have a person choose a file; none when they think better of it."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    kinds = _("Class lists ({patterns})").format(
        patterns="*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xml *.htm *.html"
    )
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Choose a class list"), start, f"{kinds};;{_('All files')} (*)"
    )
    return of_file(Path(chosen)) if chosen else None


def of_file(path: Path) -> Source:
    return Source(path.name, path)


def held_by(mime: QMimeData) -> Source | None:
    """The file, or the table copied from a spreadsheet, that was dropped or pasted."""
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if files:
        return of_file(Path(files[0]))
    text = mime.text() if mime.hasText() and not mime.urls() else ""
    if "\n" not in text.strip():
        return None
    return Source(_("Pasted list"), text.encode("utf-8", "replace"))
