"""Who acts, on which device, by which clock: handed to every operation that writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

import uuid_utils

from elsec_app.protocol.bodies import Signature


def _now() -> datetime:
    return datetime.now().astimezone()


def _new_id() -> str:
    return str(uuid_utils.uuid7())


@dataclass(frozen=True)
class Actor:
    """``role`` is one of ``protocol.kinds.ROLES``. The clock and the ids are handed in so that a
    simulation can replay them."""

    area: str
    user: str
    name: str
    role: str
    device: str
    registration: str = ""
    clock: Callable[[], datetime] = field(default=_now, repr=False)
    new_id: Callable[[], str] = field(default=_new_id, repr=False)

    def now(self) -> str:
        """The device's time, ISO 8601 with offset, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def today(self) -> date:
        return self.clock().date()

    def sign(self) -> Signature:
        return Signature(self.user, self.name, self.role, self.now(), self.registration)
