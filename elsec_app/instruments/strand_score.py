"""One strand's points, its band, and the rule that gave it in words."""

from collections.abc import Mapping

import msgspec

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.ages import Age
from elsec_app.instruments.answers import Value, full_points, points
from elsec_app.instruments.bands import Placed, band_words, place
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Choice, Count, FreeNote, Item, SoundChecklist
from elsec_app.instruments.results import StrandResult
from elsec_app.instruments.rules import NoneMissing, Prorate, Score
from elsec_app.instruments.walk import Walk


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
    return StrandResult(
        strand=rule.strand,
        section=section,
        raw=None if placed is None else placed.raw,
        possible=_possible(way, tally),
        band=placed.band if placed else None,
        computable=placed is not None and placed.band is not None,
        because=_because(instrument, tally, placed, prorated, way.items)
        + _unheard(way.items, standing),
        missing=tally.missing,
        standard=placed.standard if placed else None,
        prorated=prorated,
        unassigned=placed is not None and placed.hole is not None,
        stopped=way.because,
    )


def _tally(way: Walk, rule: Score, standing: Mapping[str, Value]) -> Tally:
    known = possible = missing = open_points = 0
    for index, item in enumerate(way.items):
        if isinstance(item, FreeNote | Choice):
            continue
        worth = 1 if rule.rule == "count" else full_points(item)
        possible += worth
        got = _got(way, index, item, standing)
        if got is None:
            missing, open_points = missing + 1, open_points + worth
        elif rule.rule == "count":
            known += got == full_points(item)
        else:
            known += got
    return Tally(known, possible, missing, open_points)


def _possible(way: Walk, tally: Tally) -> int:
    return 0 if any(isinstance(item, Count) for item in way.items) else tally.possible


def _got(way: Walk, index: int, item: Item, standing: Mapping[str, Value]) -> int | None:
    if index < way.floor:
        return full_points(item)
    if index >= way.end:
        return 0
    return points(item, standing.get(item.id))


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
    ways = [
        place(instrument, section, rule, raw, age)
        for raw in range(tally.known, tally.known + tally.open_points + 1)
    ]
    same = len({way.band for way in ways}) == 1 and ways[0].band is not None
    return (ways[0] if same else None), False


def _because(
    instrument: Instrument,
    tally: Tally,
    placed: Placed | None,
    prorated: bool,
    items: tuple[Item, ...],
) -> str:
    if placed is None:
        return ngettext(
            "Not computed: {count} item has no answer, and the band depends on it.",
            "Not computed: {count} items have no answer, and the band depends on them.",
            tally.missing,
        ).format(count=tally.missing)
    if len(items) == 1 and isinstance(items[0], Count):
        seen = _("Score {raw}").format(raw=placed.raw)
    elif all(isinstance(item, SoundChecklist) for item in items):
        seen = _("{raw} of {possible} sounds heard").format(raw=placed.raw, possible=tally.possible)
    elif all(full_points(item) <= 1 for item in items):
        seen = _("{raw} of {possible} seen").format(raw=placed.raw, possible=tally.possible)
    else:
        seen = _("{raw} of {possible} points").format(raw=placed.raw, possible=tally.possible)
    said = [seen + ": " + band_words(instrument, placed, tally.possible)]
    if tally.missing and not prorated:
        said.append(
            ngettext(
                "{count} item has no answer; no answer to it would change the band.",
                "{count} items have no answer; no answer to them would change the band.",
                tally.missing,
            ).format(count=tally.missing)
        )
    if prorated:
        said.append(
            _("Scaled up from {known} of the {possible} points that were answered.").format(
                known=tally.known, possible=tally.possible - tally.open_points
            )
        )
    return " ".join(said)


def _unheard(items: tuple[Item, ...], standing: Mapping[str, Value]) -> str:
    """The sounds that were listened for and not heard in any word, as a sentence."""
    listened: dict[str, bool] = {}
    for item in items:
        heard = standing.get(item.id)
        if isinstance(item, SoundChecklist) and isinstance(heard, tuple):
            for sound in item.sounds:
                listened[sound] = listened.get(sound, False) or sound in heard
    unheard = [sound for sound, heard in listened.items() if not heard]
    return " " + _("Not yet heard: {sounds}.").format(sounds=", ".join(unheard)) if unheard else ""


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
