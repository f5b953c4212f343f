"""What a made-up child does at each item, and where a practitioner marked it otherwise.

The script is drawn from the child and the pack, so it is the same whenever it is asked for and
nothing of it is stored. Its words describe what is seen and heard, not what to tap: telling "there
was no chance to see it" from "not yet" is what is practised.
"""

import hashlib
import random
from collections.abc import Mapping

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import (
    Choice,
    Count,
    FreeNote,
    Item,
    Naming,
    Pointing,
    Rating,
    Repeat,
    SoundChecklist,
)

Script = Mapping[str, Value]


class Difference(msgspec.Struct, frozen=True):
    """An item that was marked otherwise than the child did: the mark, and what the child did."""

    item: str
    marked: Value
    done: Value


def script(instrument: Instrument, child: str) -> Script:
    """What *child* does at each item. Notes are free, so they have no right answer."""
    seed = hashlib.sha256(f"{child} {instrument.hash}".encode()).digest()
    chance = random.Random(seed)  # noqa: S311 - a story, not a secret
    return {
        item.id: _drawn(item, chance) for item in instrument.items if not isinstance(item, FreeNote)
    }


def differences(told: Script, standing: Mapping[str, Value]) -> tuple[Difference, ...]:
    """The items answered otherwise than the script has them, in the script's order."""
    return tuple(
        Difference(item, standing[item], done)
        for item, done in told.items()
        if item in standing and standing[item] != done
    )


def scene(item: Item, instrument: Instrument, done: Value) -> str:
    """What is to be seen and heard, for a made-up child of whom the script says *done*."""
    if done == NO_RESPONSE:
        return _nothing(item)
    match item:
        case Pointing():
            return _("The child points at picture {n}.").format(
                n=item.pictures.index(str(done)) + 1
            )
        case Rating():
            return (
                _("You do not see it at all."),
                _("You see it now and then."),
                _("You see it every time."),
            )[int(str(done))]
        case Count():
            return _("You count {n}.").format(n=done)
        case SoundChecklist() if isinstance(done, tuple):
            heard = " ".join(done) or _("none of them")
            return _("You hear these made well: {sounds}.").format(sounds=heard)
        case Choice():
            return _("The form says {band}.").format(band=instrument.band(str(done)).label)
        case Naming():
            return _named(item, right=done == SEEN)
        case Repeat():
            right = _("The child says it just as you did.")
            return right if done == SEEN else _("The child leaves a word out.")
        case _:
            right = _("You see it clearly, and more than once.")
            wrong = _("There is a good chance to see it, and it does not come.")
            return right if done == SEEN else wrong


def _nothing(item: Item) -> str:
    if isinstance(item, Pointing):
        return _("The child looks away and points at nothing.")
    if isinstance(item, Naming | Repeat):
        return _("The child says nothing.")
    if isinstance(item, Count | SoundChecklist):
        return _("The child does not speak.")
    return _("The child is called away: there is no chance to see it.")


def _named(item: Naming, *, right: bool) -> str:
    if not right:
        return _("The child says: “That one there.”")
    said = next(iter(item.accept), "")
    return _("The child says: “{word}.”").format(word=said) if said else _("The child names it.")


def _drawn(item: Item, chance: random.Random) -> Value:
    silent = chance.random() < 0.08
    match item:
        case Choice():
            return chance.choice(item.options)
        case _ if silent:
            return NO_RESPONSE
        case Pointing():
            right = chance.random() < 0.65
            return item.target if right else chance.choice(item.pictures)
        case Rating():
            return chance.choice((2, 2, 1, 1, 0))
        case Count():
            return chance.randint(item.least, item.most)
        case SoundChecklist():
            return tuple(sound for sound in item.sounds if chance.random() < 0.7)
        case _:
            return SEEN if chance.random() < 0.65 else NOT_YET
