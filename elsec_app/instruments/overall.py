"""The outcome of the whole screen from the bands of its strands."""

from collections.abc import Mapping, Sequence

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import Overall, StrandResult
from elsec_app.instruments.rules import OverallRule


def overall(instrument: Instrument, strands: Sequence[StrandResult]) -> Overall:
    """The first overall rule that holds, when the strands without a band could not change it."""
    if not instrument.overall:
        return Overall(None, False, _("This instrument gives no overall outcome."))
    weakest, strongest = instrument.bands[-1].id, instrument.bands[0].id
    worst = rule_for(instrument, {s.strand: s.band or weakest for s in strands})
    best = rule_for(instrument, {s.strand: s.band or strongest for s in strands})
    if worst.outcome != best.outcome:
        open_ones = [s.strand for s in strands if s.band is None]
        return Overall(None, False, _unknown(instrument, open_ones))
    bands = {s.strand: s.band for s in strands if s.band is not None}
    return Overall(best.outcome, True, _because(instrument, best, bands))


def rule_for(instrument: Instrument, bands: Mapping[str, str]) -> OverallRule:
    """The first overall rule that holds for these bands by strand. The last rule always does."""
    for rule in instrument.overall:
        if len(_in_band_or_weaker(instrument, rule, bands)) >= rule.at_least:
            return rule
    return instrument.overall[-1]


def _in_band_or_weaker(
    instrument: Instrument, rule: OverallRule, bands: Mapping[str, str]
) -> list[str]:
    if not rule.band:
        return []
    limit = instrument.rank(rule.band)
    return [strand for strand, band in bands.items() if instrument.rank(band) >= limit]


def _because(instrument: Instrument, rule: OverallRule, bands: Mapping[str, str]) -> str:
    label = instrument.outcome(rule.outcome).label
    counted = _in_band_or_weaker(instrument, rule, bands)
    if not counted:
        return _("“{outcome}”, because no strand calls for more.").format(outcome=label)
    return _("“{outcome}”, because of: {strands}.").format(
        outcome=label,
        strands=", ".join(
            f"{instrument.strand(strand).name} (“{instrument.band(bands[strand]).label}”)"
            for strand in counted
        ),
    )


def _unknown(instrument: Instrument, strands: Sequence[str]) -> str:
    names = ", ".join(instrument.strand(strand).name for strand in strands)
    return _("No overall outcome: it depends on what has no band yet ({strands}).").format(
        strands=names
    )
