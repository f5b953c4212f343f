"""A class's results counted together: strand by strand, and who shares a need."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from elsec_app.operations.people import ChildLine
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import StrandResult

TONES = ("track", "watch", "refer", "quiet")


class Pool(msgspec.Struct, frozen=True):
    """One strand of a class. ``counts`` holds (tone, label, children), strongest first."""

    strand: str
    name: str
    counts: tuple[tuple[str, str, int], ...]
    needing: tuple[ChildLine, ...]  # whose band, or judgement, wants attention
    known: int  # children with a band
    areas: tuple[str, ...] = ()  # of communication; none: the strand is one

    @property
    def share(self) -> float:
        """The part of the children with a band whose band wants attention, 0 to 1."""
        return len(self.needing) / self.known if self.known else 0.0


def pools(signed: Iterable[Signed]) -> tuple[Pool, ...]:
    """One pool per strand, in the order of the pack. A judgement counts before the pack's band."""
    found = list(signed)
    strands = {s.strand: s.name for one in found for s in one.body.strands}
    return tuple(_pool(strand, name, found) for strand, name in strands.items())


class Need(msgspec.Struct, frozen=True):
    """Children of one strand and band who want attention."""

    strand: str
    name: str
    tone: str
    band: str
    children: tuple[ChildLine, ...]


def needs(signed: Iterable[Signed]) -> tuple[Need, ...]:
    """Who shares a need: by strand in the order of the pack, then the band that needs most."""
    found: dict[tuple[str, str, str, str], list[ChildLine]] = {}
    every = list(signed)
    order = list(dict.fromkeys(s.strand for one in every for s in one.body.strands))
    for one in every:
        for part in one.body.strands:
            if part.section == one.body.section and wants_attention(part):
                key = (part.strand, part.name, *shown(part))
                found.setdefault(key, []).append(one.child)
    ranked = sorted(found, key=lambda key: (order.index(key[0]), -TONES.index(key[2]), key[3]))
    return tuple(Need(*key, tuple(found[key])) for key in ranked)


def shown(strand: StrandResult) -> tuple[str, str]:
    """The tone and label that stand for a strand: the judgement's where there is one."""
    if strand.judgement:
        return strand.judgement_tone, strand.judgement_label
    return strand.tone, strand.label


def wants_attention(strand: StrandResult) -> bool:
    return strand.judgement_attention if strand.judgement else strand.attention


def standing_for(strand: str, signed: Iterable[Signed]) -> StrandResult | None:
    """A child's result in *strand*, of all its screens: one that wants attention, else the first
    (``results.of_cohort`` has the latest first)."""
    found = [
        result
        for one in signed
        for result in one.body.strands
        if result.strand == strand and result.section == one.body.section
    ]
    return next(filter(wants_attention, found), next(iter(found), None))


def _pool(strand: str, name: str, signed: list[Signed]) -> Pool:
    each: dict[str, list[Signed]] = {}
    for one in signed:
        each.setdefault(one.child.id, []).append(one)
    mine = [
        (screens[0].child, result)
        for screens in each.values()
        if (result := standing_for(strand, screens)) is not None
    ]
    counted = Counter(shown(result) for _, result in mine)
    return Pool(
        strand,
        name,
        tuple(
            (tone, label, n)
            for (tone, label), n in sorted(
                counted.items(), key=lambda item: (TONES.index(item[0][0]), item[0][1])
            )
        ),
        tuple(child for child, result in mine if wants_attention(result)),
        sum(1 for _, result in mine if shown(result)[0] != "quiet"),
        next((result.areas for _, result in mine), ()),
    )
