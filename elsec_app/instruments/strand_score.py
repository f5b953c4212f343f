"""One strand's points, its band, and the rule that gave it in words."""

from collections.abc import Mapping

import msgspec

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.ages import Age
from elsec_app.instruments.answers import Value, full_points, points
from elsec_app.instruments.bands import Placed, band_words, place, scale_for
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Choice, Count, FreeNote, Item, Rating, SoundChecklist
from elsec_app.instruments.results import StrandResult
from elsec_app.instruments.rules import NoneMissing, Prorate, Score
from elsec_app.instruments.walk import Walk

_WITHOUT_POINTS = frozenset({FreeNote, Choice})


class Tally(msgspec.Struct, frozen=True):
    """Points known, points possible, and the items (and points) of which nothing is known."""

    known: int
    possible: int
    missing: int
    open_points: int


def score_strand(
    instrument: Instrument,
    section: str,
    rule: Score,
    way: Walk,
    standing: Mapping[str, Value],
    age: Age,
) -> StrandResult:
    """Score one strand of one section, walked so, as *rule* says."""
    tally = _tally(way, rule, standing)
    if rule.rule == "entered":
        return _entered(instrument, section, rule, way, standing, tally)
    placed, prorated = _placed(instrument, section, rule, tally, age)
    kinds = {type(item) for item in way.items}
    return StrandResult(
        strand=rule.strand,
        section=section,
        raw=None if placed is None else placed.raw,
        possible=0 if Count in kinds else tally.possible,
        band=placed.band if placed else None,
        computable=placed is not None and placed.band is not None,
        because=_because(instrument, tally, placed, prorated, kinds, way.items, standing),
        missing=tally.missing,
        standard=placed.standard if placed else None,
        prorated=prorated,
        unassigned=placed is not None and placed.hole is not None,
        stopped=way.because,
    )


def _tally(way: Walk, rule: Score, standing: Mapping[str, Value]) -> Tally:
    known = possible = missing = open_points = 0
    whole_items = rule.rule == "count"
    for index, item in enumerate(way.items):
        if type(item) in _WITHOUT_POINTS:
            continue
        full = full_points(item)
        worth = 1 if whole_items else full
        possible += worth
        if index < way.floor:
            known += worth
        elif index < way.end:
            got = points(item, standing.get(item.id))
            if got is None:
                missing, open_points = missing + 1, open_points + worth
            else:
                known += got == full if whole_items else got
    return Tally(known, possible, missing, open_points)


def _possible(way: Walk, tally: Tally) -> int:
    return 0 if any(isinstance(item, Count) for item in way.items) else tally.possible


def _placed(
    instrument: Instrument, section: str, rule: Score, tally: Tally, age: Age
) -> tuple[Placed | None, bool]:
    """Where the strand lands, or None when it is not computable; and whether it was prorated."""
    if tally.missing == 0:
        return place(instrument, section, rule, tally.known, age), False
    how = rule.missing or instrument.missing
    if isinstance(how, NoneMissing):
        return None, False
    if isinstance(how, Prorate):
        known_of = tally.possible - tally.open_points
        if tally.missing > how.allow or known_of == 0:
            return None, False
        scaled = tally.known * tally.possible // known_of
        return place(instrument, section, rule, scaled, age), True
    return _either_way(instrument, section, rule, tally, age), False


def _either_way(
    instrument: Instrument, section: str, rule: Score, tally: Tally, age: Age
) -> Placed | None:
    """Where what is known lands, if the missing points could not take it elsewhere.

    Bands run one way along a scale (the proof sees to it), so both ends tell all between them,
    but for the holes that a publisher left.
    """
    most = tally.known + tally.open_points
    least = place(instrument, section, rule, tally.known, age)
    if least.band is None or place(instrument, section, rule, most, age).band != least.band:
        return None
    scale = scale_for(instrument, section, rule.strand)
    if scale and scale.unassigned:
        between = range(tally.known + 1, most)
        if any(place(instrument, section, rule, raw, age).band is None for raw in between):
            return None
    return least


def _because(
    instrument: Instrument,
    tally: Tally,
    placed: Placed | None,
    prorated: bool,
    kinds: set[type[Item]],
    items: tuple[Item, ...],
    standing: Mapping[str, Value],
) -> str:
    if placed is None:
        said = [
            ngettext(
                "Not computed: {count} item has no answer, and the band depends on it.",
                "Not computed: {count} items have no answer, and the band depends on them.",
                tally.missing,
            ).format(count=tally.missing)
        ]
    else:
        seen = _seen(kinds, len(items)).format(raw=placed.raw, possible=tally.possible)
        said = [f"{seen}: {band_words(instrument, placed, tally.possible)}"]
        if tally.missing:
            said.append(_despite(tally, prorated))
    if SoundChecklist in kinds:
        said += _unheard(items, standing)
    return " ".join(said)


def _seen(kinds: set[type[Item]], items: int) -> str:
    """The words for points of items of these *kinds*."""
    if items == 1 and Count in kinds:
        return _("Score {raw}")
    if kinds == {SoundChecklist}:
        return _("{raw} of {possible} sounds heard")
    if kinds & {Rating, Count, SoundChecklist}:
        return _("{raw} of {possible} points")
    return _("{raw} of {possible} seen")


def _despite(tally: Tally, prorated: bool) -> str:
    """How there is a band although items have no answer."""
    if prorated:
        return _("Scaled up from {known} of the {possible} points that were answered.").format(
            known=tally.known, possible=tally.possible - tally.open_points
        )
    return ngettext(
        "{count} item has no answer; no answer to it would change the band.",
        "{count} items have no answer; no answer to them would change the band.",
        tally.missing,
    ).format(count=tally.missing)


def _unheard(items: tuple[Item, ...], standing: Mapping[str, Value]) -> list[str]:
    """The sounds that were listened for and not heard in any word, as a sentence, if any."""
    listened: dict[str, bool] = {}
    for item in items:
        heard = standing.get(item.id)
        if isinstance(item, SoundChecklist) and isinstance(heard, tuple):
            for sound in item.sounds:
                listened[sound] = listened.get(sound, False) or sound in heard
    unheard = [sound for sound, heard in listened.items() if not heard]
    return [_("Not yet heard: {sounds}.").format(sounds=", ".join(unheard))] if unheard else []


def _mean(rule: Score, raw: int | None) -> str:
    if raw is None or rule.mean_of is None:
        return ""
    return " " + _("The mean of the {count} ratings is {mean:.1f}.").format(
        count=rule.mean_of, mean=raw / rule.mean_of
    )


def _entered(
    instrument: Instrument,
    section: str,
    rule: Score,
    way: Walk,
    standing: Mapping[str, Value],
    tally: Tally,
) -> StrandResult:
    given = next((standing.get(item.id) for item in way.items if isinstance(item, Choice)), None)
    band = given if isinstance(given, str) else None
    counted = tally.possible > 0 and tally.missing == 0
    raw = tally.known if counted else None
    if band is None:
        because = _("Not computed: the publisher’s band has not been entered.")
    else:
        because = _("“{band}”, as it was entered; nothing is worked out here.").format(
            band=instrument.band(band).label
        )
    return StrandResult(
        strand=rule.strand,
        section=section,
        raw=raw,
        possible=_possible(way, tally),
        band=band,
        computable=band is not None,
        because=because + _mean(rule, raw),
        missing=tally.missing,
    )
