"""The page: the next of the sample at the left, the agreement so far at the right."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _, ngettext
from ui.screens.second import reading
from ui.screens.second.agreement import AgreementView
from ui.screens.second.blind import BlindView
from ui.screens.second.reading import Sample
from ui.session import Session
from ui.widgets.buttons import primary
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Panes
from ui.widgets.page import Page

COLUMN = 420  # px at 100 % text that each column wants


class SecondScreen(Page):
    """``show_for()``."""

    key = "second"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Second rating"))
        self._session = session
        self.sample: Sample | None = None
        theme = session.theme
        self.blind, self.agreement = BlindView(theme), AgreementView(theme)
        self.nothing = EmptyState(
            theme,
            "clipboard",
            _("Nothing to rate now"),
            _("What is drawn from the signed screenings of others stands here."),
        )
        self.keep = primary(theme, _("Keep and next"), "check")
        left, right = _column(self.blind, self.nothing), _column(self.agreement)
        wide = theme.px(COLUMN)
        self._panes = Panes(theme.space(16), (left, 3, wide), (right, 2, theme.px(300)))
        self.body.addWidget(self._panes)
        self.set_primary(self.keep)
        self.nothing.hide()
        self.blind.picked.connect(self._settle)
        self.agreement.wished.connect(self._wish)
        self.keep.clicked.connect(self._keep)
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def _measure(self) -> None:
        theme = self._session.theme
        self._panes.set_wishes((3, theme.px(COLUMN)), (2, theme.px(300)))

    def show_for(self) -> None:
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, sample: Sample) -> None:
        before = self.blind.seen.signed.id if self.blind.seen else ""
        self.sample = sample
        following = sample.next.signed.id if sample.next else ""
        if following != before or not following:
            self.blind.show_blind(sample.next)
        self.nothing.setVisible(sample.next is None)
        self.agreement.show_sample(sample)
        left = ngettext("{n} to rate", "{n} to rate", sample.left).format(n=sample.left)
        self.set_subtitle(left if sample.left else "")
        self._settle()

    def _settle(self) -> None:
        seen = self.blind.seen
        self.keep.setVisible(seen is not None)
        self.keep.setEnabled(seen is not None and set(self.blind.bands()) == set(seen.strands))

    def _wish(self, one_in: int) -> None:
        desk = self._session.desk
        self._session.work.do(
            reading.set_sampling, desk, one_in, done=lambda _record: self._reload(), initiator=self
        )

    def _keep(self) -> None:
        if self.blind.seen is not None:
            self.keep.setEnabled(False)
            self._session.work.do(
                reading.rate,
                self._session.desk,
                self.blind.seen,
                self.blind.bands(),
                done=self._kept,
                initiator=self,
            )

    def _kept(self, _record: str) -> None:
        self._session.messages.say(_("Your rating is kept."))
        self._session.sync_now()
        self._reload()


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
