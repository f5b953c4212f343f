"""Where a screen stands: the next item, what has stopped and why, how much is done."""

from collections.abc import Mapping, Sequence

import msgspec

from elsec_app.instruments.answers import Answer, Value, current
from elsec_app.instruments.definition import Instrument, Section
from elsec_app.instruments.items import Choice, Item
from elsec_app.instruments.walk import Walk, follow


class Stopped(msgspec.Struct, frozen=True):
    """A strand that ended early, and the sentence that says why."""

    strand: str
    because: str


class Progress(msgspec.Struct, frozen=True):
    """A screen after some answers. ``total`` shrinks when a strand stops or is credited."""

    section: str
    sections: tuple[str, ...]
    standing: dict[str, Value]
    next_item: Item | None
    stopped: tuple[Stopped, ...]
    done: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether every item that the rules ask for has been answered."""
        return self.next_item is None


def progress(
    instrument: Instrument,
    section: str,
    answers: Sequence[Answer],
    overridden: frozenset[str] = frozenset(),
) -> Progress:
    """Where a screen in *section* stands after *answers*, the same from any prefix of them.

    *overridden* are the strands that go on although a stop rule fired (the practitioner's reason
    is kept elsewhere). Raises :class:`KeyError` for a section that the instrument does not have.
    """
    standing = current(answers)
    played = sections_in_play(instrument, section, standing)
    walks = follow(instrument, played, standing, overridden)
    asked = {
        item.id for way in walks.values() for item in way.items[_first(way, standing) : way.end]
    }
    return Progress(
        section=section,
        sections=played,
        standing=standing,
        next_item=_next(instrument, walks),
        stopped=tuple(
            Stopped(strand, way.because) for (_part, strand), way in walks.items() if way.because
        ),
        done=len(asked & standing.keys()),
        total=len(asked),
    )


def sections_in_play(
    instrument: Instrument, section: str, standing: Mapping[str, Value]
) -> tuple[str, ...]:
    """The section, then each lower one that the repeat rule asks for, in the order tried."""
    played = [section]
    if instrument.repeat is None:
        return tuple(played)
    while (lower := _below(instrument.sections, played[-1])) is not None:
        entered = _entered(instrument, played[-1], standing)
        if entered is None or entered == instrument.repeat.band:
            break
        played.append(lower.id)
    return tuple(played)


def _entered(instrument: Instrument, section: str, standing: Mapping[str, Value]) -> Value | None:
    for item in instrument.items_in(section):
        if isinstance(item, Choice):
            return standing.get(item.id)
    return None


def _below(sections: Sequence[Section], section: str) -> Section | None:
    place = [part.id for part in sections].index(section)
    return sections[place - 1] if place else None


def _first(way: Walk, standing: Mapping[str, Value]) -> int:
    below = (i for i in range(way.floor) if way.items[i].id in standing)
    return min(below, default=way.floor)


def _next(instrument: Instrument, walks: Mapping[tuple[str, str], Walk]) -> Item | None:
    waiting = [way.next.id for way in walks.values() if way.next is not None]
    return next((item for item in instrument.items if item.id in waiting), None)
