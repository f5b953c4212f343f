"""Takes records to the centre and brings news, in the background; says how it stands on strips."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from elsec_app.errors import CentreUnreachable, Problem
from elsec_app.i18n import _, ngettext
from elsec_app.operations import sending
from elsec_app.operations.desk import Desk
from elsec_app.operations.sending import Sending
from ui.widgets.strips import SyncStrip
from ui.work import Work

EVERY_MS = 3 * 60 * 1000


class News(NamedTuple):
    """What a sync brought; handed on as what changed."""

    sent: int
    received: int
    refused: int


class State(NamedTuple):
    """How it stands. ``reached`` is none before an attempt; ``problem`` is what was said last."""

    waiting: int = 0
    refused: tuple[sending.Refused, ...] = ()
    running: bool = False
    reached: bool | None = None
    sent: int = 0
    total: int = 0
    problem: str = ""


class Courier(QObject):
    """``changed(state)`` whenever it stands otherwise. Never in the way: all waiting is afar."""

    changed = Signal(object)
    _moved = Signal(int, int)

    def __init__(self, desk: Desk, work: Work, every_ms: int = EVERY_MS) -> None:
        super().__init__()
        self._desk, self._work = desk, work
        self.state = State()
        self._strips: list[SyncStrip] = []
        self._again = False
        self._moved.connect(self._on_the_way)
        work.changed.connect(self._recount)
        self._clock = QTimer(self)
        self._clock.setInterval(every_ms)
        self._clock.timeout.connect(self.sync_now)

    def begin(self) -> None:
        """Count what waits, try at once, and then every few minutes."""
        self._recount()
        if self._has_centre():
            self._clock.start()
            self.sync_now()

    def attach(self, strip: SyncStrip) -> None:
        """Keep *strip* saying how it stands, for as long as it lives."""
        self._strips.append(strip)
        strip.destroyed.connect(lambda: self._strips.remove(strip))
        _say(strip, self.state)

    def sync_now(self) -> None:
        """Start a sync, unless one is running: then one more follows it."""
        if not self._has_centre():
            return
        if self.state.running:
            self._again = True
            return
        self._become(running=True, sent=0, total=0)
        self._work.afar(self._run, done=self._ended, failed=self._failed, initiator=self)

    def _has_centre(self) -> bool:
        return bool(self._desk.who and self._desk.who.centre)

    def _run(self) -> News:
        """On the thread that may wait."""
        from elsec_app import sync

        centre = self._desk.who.centre if self._desk.who else ""
        with sync.open_line(centre) as http:
            report = sync.sync_once(
                self._desk.store,
                http,
                progress=lambda step: self._moved.emit(step.done, step.total),
                cancelled=self._work.stopping.is_set,
            )
        return News(report.sent, report.received, report.refused)

    def _on_the_way(self, done: int, total: int) -> None:
        self._become(sent=done, total=total)

    def _ended(self, _news: News) -> None:
        self._become(running=False, reached=True, problem="")
        self._recount()
        self._maybe_again()

    def _failed(self, problem: Problem) -> None:
        reached = not isinstance(problem, CentreUnreachable)
        self._become(running=False, reached=reached, problem=problem.sentence)
        self._recount()
        self._maybe_again()

    def _maybe_again(self) -> None:
        if self._again:
            self._again = False
            if self.state.reached:
                self.sync_now()

    def _recount(self, *_changed: object) -> None:
        self._work.do(self._count, done=self._counted)

    def _count(self) -> Sending:
        with self._desk.store.reading() as conn:
            return sending.standing(conn)

    def _counted(self, standing: Sending) -> None:
        self._become(waiting=standing.waiting, refused=standing.refused)

    def _become(self, **changes: object) -> None:
        before, self.state = self.state, self.state._replace(**changes)  # type: ignore[arg-type]
        if before != self.state:
            for strip in self._strips:
                _say(strip, self.state)
            self.changed.emit(self.state)


def _say(strip: SyncStrip, state: State) -> None:
    if state.running and state.waiting and state.total:
        strip.sending(state.sent, state.total)
    elif state.refused:
        words = ngettext("{n} not accepted", "{n} not accepted", len(state.refused))
        strip.trouble(words.format(n=len(state.refused)))
    elif state.reached and state.problem:
        strip.trouble(_("Not sent yet"))
    elif not state.reached:
        strip.offline(state.waiting)
    elif state.waiting:
        strip.online(state.waiting)
    else:
        strip.all_sent()
