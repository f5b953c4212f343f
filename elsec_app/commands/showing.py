"""A pack in lines that a clinical lead can read beside the manual."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsec_app.instruments.definition import Instrument
    from elsec_app.instruments.rules import Scale

HEADLINE = ("id", "version", "kind", "status", "title", "standardised", "licence", "hash")


def headline(pack: "Instrument") -> dict[str, object]:
    """What tells one pack from another."""
    return {name: getattr(pack, name) for name in HEADLINE}


def lines(pack: "Instrument") -> Iterator[str]:
    """All of a pack but its items' words: ages, strands, bands, outcomes, rules and sources."""
    for key, value in headline(pack).items():
        yield f"{key}: {value}"
    yield from ("", pack.statement, "", "Ages")
    for section in pack.sections:
        asked = [
            f"{strand.name} {len(items)}"
            for strand in pack.strands
            if (items := pack.items_in(section.id, strand.id))
        ]
        yield f"  {section.name}: {len(pack.items_in(section.id))} items ({', '.join(asked)})"
    yield from ("", "Bands")
    for scale in pack.scales:
        ages = [pack.section(section).name for section in scale.sections]
        where = ", ".join(scale.strands) + f" at {', '.join(ages)}" * bool(ages)
        yield f"  {where}: {_ranges(pack, scale)} [{scale.source}]"
    for band in pack.bands:
        yield f"  {band.label}: {band.meaning}"
    yield from ("", "Outcomes, the first that holds")
    for rule in pack.overall:
        when = f"{rule.at_least} or more in {pack.band(rule.band).label}" if rule.band else "else"
        outcome = pack.outcome(rule.outcome)
        yield f"  {outcome.label} ({outcome.tier}): {when}"
    yield from ("", "Sources")
    for source in pack.sources:
        where = source.url or source.edition or "own rule"
        yield f"  {source.id}: {source.title}; {where}; {source.checked}"


def _ranges(pack: "Instrument", scale: "Scale") -> str:
    told = [(part.from_, part.to, pack.band(part.band).label) for part in scale.ranges]
    told += [(hole.from_, hole.to, "no band from the publisher") for hole in scale.unassigned]
    return "; ".join(
        f"{'…' if least is None else least} to {'…' if most is None else most} {label}"
        for least, most, label in told
    )
