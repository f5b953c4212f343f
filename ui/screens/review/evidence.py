"""All that bears on one decision, on one page from the top: why it is here, what was found, what
was seen before, how it was on the day, the answers of note, and what is on record."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.change import Change
from elsec_app.operations.evidence import Evidence
from elsec_app.protocol.bodies import StrandResult
from ui.parts.dated import event_row
from ui.screens.review import words
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import quiet
from ui.widgets.flow import Panes
from ui.widgets.status import Pill
from ui.widgets.text import Text

EVENTS = 6  # of the timeline; the child's page has them all
LABEL = 220  # px at 100 % text


class EvidenceView(QWidget):
    """``child_asked`` when the whole of the child is wanted, ``answers_asked`` every answer."""

    child_asked = Signal()
    answers_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: Evidence | None = None
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._inside)

    def clear(self) -> None:
        """Nothing of anybody."""
        self.shown = None
        self._fresh()

    def show_evidence(self, found: Evidence) -> None:
        self.shown = found
        self._fresh()
        self._who(found)
        self._asked(found)
        self._strands(found)
        self._cautions(found)
        self._before(found.changes)
        self._context(found)
        self._items(found)
        self._timeline(found)
        self._body.addStretch(1)
        self._inside.show()

    def _fresh(self) -> None:
        """A body of its own for each child: the one before goes as a whole."""
        old = self._inside
        self._box.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(self._theme.space(8))
        self._box.addWidget(self._inside)

    # parts

    def _who(self, found: Evidence) -> None:
        signed, page = found.signed, found.page
        name = Text(self._theme, signed.child.name, "title")
        whole = quiet(self._theme, _("The whole page"), "user")
        whole.setAccessibleName(_("The child’s whole page"))
        whole.clicked.connect(self.child_asked)
        wide = self._theme.px(LABEL)
        self._add(Panes(self._theme.space(12), (name, 1, wide), (whole, 0, 0)))
        where = " · ".join(filter(None, (page.setting_name, page.class_name, page.year)))
        self._add(Text(self._theme, where, colour="ink_2"))
        self._add(Text(self._theme, words.about(signed.body), colour="ink_2"))
        waiting = f"{words.why(found.line)} · {words.waiting(found.line)}"
        tone, icon = ("refer", "octagon-alert") if found.line.urgent else ("quiet", "list")
        self._add(Banner(self._theme, waiting, icon, tone))

    def _asked(self, found: Evidence) -> None:
        for one in found.asked:
            tone = "green" if one.answered_by else "watch"
            self._add(Banner(self._theme, words.asked(one), "message-circle", tone))
        for decided in found.decided:
            if decided.body.decision != "returned":
                said = words.decided(decided.body)
                self._add(Banner(self._theme, said, "circle-check", "green"))

    def _strands(self, found: Evidence) -> None:
        body = found.signed.body
        if body.overall_label:
            self._heading(_("What the screen found"))
            self._add(Text(self._theme, body.overall_label, "strong"))
            self._add(Text(self._theme, body.overall_rule, "small", "ink_2"))
        for strand in body.strands:
            self._add(self._strand(strand, body.signed.name, other=strand.section != body.section))
        said = words.made_with(body, found.pack)
        self._add(Text(self._theme, said, "small", "ink_2"))

    def _strand(self, strand: StrandResult, who: str, *, other: bool) -> QWidget:
        theme = self._theme
        name = strand.name
        if other:
            name = _("{strand}, section {section}").format(strand=name, section=strand.section)
        parts = [Text(theme, name, "strong"), Text(theme, strand.rule, "small", "ink_2")]
        if strand.stopped and strand.stopped not in strand.rule:
            parts.append(Text(theme, strand.stopped, "small", "ink_2"))
        if strand.judgement:
            parts.append(Text(theme, words.judged(strand, who), "small"))
        pill = Pill(theme, words.strand_mark(strand))
        return Panes(theme.space(12), (_column(parts), 1, theme.px(LABEL)), (pill, 0, 0))

    def _cautions(self, found: Evidence) -> None:
        body = found.signed.body
        for caution in body.cautions:
            self._add(Banner(self._theme, caution, "triangle-alert", "watch"))
        if body.note:
            self._heading(_("What the practitioner noted"))
            self._add(Text(self._theme, body.note))

    def _items(self, found: Evidence) -> None:
        self._heading(_("Answers of note"))
        pack = found.pack
        if pack is None:
            said = _(
                "This edition of the tool is not on this computer, so its items are not shown."
            )
            self._add(Text(self._theme, said, colour="ink_2"))
            return
        if not found.of_note:
            self._add(Text(self._theme, _("Every item was answered in full."), colour="ink_2"))
        strand = ""
        for one in found.of_note:
            if one.item.strand != strand:
                strand = one.item.strand
                self._add(Text(self._theme, pack.strand(strand).name, "label"))
            self._pair(one.item.prompt, words.of_note(one, pack))
        every = quiet(self._theme, _("Every answer"), "list")
        every.clicked.connect(self.answers_asked)
        self._body.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)

    def _context(self, found: Evidence) -> None:
        self._heading(_("How it was on the day"))
        for question, answer in words.context(found.signed.body.context):
            self._pair(question, answer)
        if (paper := found.signed.body.paper) is not None:
            self._pair(_("Keyed in from paper"), words.keyed(paper))
        elif found.minutes is not None:
            self._pair(_("First answer to last"), words.minutes(found.minutes))

    def _before(self, changes: Iterable[Change]) -> None:
        for number, one in enumerate(changes):
            if not number:
                self._heading(_("Earlier screenings"))
            body = one.earlier.body
            self._add(Text(self._theme, words.about(body), "strong"))
            if one.apart:
                self._pair(body.overall_label or _("No outcome"), one.apart)
            if one.caution:
                self._add(Text(self._theme, one.caution, "small", "ink_2"))
            for strand in one.strands:
                said = " ".join(filter(None, (strand.band, strand.score)))
                self._pair(strand.name, said)

    def _timeline(self, found: Evidence) -> None:
        self._heading(_("On record"))
        for event in found.page.events[:EVENTS]:
            self._add(event_row(self._theme, event))
        if len(found.page.events) > EVENTS:
            more = _("{n} more on the child’s page.").format(n=len(found.page.events) - EVENTS)
            self._add(Text(self._theme, more, "small", "ink_2"))

    def _heading(self, words_: str) -> None:
        self._body.addSpacing(self._theme.space(12))
        self._add(Text(self._theme, words_, "heading"))

    def _pair(self, question: str, answer: str) -> None:
        theme = self._theme
        wide = theme.px(LABEL)
        left, right = Text(theme, question, colour="ink_2"), Text(theme, answer)
        self._add(Panes(theme.space(12), (left, 3, wide), (right, 2, wide)))

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)


def _column(parts: Iterable[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return made
