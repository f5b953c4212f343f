"""One sync, from beginning to end: send what waits, read what is new, compare both sides.

No transaction waits for the wire. The answers to each message are stored in a transaction of their
own, while the next message is on its way; a sync may break off anywhere, and the next goes on from
there. One message is under way at a time, so the centre sees them in their order.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import httpx2
import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.errors import DeviceRefused, NotAllowed
from elsec_app.i18n import _
from elsec_app.protocol import PROTOCOL, digest
from elsec_app.protocol.bodies import Gone
from elsec_app.protocol.kinds import KINDS, readable_by
from elsec_app.protocol.record import Placed, Record
from elsec_app.protocol.wire import (
    BATCH_BYTES,
    Head,
    Moved,
    Page,
    Pull,
    Push,
    Receipt,
    Receipts,
)
from elsec_app.store import feed, outbox, state, tables
from elsec_app.store.database import Store
from elsec_app.store.index import in_ids
from elsec_app.store.state import Identity
from elsec_app.sync import again
from elsec_app.sync.line import Clock, Line, TooLarge

Batch = list[tuple[int, Record]]
_ROUNDS = 3  # read, read again where the sides differ, and once more after offering


class Progress(msgspec.Struct, frozen=True):
    """Where a sync is. ``total`` may grow: it is what is known of by now."""

    stage: str  # sending | receiving
    done: int
    total: int


class Report(msgspec.Struct):
    """What a sync came to. ``differ`` names settings where both sides are not equal at its end,
    ``reread`` those where they were not at first, and which were read again from the start."""

    sent: int = 0
    conflicts: int = 0
    refused: int = 0
    received: int = 0
    dropped: tuple[str, ...] = ()
    restored: bool = False  # the centre was restored from a backup since the last sync
    lacking: int = 0  # records of other people that the centre lost and we still hold
    reread: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    cancelled: bool = False


def sync_once(
    store: Store,
    http: httpx2.Client,
    *,
    progress: Callable[[Progress], None] = lambda _progress: None,
    cancelled: Callable[[], bool] = lambda: False,
    clock: Clock = time.time,
) -> Report:
    """Send, receive, compare. *cancelled* is asked before each message.

    Raises:
        CentreUnreachable, CentreStrange, CentreVersion, DeviceRefused: one sentence each; what was
            acknowledged until then is stored, what was not still waits.
    """
    sync = _Sync(store, http, progress, cancelled, clock)
    for _round in range(_ROUNDS):
        if not (sync.send() and sync.receive()):
            sync.report.cancelled = True
            break
        if not sync.again:
            break
    return sync.report


class _Sync:
    """A sync under way. ``again`` says that another round is needed."""

    def __init__(
        self,
        store: Store,
        http: httpx2.Client,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        clock: Clock,
    ) -> None:
        self.store = store
        self.progress = progress
        self.cancelled = cancelled
        self.report = Report()
        self.again = False
        self.size = BATCH_BYTES
        self.done = self.total = 0
        with store.reading() as conn:
            self.who = _known(conn)
        who = self.who
        self.line = Line(http, who.area, who.device, who.private_key, clock)

    def send(self) -> bool:
        """Empty the outbox, batch by batch. False if it was cancelled."""
        with self.store.reading() as conn:
            count = outbox.count(conn)
        if count.refused:
            with self.store.writing() as conn:
                outbox.try_again(conn)
                count = outbox.count(conn)
        self.total = count.waiting
        batch, answered = self._batch(0), None
        with ThreadPoolExecutor(1, "sync-wire") as wire:
            while batch or answered:
                stop = self.cancelled()
                asked = None if stop or not batch else wire.submit(self._push, batch)
                if answered:
                    self._take_receipts(*answered)
                if stop:
                    return False
                following = self._batch(batch[-1][0]) if batch else []
                answered = (batch, asked.result()) if asked else None
                batch = following
        return True

    def receive(self) -> bool:
        """Read every feed to its end and compare. False if it was cancelled."""
        self.again = False
        cursors = self._cursors()
        done = 0
        with ThreadPoolExecutor(1, "sync-wire") as wire:
            asked = wire.submit(self._pull, cursors)
            while True:
                page = asked.result()
                if self.cancelled():
                    return False
                goes_on = not page.done and page.epoch == self.who.epoch
                if goes_on:
                    asked = wire.submit(self._pull, {**cursors, **page.cursors})
                left = self._take_page(page, cursors)
                done += len(page.records)
                self.progress(Progress("receiving", done, done + left))
                if page.done:
                    return True
                cursors = {**cursors, **page.cursors} if goes_on else self._cursors()
                if not goes_on:
                    asked = wire.submit(self._pull, cursors)

    def _batch(self, after: int) -> Batch:
        with self.store.reading() as conn:
            return outbox.waiting(conn, after=after, max_bytes=self.size)

    def _cursors(self) -> dict[str, int]:
        with self.store.reading() as conn:
            return feed.cursors(conn)

    def _push(self, batch: Batch) -> Receipts:
        """The receipts of *batch*, in halves where the network does not carry it whole."""
        records = [record for _, record in batch]
        try:
            return self.line.ask("/v1/push", Push(PROTOCOL, self.who.epoch, records), Receipts)
        except TooLarge:
            if len(batch) == 1:
                return Receipts(self.who.epoch, [Receipt("refused", reason="too-large")], {})
        half = len(batch) // 2
        self.size = max(self.size // 2, 1)
        return _joined(self._push(batch[:half]), self._push(batch[half:]))

    def _pull(self, cursors: Mapping[str, int]) -> Page:
        return self.line.ask("/v1/pull", Pull(PROTOCOL, self.who.epoch, dict(cursors)), Page)

    def _take_receipts(self, batch: Batch, answer: Receipts) -> None:
        with self.store.writing() as conn:
            outbox.receipted(conn, batch, answer.receipts)
            if answer.epoch == self.who.epoch:
                _step_over(conn, answer.moved)
        for receipt in answer.receipts:
            self.report.sent += receipt.outcome != "refused"
            self.report.refused += receipt.outcome == "refused"
            self.report.conflicts += receipt.outcome == "conflict"
        self.done += len(batch)
        self.progress(Progress("sending", self.done, max(self.done, self.total)))

    def _take_page(self, page: Page, cursors: Mapping[str, int]) -> int:
        """Store *page*; returns about how many records are still to come."""
        with self.store.writing() as conn:
            if page.epoch != self.who.epoch:
                self.report.restored = True
                again.begin(conn, again.settings(conn))
                self._become(conn, epoch=page.epoch)
                return 0
            self.again |= bool(again.keep_ours(conn, self.who, page.records))
            if page.records:
                feed.apply(conn, page.records)
            _take_leave(conn, page.records)
            feed.move_cursors(conn, page.cursors)
            if page.done:
                self._end(conn, page)
        if self.report.dropped:
            self.store.checkpoint()
        self.report.received += len(page.records)
        now = {**cursors, **page.cursors}
        return sum(max(head.pos - now.get(at, 0), 0) for at, head in page.heads.items())

    def _end(self, conn: Connection, page: Page) -> None:
        """Everything has come: settle what the re-reading found, and compare."""
        if page.role != self.who.role:
            self._become(conn, role=page.role)
            again.forget_kinds(conn, page.role)
        settled = again.finish(conn, self.who, page.heads)
        self.report.lacking += settled.lacking
        self.report.dropped += _drop_lost(conn, page.heads)
        differ = _differing(conn, page.heads, page.role)
        self.report.differ = tuple(differ)
        if differ:
            self.report.reread += self.report.differ
            again.begin(conn, differ)
        self.again |= bool(differ or settled.offered)

    def _become(self, conn: Connection, **changes: str) -> None:
        self.who = msgspec.structs.replace(self.who, **changes)
        state.set_identity(conn, self.who)


def _known(conn: Connection) -> Identity:
    """Who this device is. ``NotAllowed`` for a vault of made-up children."""
    who = state.identity(conn)
    if who is not None and who.practises:
        raise NotAllowed(_("These children are made up: nothing of them is ever sent."))
    if who is None or not who.private_key:
        raise DeviceRefused(_("This device has not joined a centre yet: enrol it first."))
    return who


def _joined(one: Receipts, two: Receipts) -> Receipts:
    """The answer to both halves of a batch."""
    moved = {**two.moved, **one.moved}
    for setting in one.moved.keys() & two.moved.keys():
        if one.moved[setting].end == two.moved[setting].start:
            moved[setting] = Moved(one.moved[setting].start, two.moved[setting].end)
    return Receipts(two.epoch, one.receipts + two.receipts, moved)


def _step_over(conn: Connection, moved: Mapping[str, Moved]) -> None:
    """Go past our own records in the feeds, where nobody else's lie between."""
    cursors = feed.cursors(conn)
    own = {at: m.end for at, m in moved.items() if cursors.get(at, 0) == m.start}
    feed.move_cursors(conn, own)


def _take_leave(conn: Connection, page: list[Placed]) -> None:
    """Remove records that have gone to another setting, save those with changes waiting."""
    left = {
        body.record: (item.record.setting, body.rev)
        for item in page
        if item.record.kind == "gone"
        for body in [msgspec.json.decode(item.record.body, type=Gone)]
    }
    if not left:
        return
    held, box = tables.record.c, tables.outbox.c
    rows = conn.execute(
        select(held.id, held.setting, held.rev).where(
            in_ids(held.id, left), held.id.not_in(select(box.record))
        )
    ).all()
    feed.remove(
        conn, [r.id for r in rows if r.setting == left[r.id][0] and abs(r.rev) < left[r.id][1]]
    )


def _drop_lost(conn: Connection, heads: Mapping[str, Head]) -> tuple[str, ...]:
    """Remove the settings that are no longer ours, once nothing of them waits."""
    lost = again.settings(conn) - heads.keys()
    idle = tuple(sorted(setting for setting in lost if not _waits(conn, setting)))
    for setting in idle:
        feed.drop_setting(conn, setting)
    return idle


def _waits(conn: Connection, setting: str) -> bool:
    """Whether something of *setting* is unsent, refused or unsigned."""
    sitting = tables.sitting.c
    started = select(func.count()).where(sitting.setting == setting)
    unsent = select(func.count()).where(tables.outbox.c.setting == setting)
    return bool(conn.scalar(started) or conn.scalar(unsent))


def _differing(conn: Connection, heads: Mapping[str, Head], role: str) -> list[str]:
    """The settings where our records are not the centre's, of the kinds that *role* reads."""
    hidden = KINDS.keys() - readable_by(role)
    ours: dict[str, list[bytes]] = {setting: [] for setting in heads}
    for (setting, kind), value in feed.digests(conn).items():
        if setting in ours and kind not in hidden:
            ours[setting].append(value)
    return [at for at, head in heads.items() if digest.total(ours[at]).hex() != head.digest]
