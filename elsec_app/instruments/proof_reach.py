"""Everything can happen: items are asked, scored and banded, outcomes are given and advised on."""

from collections.abc import Iterator

from elsec_app.i18n import _
from elsec_app.instruments.answers import full_points
from elsec_app.instruments.bands import scale_for
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN as FILE
from elsec_app.instruments.files import STRATEGIES
from elsec_app.instruments.items import Choice
from elsec_app.instruments.overall import rule_for
from elsec_app.instruments.rules import OverallRule, Prorate, Score


def reach_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Items that are never asked, rules that never act, results never given or left without
    advice."""
    yield from _items(instrument)
    yield from _outcomes(instrument)
    yield from _bands(instrument)
    yield from _rescreen(instrument)
    yield from _advice(instrument)
    yield from _repeat(instrument)
    yield from _missing(instrument)


def _items(instrument: Instrument) -> Iterator[Complaint]:
    for item in instrument.items:
        if not item.sections:
            yield Complaint(
                FILE, f"items.{item.id}", _("Name the sections it is asked in; it is never asked.")
            )
    scored = {score.strand for score in instrument.scores}
    for strand in instrument.strands:
        items = [item for item in instrument.items if item.strand == strand.id]
        if not items:
            yield Complaint(FILE, f"strands.{strand.id}", _("Give this strand items."))
        if strand.id not in scored and any(full_points(item) for item in items):
            yield Complaint(FILE, f"scores.{strand.id}", _("Say how this strand is scored."))
    for section in instrument.sections:
        if not instrument.items_in(section.id):
            yield Complaint(FILE, f"sections.{section.id}", _("Give this section items."))


def _outcomes(instrument: Instrument) -> Iterator[Complaint]:
    if not instrument.overall:
        return
    last = instrument.overall[-1]
    if last.band or last.at_least:
        yield Complaint(FILE, "overall", _("End with a rule that has an outcome and no band."))
    for rule in instrument.overall[:-1]:
        if not rule.band or rule.at_least < 1:
            yield Complaint(FILE, "overall", _("Give every rule but the last a band and a number."))
    for place, rule in enumerate(instrument.overall, 1):
        if not any(_given(instrument, section.id, rule) for section in instrument.sections):
            yield Complaint(
                FILE,
                f"overall.{place}",
                _("Change or remove this rule; an earlier one always wins."),
            )
    for outcome in instrument.outcomes:
        if outcome.id not in {rule.outcome for rule in instrument.overall}:
            yield Complaint(FILE, f"outcomes.{outcome.id}", _("Remove this; no rule gives it."))


def _given(instrument: Instrument, section: str, rule: OverallRule) -> bool:
    mix = _mildest(instrument, section, rule)
    return bool(mix) and rule_for(instrument, mix) is rule


def _mildest(instrument: Instrument, section: str, rule: OverallRule) -> dict[str, str]:
    """Bands by strand with which *rule* just holds in a section: if an earlier one holds with
    these, it holds with every other mix, too. Empty when *rule* cannot hold."""
    order = [band.id for band in instrument.bands]
    limit = order.index(rule.band) if rule.band else len(order)
    mix, could = {}, []
    for score in instrument.scores:
        places = sorted(order.index(band) for band in _bands_of(instrument, section, score))
        if places:
            mix[score.strand] = order[places[0]]
            weak = [place for place in places if place >= limit]
            could += [(weak[0], score.strand)] if weak else []
    chosen = sorted(could)[: rule.at_least]
    if len(chosen) < rule.at_least:
        return {}
    return mix | {strand: order[place] for place, strand in chosen}


def _bands_of(instrument: Instrument, section: str, score: Score) -> tuple[str, ...]:
    """The bands that a strand can be given in a section; empty where it has no items."""
    items = instrument.items_in(section, score.strand)
    if not items:
        return ()
    if score.rule == "entered":
        return tuple(
            sorted({b for item in items if isinstance(item, Choice) for b in item.options})
        )
    scale = scale_for(instrument, section, score.strand)
    return tuple(sorted({part.band for part in scale.ranges})) if scale else ()


def _bands(instrument: Instrument) -> Iterator[Complaint]:
    given = {part.band for scale in instrument.scales for part in scale.ranges}
    for item in instrument.items:
        given |= set(getattr(item, "options", ()))
    for band in instrument.bands:
        if band.id not in given:
            yield Complaint(FILE, f"bands.{band.id}", _("Remove this; no scale gives it."))


def _rescreen(instrument: Instrument) -> Iterator[Complaint]:
    named: set[str] = set()
    for place, rule in enumerate(instrument.rescreen, 1):
        if not 0 < rule.earliest_weeks <= rule.due_weeks:
            yield Complaint(
                FILE, f"rescreen.{place}", _("Let earliest_weeks come first, and not be 0.")
            )
        for outcome in sorted(named & set(rule.outcomes)):
            change = _("Leave {outcome} out; an earlier rule has it.").format(outcome=outcome)
            yield Complaint(FILE, f"rescreen.{place}", change)
        named |= set(rule.outcomes)


def _advice(instrument: Instrument) -> Iterator[Complaint]:
    """A pack that gives strategies leaves no outcome without one, in any section."""
    if not instrument.strategies:
        return
    for advice in instrument.strategies:
        if not advice.outcomes:
            yield Complaint(STRATEGIES, advice.id, _("Name the outcomes that it is for."))
    for outcome in instrument.outcomes:
        told = [a for a in instrument.strategies if outcome.id in a.outcomes and not a.strands]
        for section in instrument.sections:
            if not any(not advice.sections or section.id in advice.sections for advice in told):
                change = _("Add a strategy for every strand after this outcome ({section}).")
                yield Complaint(STRATEGIES, outcome.id, change.format(section=section.id))


def _repeat(instrument: Instrument) -> Iterator[Complaint]:
    if instrument.repeat is None:
        return
    for score in instrument.scores:
        if score.rule != "entered":
            change = _("Remove this; only bands typed from paper are screened downwards.")
            yield Complaint(FILE, "repeat", change)
    if len(instrument.sections) < 2:
        yield Complaint(FILE, "repeat", _("Remove this; there is no section below."))


def _missing(instrument: Instrument) -> Iterator[Complaint]:
    for score in instrument.scores:
        key = f"scores.{score.strand}.missing"
        if score.rule == "entered" and score.missing is not None:
            yield Complaint(FILE, key, _("Remove this; a band that is typed in is there or not."))
        how = score.missing or instrument.missing
        counts = [len(instrument.items_in(s.id, score.strand)) for s in instrument.sections]
        if isinstance(how, Prorate) and not 1 <= how.allow < max(counts, default=0):
            change = _("Let allow be at least 1 and fewer than the items of {strand}.")
            yield Complaint(FILE, key, change.format(strand=score.strand))
        if score.sem is not None and not score.sem > 0:
            yield Complaint(FILE, f"scores.{score.strand}.sem", _("Let it be more than 0."))
