"""What was answered, in order, and what it is worth."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.items import (
    Choice,
    Count,
    FreeNote,
    Item,
    Naming,
    Observed,
    Pointing,
    Rating,
    Repeat,
    SoundChecklist,
)

SEEN = "pass"
NOT_YET = "not_yet"
NO_RESPONSE = "no_response"

Value = str | int | tuple[str, ...]

_MARKS = (SEEN, NOT_YET, NO_RESPONSE)
_MARKED = frozenset({Observed, Naming, Repeat})
_WORTH: dict[type[Item], int] = {
    Observed: 1, Naming: 1, Repeat: 1, Pointing: 1, Rating: 2, FreeNote: 0, Choice: 0,
}  # fmt: skip


class Answer(msgspec.Struct, frozen=True):
    """One tap. ``value`` None takes the item's answer back; ``ms`` is the time it took, or 0.

    A later answer to the same item corrects the earlier one, and both are kept.
    """

    item: str
    value: Value | None
    at: datetime
    ms: int = 0


def current(answers: Iterable[Answer]) -> dict[str, Value]:
    """The answer that now stands for each item."""
    standing: dict[str, Value] = {}
    for answer in answers:
        if answer.value is None:
            standing.pop(answer.item, None)
        else:
            standing[answer.item] = answer.value
    return standing


def check(item: Item, value: Value | None) -> None:
    """Raise :class:`BadInput` when the item cannot be answered so."""
    if value is not None and not _allowed(item, value):
        raise BadInput(
            _("“{value}” is not an answer to this item. Choose one of those shown.").format(
                value=value
            )
        )


def choices(item: Item) -> tuple[Value, ...]:
    """The buttons of an item, best first; empty for a number, a list of sounds or a note."""
    if isinstance(item, Rating):
        return (2, 1, 0, NO_RESPONSE)
    if isinstance(item, Pointing):
        return (*item.pictures, NO_RESPONSE)
    if isinstance(item, Choice):
        return item.options
    if isinstance(item, SoundChecklist | Count | FreeNote):
        return ()
    return _MARKS


def full_points(item: Item) -> int:
    """The most an item can be worth, in points (0 for a note or a publisher's band)."""
    worth = _WORTH.get(type(item))
    if worth is not None:
        return worth
    return item.most if isinstance(item, Count) else len(cast("SoundChecklist", item).sounds)


def full_value(item: Item) -> Value:
    """An answer worth the most that the item can be worth."""
    if isinstance(item, Pointing):
        return item.target
    if isinstance(item, SoundChecklist):
        return item.sounds
    if isinstance(item, Count):
        return item.most
    return choices(item)[0] if choices(item) else ""


def no_points(item: Item) -> Value:
    """An answer worth the least that the item can be worth."""
    if isinstance(item, Pointing):
        return next(picture for picture in item.pictures if picture != item.target)
    if isinstance(item, SoundChecklist):
        return ()
    if isinstance(item, Count):
        return item.least
    if isinstance(item, Rating):
        return 0
    return (
        item.options[-1]
        if isinstance(item, Choice)
        else ""
        if isinstance(item, FreeNote)
        else NOT_YET
    )


def points(item: Item, value: Value | None) -> int | None:
    """What an answer is worth, in points; None when nothing is known (never a silent zero)."""
    if value is None or value == NO_RESPONSE:
        return None
    if type(item) in _MARKED:
        return int(value == SEEN)
    if isinstance(item, Pointing):
        return int(value == item.target)
    if isinstance(item, FreeNote | Choice):
        return 0
    return len(set(value)) if isinstance(value, tuple) else int(value)


def _allowed(item: Item, value: Value) -> bool:
    if type(item) in _MARKED:
        return value in _MARKS
    if isinstance(item, SoundChecklist):
        return value == NO_RESPONSE or (isinstance(value, tuple) and set(value) <= set(item.sounds))
    if isinstance(item, Count):
        return value == NO_RESPONSE or (
            isinstance(value, int) and _whole(value) and item.least <= value <= item.most
        )
    if isinstance(item, FreeNote):
        return isinstance(value, str)
    return value in choices(item) and (_whole(value) or isinstance(value, str))


def _whole(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
