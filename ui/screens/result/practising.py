"""In practice: where the marking differs from what the made-up child did."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations import scripts
from ui.parts import faces
from ui.screens.result.reading import Found
from ui.theme.look import Theme
from ui.widgets.text import Text


class Practised(QWidget):
    """Read, not pressed; away where the child is real."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(8))
        self.said: list[str] = []

    def show_found(self, found: Found) -> bool:
        """Whether there is anything to show."""
        while (entry := self._box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.said = []
        if found.marking is None:
            return False
        marked, differing = found.marking.marked, found.marking.differing
        self._say(_("How you marked"), "heading")
        alike = _("{n} of {all} as it was to be seen and heard.")
        self._say(alike.format(n=marked - len(differing), all=marked), "strong")
        for one in differing:
            item = found.instrument.item(one.item)
            self._say(item.prompt, "strong")
            word = faces.mark(item, found.instrument, one.marked).word
            meant = faces.mark(item, found.instrument, one.done).word
            self._say(scripts.scene(item, found.instrument, one.done))
            said = _("That is “{meant}”; you marked “{word}”.").format(meant=meant, word=word)
            self._say(said, "body", "ink_2")
        return True

    def _say(self, words: str, role: str = "body", colour: str = "ink") -> None:
        self.said.append(words)
        self._box.addWidget(Text(self._theme, words, role, colour))
