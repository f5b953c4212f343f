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


def shown(strand: StrandResult) -> tuple[str, str]:
    """The tone and label that stand for a strand: the judgement's where there is one."""
    if strand.judgement:
        return strand.judgement_tone, strand.judgement_label
    return strand.tone, strand.label


def wants_attention(strand: StrandResult) -> bool:
    return strand.judgement_attention if strand.judgement else strand.attention


def _pool(strand: str, name: str, signed: list[Signed]) -> Pool:
    mine = [
        (one.child, result)
        for one in signed
        for result in one.body.strands
        if result.strand == strand and result.section == one.body.section
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
