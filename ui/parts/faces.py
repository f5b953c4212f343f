"""How each answer looks: its word, icon, tone and key."""

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Value, choices
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Choice, Item, Pointing, Rating
from elsec_app.operations.signing import tone
from ui.widgets.answers import Answer
from ui.widgets.paint import Mark
from ui.widgets.status import BAND_ICONS

Face = tuple[Value, Answer]


def faces(item: Item, instrument: Instrument) -> tuple[Face, ...]:
    """The big buttons of an item, in order; pictures are not among them."""
    values = choices(item)
    if isinstance(item, Pointing):
        values = (NO_RESPONSE,)
    first = len(choices(item)) - len(values) + 1
    return tuple(
        (value, _face(item, instrument, value, str(first + n))) for n, value in enumerate(values)
    )


def no_response(key: str) -> Face:
    return NO_RESPONSE, Answer(NO_RESPONSE, _("No response"), "circle-dashed", "quiet", key)


def _face(item: Item, instrument: Instrument, value: Value, key: str) -> Answer:
    said = mark(item, instrument, value)
    return Answer(str(value), said.word, said.icon, said.tone, key)


def mark(item: Item, instrument: Instrument, value: Value) -> Mark:
    """An answer as a status."""
    if value == NO_RESPONSE:
        return Mark(_("No response"), "circle-dashed", "quiet")
    if isinstance(item, Rating) and isinstance(value, int):
        return _rating(value)
    if isinstance(item, Choice):
        band = instrument.band(str(value))
        shown = tone(instrument, band)
        return Mark(band.label, BAND_ICONS[shown], shown)
    if value == SEEN:
        return Mark(_("Pass"), "check", "track")
    if value == NOT_YET:
        return Mark(_("Not yet"), "hourglass", "watch")
    return Mark(_in_words(value), "pen-line", "quiet")


def _rating(value: int) -> Mark:
    return (
        Mark(_("Never"), "hourglass", "refer"),
        Mark(_("Sometimes"), "circle-dot", "watch"),
        Mark(_("Always"), "check", "track"),
    )[value]


def _in_words(value: Value) -> str:
    if isinstance(value, tuple):
        return ngettext("{n} sound", "{n} sounds", len(value)).format(n=len(value))
    if isinstance(value, str):
        return picture_name(value) if value else _("Nothing to add")
    return str(value)


def picture_name(file: str) -> str:
    """A media file as it is called: ``red-apple.svg`` is “red apple”."""
    return file.rsplit(".", 1)[0].replace("-", " ").replace("_", " ")
