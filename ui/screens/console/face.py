"""Shows one item: where one is, what to say or see, and quietly why it is asked."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item, Naming, Pointing, Repeat, SoundChecklist
from ui.parts.plates import Plates
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.say import Say
from ui.widgets.status import ProgressLine
from ui.widgets.text import Text

PICTURE, SMALL = 200, 120  # px at 100 % text: a picture to be named, and one over sounds to tick


class ItemFace(QWidget):
    """The strand and the number above, the prompt in large type, the rest below."""

    def __init__(self, theme: Theme, plates: Plates) -> None:
        super().__init__()
        self._theme, self._plates = theme, plates
        self._named: tuple[Instrument, str, int] | None = None
        plates.drawn.connect(self._drawn)
        self.strand = Text(theme, role="strong")
        self.number = Text(theme, role="label", colour="ink_2", wrap=False)
        self.line = ProgressLine(theme, _("Items answered"))
        self.prompt = Text(theme, role="say")
        self.say = Say(theme, "")
        self.scene = Banner(theme, "", "graduation-cap", "watch")
        self.look_for = Text(theme, role="said")
        self.picture = QLabel()
        self.expectation = Text(theme, role="small", colour="ink_2")
        self.materials = Text(theme, role="small", colour="ink_2")
        self.notes = Text(theme, role="small", colour="ink_2")
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.addWidget(self.strand, 1)
        head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        box.addLayout(head)
        box.addWidget(self.line)
        box.addSpacing(theme.space(8))
        for part in (self.prompt, self.say, self.picture, self.scene, self.look_for):
            box.addWidget(part)
        self.scene.hide()
        for part in (self.materials, self.expectation, self.notes):
            box.addWidget(part)
        self.picture.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def prepare(self, items: Iterable[Item], instrument: Instrument) -> None:
        """Have the pictures drawn that *items* will show."""
        for kind in (Naming, SoundChecklist):
            named = [i.picture for i in items if isinstance(i, kind) and i.picture]
            self._plates.want(instrument, named, self._side(kind))

    def _side(self, kind: type[Item]) -> int:
        return self._theme.space(SMALL if kind is SoundChecklist else PICTURE)

    def show_item(self, item: Item, instrument: Instrument) -> None:
        self.strand.setText(instrument.strand(item.strand).name)
        said = item.say if isinstance(item, Pointing | Repeat) else ""
        self.prompt.setText(item.prompt)
        self.prompt.set_role("heading" if said else "say")
        self.say.words.setText(said)
        self.say.setVisible(bool(said))
        _put(self.look_for, item.look_for)
        _put(self.expectation, item.expectation)
        needed = _("You need: {things}.").format(things=", ".join(item.materials))
        _put(self.materials, needed if item.materials else "")
        self._show_naming(item, instrument)

    def _show_naming(self, item: Item, instrument: Instrument) -> None:
        named = item.picture if isinstance(item, Naming | SoundChecklist) else ""
        self.picture.setVisible(bool(named))
        side = self._side(type(item))
        self._named = (instrument, named, side) if named else None
        if named:
            self._plates.want(instrument, (named,), side)
            self.picture.setAccessibleName(_("Picture to be named"))
            self._drawn()
        if isinstance(item, Naming):
            accepted = _("Counts as right: {words}").format(words=", ".join(item.accept))
            _put(self.look_for, item.look_for or (accepted if item.accept else ""))

    def _drawn(self) -> None:
        """The picture, once it has been drawn; its room is kept for it until then."""
        if self._named is None:
            return
        there = self._plates.get(*self._named)
        self.picture.setMinimumHeight(self._named[2])
        self.picture.setPixmap(there if there is not None else QPixmap())

    def show_scene(self, words: str) -> None:
        """What a made-up child does."""
        self.scene.setVisible(bool(words))
        if words:
            self.scene.set_words(_("What you see and hear: {words}").format(words=words))

    def show_place(self, number: int, done: int, total: int) -> None:
        self.number.setText(_("Item {n} of {total}").format(n=number, total=total))
        self.line.set(done, total)

    def show_notes(self, notes: list[str]) -> None:
        _put(self.notes, "\n".join(_("Noted: {words}").format(words=note) for note in notes))


def _put(text: Text, words: str) -> None:
    text.setText(words)
    text.setVisible(bool(words))
