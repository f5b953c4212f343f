"""A screening as its practitioner believes it to stand: what is saved, and what is on its way."""

from collections import deque

from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.instruments.progress import Progress, Stopped, progress
from elsec_app.operations.screening import ANSWER, NOTE, Sitting, last_answered
from elsec_app.operations.scripts import Script, scene
from elsec_app.protocol.bodies import Entry


class Journal:
    """Taps go to the store in order, and come back in order: ``saved`` or ``failed``, each the
    oldest of those on their way. ``item`` is the one on the screen."""

    def __init__(
        self, sitting: Sitting, instrument: Instrument, script: Script | None = None
    ) -> None:
        self.sitting, self.instrument = sitting, instrument
        self._script = script or {}
        self._on_the_way: deque[Entry] = deque()
        self._chosen: Item | None = None
        self._believed = self._reckon()

    def _reckon(self) -> Progress:
        sitting = self.sitting
        for entry in self._on_the_way:
            sitting = sitting.with_entry(entry)
        self._entries = sitting.entries
        return progress(self.instrument, sitting.section, sitting.answers, sitting.overridden)

    # what is on the screen

    @property
    def progress(self) -> Progress:
        return self._believed

    @property
    def item(self) -> Item | None:
        """The item gone back to, else the next to ask; none when all are answered."""
        return self._chosen or self._believed.next_item

    @property
    def place(self) -> int:
        """The number of the item on the screen among those answered and itself, from 1."""
        item = self.item
        if item is None or item == self._believed.next_item:
            return min(self._believed.done + 1, max(1, self._believed.total))
        return 1 + [known.id for known in self.answered()].index(item.id)

    def answered(self) -> list[Item]:
        """The items with a standing answer, in the order in which the pack asks them."""
        standing = self._believed.standing
        return [item for item in self.instrument.items if item.id in standing]

    def value(self, item: str) -> Value | None:
        return self._believed.standing.get(item)

    def scene(self, item: Item) -> str:
        """What a made-up child does; nothing of a real one."""
        if item.id not in self._script:
            return ""
        return scene(item, self.instrument, self._script[item.id])

    def notes(self, item: str) -> list[str]:
        """What was noted beside an item."""
        return [str(e.value) for e in self._entries if e.what == NOTE and e.item == item]

    def stopped(self) -> tuple[Stopped, ...]:
        return self._believed.stopped

    @property
    def saving(self) -> int:
        """How many taps are on their way."""
        return len(self._on_the_way)

    @property
    def complete(self) -> bool:
        """Whether all is answered and saved."""
        return self._believed.complete and not self._on_the_way

    @property
    def begun(self) -> bool:
        return any(entry.what in (ANSWER, NOTE) for entry in self._entries)

    # going about

    def show(self, item: str) -> None:
        """Go to an item that was answered before, or to the next one."""
        following = self._believed.next_item
        self._chosen = None
        if following is None or following.id != item:
            self._chosen = self.instrument.item(item)

    def before(self) -> str | None:
        """The item before the one on the screen."""
        known = [item.id for item in self.answered()]
        if self.item is not None and self.item.id in known:
            known = known[: known.index(self.item.id)]
        return known[-1] if known else None

    # taps

    def tapped(self, what: str, item: str, value: Value | None) -> tuple[Stopped, ...]:
        """A tap is on its way. Returns the strands that have stopped because of it."""
        before = {stop.strand for stop in self.stopped()}
        self._on_the_way.append(Entry(what, item, value, 0))
        self._believed = self._reckon()
        if what == ANSWER:
            self._chosen = None
        return tuple(stop for stop in self.stopped() if stop.strand not in before)

    def last_answered(self) -> str | None:
        """The item whose answer can be taken back next."""
        return last_answered(self._entries)

    def saved(self, entry: Entry) -> None:
        """The oldest tap on its way is durable."""
        self._on_the_way.popleft()
        self.sitting = self.sitting.with_entry(entry)
        self._believed = self._reckon()

    def failed(self) -> Entry:
        """The oldest tap on its way was not saved: it never was. Returns it for another try."""
        lost = self._on_the_way.popleft()
        self._believed = self._reckon()
        return lost
