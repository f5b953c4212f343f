"""What leaves the encrypted store: text on the clipboard for a while, and a PDF where the user
chooses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral_draft import Draft
from elsec_app.operations.today import LeftAt
from ui.parts.saving import save
from ui.screens.referral import reading
from ui.screens.referral.reading import Signed
from ui.session import Session

CLEAR_S = 60

# Asks clipboard histories and managers not to keep it: Windows 10 and later, KDE, macOS.
_SECRET = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}


class Copied(QObject):
    """Text on the clipboard that goes by itself after a minute, and when its owner goes: with the
    lock. What somebody copied since is left alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEAR_S * 1000)
        self._timer.timeout.connect(self.clear)

    def put(self, text: str) -> None:
        mime = QMimeData()
        mime.setText(text)
        for kind, value in _SECRET.items():
            mime.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(mime)
        self._text = text
        self._timer.start()

    def clear(self) -> None:
        """Take it off, if it is still there."""
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        if self._text and clipboard.text() == self._text:
            clipboard.clear()
        self._text = ""


class Outgoing(QObject):
    """Print, copy or save the referral that *showing* answers, or nothing."""

    def __init__(
        self, session: Session, showing: Callable[[], Signed | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._showing, self._parent = session, showing, parent
        self.copied = Copied(self)

    def print(self) -> None:
        """To the preview, where it is printed."""
        if signed := self._showing():
            self._preview(signed.child.id, f"referral:{signed.referred.id}", signed.at)

    def look(self, draft: Draft) -> None:
        """At *draft* as it would print now; every page says that it is one."""
        what = f"referral-draft:{draft.id}"
        where = partial(reading.class_of, self._session.desk, draft.child)
        self._session.work.do(where, done=partial(self._preview, draft.child, what))

    def _preview(self, child: str, what: str, at: LeftAt) -> None:
        where = {"cohort": at.cohort, "class_name": at.class_name, "child": child}
        self._session.go("prints", **where, what=what)

    def copy(self) -> None:
        from elsec_app.reports.referral_text import as_text

        if signed := self._showing():
            self.copied.put(as_text(signed.facts))
            words = _("Copied. It leaves the clipboard after {n} seconds, and with the lock.")
            self._session.messages.say(words.format(n=CLEAR_S))
            self._note("copy", signed)

    def ask_where(self) -> None:
        if signed := self._showing():
            words = _("Save for e-mail: the saved file is not encrypted")
            name = f"referral-{signed.code}.pdf"
            chosen, _filter = QFileDialog.getSaveFileName(self._parent, words, name, "PDF (*.pdf)")
            if chosen:
                self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """The very bytes of the print, outside the store; the strip says that it is so."""
        from elsec_app.reports import prints

        if signed := self._showing():
            write = partial(save, path, lambda: prints.referral(signed.facts))
            self._session.work.afar(write, done=partial(self._saved, path.name, signed))

    def _saved(self, name: str, signed: Signed, _nothing: object) -> None:
        self._note("save", signed)
        said = _("Saved as {name}. It has left the encrypted store: send it, then delete it.")
        self._session.messages.say(said.format(name=name))

    def _note(self, action: str, signed: Signed) -> None:
        self._session.work.do(reading.note, self._session.desk, action, signed.referred.id)
