"""The page of one referral: written, handed over, signed, sent, followed."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _, ngettext
from elsec_app.operations.referral import State
from elsec_app.operations.referral_draft import Draft
from elsec_app.operations.referral_list import step_words
from elsec_app.operations.words import day_words
from elsec_app.protocol.kinds import THERAPIST
from ui.parts.words_box import WordsBox
from ui.screens.referral import reading
from ui.screens.referral.outgoing import Outgoing
from ui.screens.referral.reading import Away, Found, Signed, Wanted, Writing
from ui.screens.referral.signed import SignedView
from ui.screens.referral.writing import FormView
from ui.session import Session
from ui.widgets.buttons import Button, primary, quiet, secondary
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.stack import Stack


class ReferralScreen(Page):
    """``show_for(screening=…)``, ``show_for(child=…)`` or ``show_for(referral=…)``."""

    key = "referral"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "", scrolls=False)
        self._session, self._wanted = session, Wanted()
        self.found: Found | None = None
        theme = session.theme
        self.outgoing = Outgoing(session, self._signed_one, self)
        self.form, self.signed_view = FormView(theme), SignedView(theme)
        hint = _("What should they know? It may stay empty.")
        self.words = WordsBox(theme, _("A word with it"), hint, _("Hand over"), "send", must=False)
        self.why = WordsBox(
            theme,
            _("Why you change it"),
            _("Why do you change it? The signed one stays, and this is kept beside it."),
            _("Open it to change"),
            "pen-line",
        )
        self._make_buttons()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        theme = self._session.theme
        self.discard = quiet(theme, _("Discard"), "trash-2")
        self.look = secondary(theme, _("See the draft"), "eye")
        self.next_missing = secondary(theme, _("Next missing"), "arrow-right")
        self.amend = secondary(theme, _("Amend…"), "pen-line")
        self.copy = secondary(theme, _("Copy as text"), "copy")
        self.save = secondary(theme, _("Save for e-mail…"), "mail")
        self.hand = secondary(theme, _("Hand over for signing"), "send")
        self.main = primary(theme, _("Sign"), "signature")

    def _lay_out(self) -> None:
        theme = self._session.theme
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        self.parts = Stack()
        self._away = QWidget()
        self._away_box = QVBoxLayout(self._away)
        for part in (self.form, self.signed_view, self._away, QWidget()):
            self.parts.addWidget(part)
        for part in (self.words, self.why):
            box.addWidget(part)
        box.addWidget(self.parts, 1)
        self.body.addWidget(inside, 1)
        for button in self._actions_in_order():
            self.add_action(button)
        self.set_primary(self.main)
        self._blank()

    def _actions_in_order(self) -> tuple[Button, ...]:
        return (
            self.discard,
            self.look,
            self.amend,
            self.next_missing,
            self.copy,
            self.save,
            self.hand,
        )

    def _connect(self) -> None:
        self.form.answered.connect(self._answered)
        self.form.agreed.connect(self._agreed)
        self.form.chosen.connect(self._chosen)
        self.form.narrowed.connect(lambda _narrow: self._offer())
        self.signed_view.stepped.connect(self._stepped)
        self.signed_view.agreed.connect(self._said)
        self.words.kept.connect(self._hand_over)
        self.why.kept.connect(self._amend)
        self.discard.clicked.connect(self._discard)
        self.look.clicked.connect(self._look)
        self.next_missing.clicked.connect(self._jump)
        self.amend.clicked.connect(lambda: self.why.open())
        self.copy.clicked.connect(self.outgoing.copy)
        self.save.clicked.connect(self.outgoing.ask_where)
        self.hand.clicked.connect(self._ask_words)
        self.main.clicked.connect(self._main)

    # reading

    def show_for(self, child: str = "", screening: str = "", referral: str = "") -> None:
        self._find(Wanted(child, screening, referral))

    def _find(self, wanted: Wanted, *, fresh: bool = False) -> None:
        self._wanted = wanted
        self._blank()
        find = partial(reading.find, self._session.desk, wanted, fresh=fresh)
        self._session.work.do(find, done=partial(self._arrived, wanted), initiator=self)
        self.setFocus()

    def _arrived(self, wanted: Wanted, found: Found) -> None:
        if wanted == self._wanted:  # nothing else was asked for since
            self._show(found)

    def _show(self, found: Found) -> None:
        self.found = found
        if isinstance(found, Writing):
            self.parts.setCurrentWidget(self.form)
            self.form.show_writing(found)
            self.set_title(found.sheet.child.short_name)
            self.set_subtitle(found.sheet.form.title)
        elif isinstance(found, Signed):
            self.parts.setCurrentWidget(self.signed_view)
            self.signed_view.show_signed(found)
            self.set_title(found.child.short_name)
            self.set_subtitle(found.facts.title)
        else:
            self._show_away(found)
        self._offer()

    def _show_away(self, away: Away) -> None:
        handed = away.handed.body
        self.set_title(away.child.short_name)
        self.set_subtitle(_("Referral"))
        to = _("the practitioner") if handed.handed.role == THERAPIST else _("the therapist")
        words = _("Handed over to {whom} on {day}. It travels when there is a network.").format(
            whom=to, day=day_words(date.fromisoformat(handed.handed.at[:10]))
        )
        state = EmptyState(self._session.theme, "satellite", _("It is with them now"), words)
        self._away_box.addWidget(state)
        self.parts.setCurrentWidget(self._away)

    def _blank(self) -> None:
        """Nothing of the child before."""
        self.found = None
        self.form.blank()
        self.signed_view.blank()
        while (entry := self._away_box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.words.put_away()
        self.why.put_away()
        self.set_title(_("Referral"))
        self.set_subtitle("")
        self.parts.setCurrentIndex(3)
        self._offer()

    def _offer(self) -> None:
        """The buttons that go with what is shown; one of them is the next step."""
        found, writing = self.found, isinstance(self.found, Writing)
        signs = isinstance(found, Writing) and found.signs
        therapist = self._role() == THERAPIST
        signed = isinstance(found, Signed)
        self.discard.setVisible(writing)
        self.look.setVisible(writing)
        self.hand.setVisible(signs and self._can_hand())
        self.copy.setVisible(signed)
        self.save.setVisible(signed)
        may = isinstance(found, Signed) and found.may_change and not found.referred.replaced
        self.amend.setVisible(may)
        self.hand.setText(_("Hand back…") if therapist else _("Hand over…"))
        self.hand.updateGeometry()
        missing = len(found.sheet.missing) if isinstance(found, Writing) else 0
        self.next_missing.setVisible(writing and missing > 0 and self.form.missing.isHidden())
        words = ngettext("{n} thing is missing", "{n} things are missing", missing)
        self.set_footnote(words.format(n=missing) if missing else "")
        self._offer_main()

    def _offer_main(self) -> None:
        found = self.found
        words, icon = _("Sign"), "signature"
        if isinstance(found, Signed):
            words, icon = _("Print or save…"), "printer"
        elif isinstance(found, Away):
            words, icon = _("Take it back to change it"), "undo-2"
        elif isinstance(found, Writing) and not found.signs:
            words, icon = _("Hand over for signing"), "send"
        self.main.setVisible(found is not None)
        self.main.setText(words)
        self.main.set_icon(icon)

    def _can_hand(self) -> bool:
        """A therapist hands back only what was handed over; a practitioner may always hand over."""
        writing = self.found
        return isinstance(writing, Writing) and (
            self._role() != THERAPIST or bool(writing.sheet.draft.handed)
        )

    def _signed_one(self) -> Signed | None:
        return self.found if isinstance(self.found, Signed) else None

    def _role(self) -> str:
        return self._session.desk.actor.role

    # writing

    def _answered(self, field: str, value: str) -> None:
        if not isinstance(self.found, Writing):
            return
        draft = self.found.sheet.draft
        self._session.work.do(
            reading.answer,
            self._session.desk,
            draft.id,
            field,
            value,
            done=partial(self._kept, draft.id, field),
            failed=partial(self._not_kept, field),
            initiator=self,
        )

    def _kept(self, draft: str, field: str, writing: Writing) -> None:
        self.form.kept(field)
        self._refresh(draft, writing)

    def _not_kept(self, field: str, problem: Problem) -> None:
        self.form.fail(field, problem.sentence)
        self._session.messages.report(problem)

    def _refresh(self, draft: str, writing: Writing) -> None:
        if isinstance(self.found, Writing) and self.found.sheet.draft.id == draft:
            self.found = writing
            self.form.refresh(writing)
            self._offer()

    def _agreed(self, purpose: str, given: bool, by: str, how: str, on: object) -> None:
        if isinstance(self.found, Writing):
            draft = self.found.sheet.draft
            done = partial(self._refresh, draft.id)
            what = (self._session.desk, draft, purpose, given, by, how, on)
            self._session.work.do(reading.agree, *what, done=done, initiator=self)

    def _chosen(self, form: str, rules: str) -> None:
        if isinstance(self.found, Writing):
            self.form.flush()
            draft = self.found.sheet.draft
            what = (self._session.desk, draft, form, rules)
            self._session.work.do(reading.choose, *what, done=self._show, initiator=self)

    def _jump(self) -> None:
        """To the first thing that is missing after the one that has the focus."""
        if not isinstance(self.found, Writing) or not self.found.sheet.missing:
            return
        fields = [one.field for one in self.found.sheet.missing]
        places = {id(w): f for card in self.form.cards for f, w in card.fields.items()}
        here = places.get(id(self.focusWidget()), "")
        at = fields.index(here) + 1 if here in fields else 0
        self.form.jump(fields[at % len(fields)])

    def _look(self) -> None:
        if isinstance(self.found, Writing):
            self.form.flush()
            self.outgoing.look(self.found.sheet.draft)

    def _main(self) -> None:
        if isinstance(self.found, Signed):
            self.outgoing.print()
        elif isinstance(self.found, Away):
            child = self.found.child.id
            take = partial(reading.take_back, self._session.desk, child)
            self._session.work.do(take, done=self._show, initiator=self)
        elif isinstance(self.found, Writing) and self.found.signs:
            self._sign()
        else:
            self._ask_words()

    # signing and handing over

    def _sign(self) -> None:
        if not isinstance(self.found, Writing):
            return
        self.form.flush()
        sign = partial(reading.sign, self._session.desk, self.found.sheet.draft.id)
        self._session.work.do(sign, done=self._signed, failed=self._unsigned, initiator=self)

    def _signed(self, signed: Signed) -> None:
        self._wanted = Wanted(referral=signed.referred.id)
        self._show(signed)
        self._session.messages.say(
            _("Signed. It stays as it is now: print it, or save it, and send it.")
        )
        self.main.setFocus()

    def _unsigned(self, problem: Problem) -> None:
        """What is missing is named, and the focus goes there."""
        self._session.messages.report(problem)
        if isinstance(self.found, Writing):
            must = [one.field for one in self.found.sheet.missing if one.must]
            if must:
                self.form.jump(must[0])

    def _ask_words(self) -> None:
        self.form.flush()
        self.words.open()

    def _hand_over(self, words: str) -> None:
        if isinstance(self.found, Writing):
            draft = self.found.sheet.draft.id
            hand = partial(reading.hand_over, self._session.desk, draft, words)
            self._session.work.do(hand, done=self._handed, initiator=self)

    def _handed(self, away: Away) -> None:
        self._blank()
        self._show(away)
        self._session.messages.say(_("Handed over. It is kept, and travels with the next sync."))

    def _discard(self) -> None:
        if isinstance(self.found, Writing):
            drop = partial(reading.discard, self._session.desk, self.found.sheet.draft.id)
            self._session.work.do(drop, done=self._discarded, initiator=self)

    def _discarded(self, draft: Draft) -> None:
        self._blank()
        self.parts.setCurrentIndex(3)
        self._session.messages.undoable(_("The draft is discarded."), partial(self._restore, draft))
        self._session.go("referrals")

    def _restore(self, draft: Draft) -> None:
        back = partial(reading.restore, self._session.desk, draft)
        done = partial(self._restored, draft.child)
        self._session.work.do(back, done=done, initiator=self)

    def _restored(self, child: str, _draft: Draft) -> None:
        self._session.go("referral", child=child)

    # what becomes of it

    def _stepped(self, state: State, reason: str) -> None:
        if isinstance(self.found, Signed):
            step = partial(reading.step, self._session.desk, self.found.referred.id, state, reason)
            self._session.work.do(step, done=partial(self._after, state), initiator=self)

    def _said(self, purpose: str, given: bool, by: str, how: str, on: object) -> None:
        if isinstance(self.found, Signed):
            what = (self._session.desk, self.found.referred, purpose, given, by, how, on)
            self._session.work.do(reading.say, *what, done=self._show, initiator=self)

    def _after(self, state: str, signed: Signed) -> None:
        self._show(signed)
        event = signed.referred.events[-1].id
        undo = partial(self._unstep, signed.referred.id, event)
        said = _("{step}: kept, dated today.").format(step=step_words(state).rstrip("…"))
        self._session.messages.undoable(said, undo)

    def _unstep(self, record: str, event: str) -> None:
        back = partial(reading.unstep, self._session.desk, record, event)
        self._session.work.do(back, done=self._show, initiator=self)

    def _amend(self, reason: str) -> None:
        if isinstance(self.found, Signed):
            amend = partial(reading.amend, self._session.desk, self.found.referred.id, reason)
            self._session.work.do(amend, done=self._show, initiator=self)

    # leaving

    def may_leave(self) -> bool:
        self._keep()
        return True

    def before_lock(self) -> None:
        self._keep()
        self.outgoing.copied.clear()

    def _keep(self) -> None:
        """What is half written is kept; a draft with nothing in it leaves no trace."""
        if isinstance(self.found, Writing):
            self.form.flush()
            draft = self.found.sheet.draft.id
            self._session.work.do(reading.discard_empty, self._session.desk, draft)
