"""One card for each question, with room for its answer."""

from functools import partial

from PySide6.QtCore import Qt

from elsec_app.errors import Problem
from elsec_app.i18n import _, ngettext
from elsec_app.operations.review import Question
from elsec_app.operations.words import day_words
from ui.screens.asked import reading
from ui.screens.asked.reading import Asked
from ui.session import Session
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.fields import NoteField
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.text import Text


class AskedScreen(Page):
    """``show_for()``."""

    key = "asked"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Questions for you"))
        self._session = session
        self.cards: dict[str, QuestionCard] = {}
        self._empty: EmptyState | None = None
        self.rate = secondary(session.theme, "", "scale")
        self.rate.clicked.connect(lambda: session.go("second"))
        self.back = quiet(session.theme, _("Back to today"), "arrow-left")
        self.back.clicked.connect(lambda: session.go("today"))
        self.send = primary(session.theme, _("Answer"), "send")
        self.send.clicked.connect(self._send)
        for button in (self.back, self.rate):
            self.add_action(button)
        self.set_primary(self.send)
        self.rate.hide()
        session.work.changed.connect(self._data_changed)

    def show_for(self) -> None:
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, asked: Asked) -> None:
        """What was half written stays; what is answered goes."""
        wanted = {one.asked.review: one for one in asked.questions}
        for key in self.cards.keys() - wanted.keys():
            card = self.cards.pop(key)
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key, one in wanted.items():
            if key not in self.cards:
                self._add(key, one)
        self._show_empty(empty=not wanted)
        n = len(wanted)
        said = ngettext("{n} question", "{n} questions", n).format(n=n) if n else ""
        self.set_subtitle(said)
        self.send.setVisible(bool(wanted))
        self.send.setEnabled(True)
        self.rate.setText(_("Second rating · {n}").format(n=asked.to_rate))
        self.rate.updateGeometry()
        self.rate.setVisible(bool(asked.to_rate) and self._session.can_go("second"))

    def _add(self, key: str, one: Question) -> None:
        card = self.cards[key] = QuestionCard(self._session.theme, one)
        card.read.clicked.connect(partial(self._read, one.signed.id, one.signed.child.id))
        card.read.setVisible(self._session.can_go("signed"))
        self.body.addWidget(card)
        if len(self.cards) == 1:
            card.words.setFocus()

    def _show_empty(self, *, empty: bool) -> None:
        if empty and self._empty is None:
            self._empty = EmptyState(
                self._session.theme,
                "clipboard",
                _("Nothing is asked of you"),
                _("When a therapist has a question about a screening, it stands here."),
            )
            self.body.addWidget(self._empty, 1)
        if self._empty is not None:
            self._empty.setVisible(empty)

    def _read(self, screening: str, child: str) -> None:
        self._session.go("signed", screening=screening, child=child)

    def _send(self) -> None:
        """All that is written is sent; with nothing written the first says what it lacks."""
        written = {key: text for key, card in self.cards.items() if (text := card.written())}
        for card in self.cards.values():
            card.row.set_error("")
        if not written:
            for card in list(self.cards.values())[:1]:
                card.lacks()
            return
        self.send.setEnabled(False)
        self._session.work.do(
            reading.answer,
            self._session.desk,
            written,
            done=self._sent,
            failed=self._not_sent,
            initiator=self,
        )

    def _sent(self, replies: int) -> None:
        said = ngettext("Your answer is kept.", "Your {n} answers are kept.", replies)
        self._session.messages.say(said.format(n=replies))
        self._session.sync_now()
        self._reload()

    def _not_sent(self, problem: Problem) -> None:
        self.send.setEnabled(True)
        self._session.messages.report(problem)


class QuestionCard(Card):
    """A question, and room for its answer."""

    def __init__(self, theme: Theme, one: Question) -> None:
        super().__init__(theme, padding=24, gap=12)
        body = one.signed.body
        self.body.addWidget(Text(theme, one.signed.child.name, "heading"))
        about = (one.signed.class_name, f"{body.title} {body.version}", day_words(body.tested_on))
        self.body.addWidget(Text(theme, " · ".join(filter(None, about)), colour="ink_2"))
        said = _("{who} asks: {question}").format(
            who=one.asked.by.name, question=one.asked.question
        )
        self.body.addWidget(Banner(theme, said, "message-circle", "green"))
        self.words = NoteField(
            theme, _("Your answer about {name}").format(name=one.signed.child.name)
        )
        self.row = FormRow(theme, _("Your answer"), self.words)
        self.body.addWidget(self.row)
        self.read = quiet(theme, _("Read the signed result"), "eye")
        self.body.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)

    def written(self) -> str:
        return self.words.toPlainText().strip()

    def lacks(self) -> None:
        """Say that there is no answer yet."""
        self.row.set_error(_("Write an answer first."))
        self.words.setFocus()
