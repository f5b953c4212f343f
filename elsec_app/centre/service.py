"""What each message does, in one transaction of the asker's area. Runs in a worker thread."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol, TypeVar

import psycopg
import uuid_utils

from elsec_app.centre import devices, feed, intake, log
from elsec_app.centre.database import Database
from elsec_app.centre.decide import Mint
from elsec_app.centre.devices import Claim
from elsec_app.centre.metrics import Metrics
from elsec_app.centre.refusal import Refused
from elsec_app.protocol import PROTOCOLS
from elsec_app.protocol.wire import Enrol, Enrolled, Page, Pull, Push, Receipts, unpack

_TRIES = 5


class _Spoken(Protocol):
    @property
    def protocol(self) -> int: ...


M = TypeVar("M", bound=_Spoken)


class Service:
    """Enrol, push and pull. ``clock`` gives seconds since 1970."""

    def __init__(self, database: Database, clock: Callable[[], float], counts: Metrics) -> None:
        self.database = database
        self.clock = clock
        self.counts = counts

    def enrol(self, claim: Claim) -> Enrolled:
        asked = unpack(claim.body, Enrol)
        devices.check_enrol(asked, claim)
        area, letters = devices.split_code(asked.code)
        with self.database.area(area) as conn:
            enrolled = devices.enrol(conn, area, letters, asked, self._now())
        log.event("enrolled", area=area, device=asked.device)
        return enrolled

    def push(self, claim: Claim) -> Receipts:
        began = time.perf_counter()
        for left in reversed(range(_TRIES)):
            try:
                receipts = self._push(claim)
                break
            # Another request won a race that the feeds' locks do not cover: what it wrote is now
            # there to be seen.
            except (intake.TryAgain, psycopg.errors.UniqueViolation):
                if not left:
                    raise
        outcomes = Counter(receipt.outcome for receipt in receipts.receipts)
        for outcome, count in outcomes.items():
            self.counts.add("elsec_records_total", {"outcome": outcome}, count)
        ms = round(1000 * (time.perf_counter() - began))
        log.event("push", area=claim.area, device=claim.device, ms=ms, **outcomes)
        return receipts

    def _push(self, claim: Claim) -> Receipts:
        with self.database.area(claim.area) as conn:
            actor = devices.authenticate(conn, claim, self.clock())
            message = _spoken(unpack(claim.body, Push))
            if actor.stale:
                devices.note_visit(conn, actor)
            return intake.take(conn, actor, message.records, self._mint())

    def pull(self, claim: Claim) -> Page:
        with self.database.area(claim.area, snapshot=True) as conn:
            actor = devices.authenticate(conn, claim, self.clock())
            page = feed.page(conn, actor, _spoken(unpack(claim.body, Pull)))
        if actor.stale:
            with self.database.area(claim.area) as conn:
                devices.note_visit(conn, actor)
        self.counts.add("elsec_sent_records_total", {}, len(page.records))
        log.event("pull", area=claim.area, device=claim.device, records=len(page.records))
        return page

    def _mint(self) -> Mint:
        return Mint(lambda: str(uuid_utils.uuid7()), self._now().isoformat(timespec="seconds"))

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)


def _spoken(message: M) -> M:
    if message.protocol not in PROTOCOLS:
        known = f"{PROTOCOLS[0]} to {PROTOCOLS[-1]}"
        raise Refused(400, "protocol", f"The centre speaks protocols {known}.")
    return message
