"""What is typed into a cell, by the type of its item: read, shown, and explained."""

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import (
    Choice,
    Count,
    FreeNote,
    Item,
    Pointing,
    Rating,
    SoundChecklist,
)

NOTHING = "-"  # no response
ALL = "*"  # all sounds
_ONE_KEY = 9  # a count up to so many is one key


def one_key(item: Item) -> bool:
    """Whether one key is a whole answer, so that the next cell follows at once."""
    if isinstance(item, Count):
        return item.most <= _ONE_KEY
    if isinstance(item, Pointing):
        return len(item.pictures) <= _ONE_KEY
    return not isinstance(item, SoundChecklist | FreeNote)


def read(item: Item, instrument: Instrument, words: str) -> Value:
    """What *words* mean. Raises ``BadInput`` with what may be typed instead."""
    typed = words.strip()
    if isinstance(item, FreeNote):
        return typed
    if typed in (NOTHING, "–", "x", "X") and not isinstance(item, Choice):
        return NO_RESPONSE
    found = _read(item, instrument, typed)
    if found is None:
        raise BadInput(
            _("“{typed}” is no answer here. {hint}").format(
                typed=typed, hint=hint(item, instrument)
            )
        )
    return found


def _read(item: Item, instrument: Instrument, typed: str) -> Value | None:
    match item:
        case Pointing():
            return item.pictures[n - 1] if 0 < (n := _number(typed)) <= len(item.pictures) else None
        case Rating():
            return _number(typed) if typed in ("0", "1", "2") else None
        case Count():
            number = _number(typed)
            return number if item.least <= number <= item.most else None
        case SoundChecklist():
            return _sounds(item, typed)
        case Choice():
            return _letters(item, instrument).get(typed.upper())
        case _:
            return {"1": SEEN, "P": SEEN, "Y": SEEN, "0": NOT_YET, "N": NOT_YET}.get(typed.upper())


def _number(typed: str) -> int:
    """A whole number of plain digits, else -1."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1


def _sounds(item: SoundChecklist, typed: str) -> tuple[str, ...] | None:
    """The sounds heard, parted by spaces or commas; all of them, or none of them."""
    if typed == ALL:
        return item.sounds
    heard = set(typed.replace(",", " ").split()) - {"0"}
    return tuple(s for s in item.sounds if s in heard) if heard <= set(item.sounds) else None


def _letters(item: Choice, instrument: Instrument) -> dict[str, str]:
    """The key of each band: its first letter where no other has it, and its number."""
    keys = {str(n): option for n, option in enumerate(item.options, 1)}
    firsts = [instrument.band(option).label[:1].upper() for option in item.options]
    pairs = zip(firsts, item.options, strict=True)
    return keys | {first: option for first, option in pairs if firsts.count(first) == 1}


def shown(item: Item, instrument: Instrument, value: Value | None) -> str:
    """An answer in a cell, as short as it was typed."""
    if value is None:
        return ""
    if value == NO_RESPONSE:
        return "–"
    match item:
        case Pointing():
            return str(item.pictures.index(str(value)) + 1)
        case Choice():
            label = instrument.band(str(value)).label
            keys = {option: key for key, option in _letters(item, instrument).items()}
            return keys[str(value)] if not label[:1].isalpha() else label[:1]
        case SoundChecklist() if isinstance(value, tuple):
            return f"{len(value)}/{len(item.sounds)}"
        case FreeNote():
            return str(value) or "·"
        case _:
            return {SEEN: "1", NOT_YET: "0"}.get(str(value), str(value))


def hint(item: Item, instrument: Instrument) -> str:
    """What may be typed."""
    match item:
        case Pointing():
            return _("1 to {n}: the picture pointed at. - no response.").format(
                n=len(item.pictures)
            )
        case Rating():
            return _("2 always, 1 sometimes, 0 never, - no response.")
        case Count():
            return _("A number from {least} to {most}. - none known.").format(
                least=item.least, most=item.most
            )
        case SoundChecklist():
            return _("The sounds made well: {sounds}. * all, 0 none, - no response.").format(
                sounds=" ".join(item.sounds)
            )
        case Choice():
            keys = _letters(item, instrument)
            said = [
                f"{key} {instrument.band(option).label}"
                for key, option in keys.items()
                if not key.isdigit() or option not in [v for k, v in keys.items() if k.isalpha()]
            ]
            return ", ".join(said) + "."
        case FreeNote():
            return _("Words, then Return.")
        case _:
            return _("1 pass, 0 not yet, - no response.")
