"""Where the next block goes: the pages of a document, filled from the top."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from elsec_app.reports import shapes
from elsec_app.reports.facts import Imprint
from elsec_app.reports.look import A4, Colour, Look, look
from elsec_app.reports.tagged import Leaf, TaggedCanvas

FOOT = 58.0
HEAD = 62.0
_NEARLY_EMPTY = 0.7


class Running(msgspec.Struct, frozen=True):
    """What stands on every page of one print within a document."""

    what: str
    audience: str
    about: str
    imprint: Imprint
    draft: bool
    screen: bool = True
    unchecked: bool = False  # a draft although it is signed: nobody has checked its words


class Card:
    """A tinted ground behind blocks, drawn piece by piece where a page is turned."""

    __slots__ = ("at", "bar", "edge", "ground", "top")

    def __init__(self, at: int, top: float, ground: Colour, edge: Colour, bar: bool) -> None:
        self.at, self.top, self.ground, self.edge, self.bar = at, top, ground, edge, bar


class Sheet:
    """The pen's place. ``y`` is the top of what is free; lengths in points."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.look: Look = look()
        self.parts: list[tuple[Running, list[Leaf]]] = []
        self.size = A4
        self.x = self.look.margin
        self.width = A4[0] - 2 * self.look.margin
        self.y = 0.0
        self.low = 0.0
        self.air = 1.0
        self._cards: list[Card] = []

    def begin(self, running: Running, size: tuple[float, float] = A4) -> None:
        """Begin a print on a page of its own."""
        self.size = size
        self.x, self.width = self.look.margin, size[0] - 2 * self.look.margin
        self.parts.append((running, []))
        self._open()
        self.y = size[1] - self.look.margin + 8

    def _open(self) -> None:
        self.parts[-1][1].append(self.canvas.turn(self.size))
        self.y = self.size[1] - HEAD

    @property
    def foot(self) -> float:
        """The height below which nothing is placed."""
        return FOOT + (10 if self._cards else 0)

    @property
    def room(self) -> float:
        return self.y - self.foot

    @property
    def whole(self) -> float:
        """The room of an empty page."""
        return self.size[1] - HEAD - self.foot

    def turn(self) -> None:
        """Go on at the top of a new page."""
        for card in self._cards:
            self._close(card, FOOT)
        self._open()
        self.low = self.y
        for card in self._cards:
            card.at, card.top = len(self.canvas.leaf.ops), self.y
            self.y -= 10

    def need(self, height: float) -> None:
        """Turn the page unless *height* fits here."""
        if height > self.room and height <= self.whole:
            self.turn()

    def gap(self, height: float) -> None:
        """Leave space; less of it where ``air`` is below 1, to save a page."""
        self.y -= height * self.air

    @contextmanager
    def inset(self, left: float, right: float = 0.0) -> Iterator[None]:
        """Narrow the column."""
        x, width = self.x, self.width
        self.x, self.width = x + left, width - left - right
        yield
        self.x, self.width = x, width

    @contextmanager
    def card(
        self, ground: Colour, edge: Colour, pad: float = 12.0, *, bar: bool = False
    ) -> Iterator[None]:
        """Blocks on a tinted ground with round corners; *bar* adds a strong left edge."""
        # The ground goes in before what stands on it, and leaves another colour behind.
        self.canvas.leaf.colour = None
        card = Card(len(self.canvas.leaf.ops), self.y, ground, edge, bar)
        self._cards.append(card)
        self.low = self.y
        self.y -= pad
        with self.inset(pad + (4 if bar else 2), pad):
            yield
        self.y = min(self.low, card.top - pad) - pad + 3
        self._cards.pop()
        self._close(card, self.y)
        self.y -= 12 * self.air

    def within(self, pages: int, compose: Callable[[], None]) -> None:
        """Draw the print that *compose* begins, with less air if that keeps it to *pages*."""
        canvas = self.canvas
        leaves, kids, parts = len(canvas.leaves), len(canvas.root.kids), len(self.parts)
        kept = self.air
        for air in (1.0, 0.72, 0.45, 1.0):
            del canvas.leaves[leaves:], canvas.root.kids[kids:], self.parts[parts:]
            self.air = air
            compose()
            if len(canvas.leaves) - leaves <= pages:
                break
        self.air = kept

    def tidy(self, compose: Callable[[], None]) -> None:
        """Draw the print that *compose* begins; save its last page if that is nearly empty."""
        canvas = self.canvas
        leaves, kids, parts = len(canvas.leaves), len(canvas.root.kids), len(self.parts)
        compose()
        pages = len(canvas.leaves) - leaves
        if pages > 1 and self.room > self.whole * _NEARLY_EMPTY:
            del canvas.leaves[leaves:], canvas.root.kids[kids:], self.parts[parts:]
            self.within(pages - 1, compose)

    def _close(self, card: Card, foot: float) -> None:
        left = self.look.margin if not self._cards or card is self._cards[0] else self.x
        width = self.size[0] - 2 * left
        ops = [shapes.fill(card.ground), shapes.stroke(card.edge, 0.8)]
        ops.append(shapes.rounded(left, foot, width, card.top - foot, 9, "B"))
        if card.bar:
            inside = shapes.rounded(left, foot, width, card.top - foot, 9, "W n")
            ops.append(f"q {inside} {shapes.rect(left, foot, 5, card.top - foot, card.edge)} Q")
        self.canvas.leaf.ops.insert(card.at, f"/Artifact BMC {' '.join(ops)} EMC")
