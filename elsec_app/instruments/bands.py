"""From a raw score to a band: the norm table where there is one, then the scale."""

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.ages import Age
from elsec_app.instruments.definition import Instrument, NormTable
from elsec_app.instruments.rules import Hole, Range, Scale, Score


class Placed(msgspec.Struct, frozen=True):
    """A raw score where it lands: its ``range``, or the publisher's ``hole``, or neither."""

    raw: int
    standard: int | None
    range: Range | None
    hole: Hole | None

    @property
    def band(self) -> str | None:
        """The band's id, or None."""
        return self.range.band if self.range else None


def scale_for(instrument: Instrument, section: str, strand: str) -> Scale | None:
    """The scale that bands a strand in a section."""
    return next(iter(instrument.scales_in(section, strand)), None)


def place(instrument: Instrument, section: str, rule: Score, raw: int, age: Age) -> Placed:
    """Where *raw* lands for a child of that age."""
    scale = scale_for(instrument, section, rule.strand)
    standard = _standard(instrument.norms, rule.norms, raw, age) if rule.norms else None
    measured = standard if scale and scale.measure == "standard" else raw
    if scale is None or measured is None:
        return Placed(raw, standard, None, None)
    for part in scale.ranges:
        if within(measured, part.from_, part.to):
            return Placed(raw, standard, part, None)
    for hole in scale.unassigned:
        if within(measured, hole.from_, hole.to):
            return Placed(raw, standard, None, hole)
    return Placed(raw, standard, None, None)


def within(number: int, least: int | None, most: int | None) -> bool:
    """Whether *number* lies between the two, both inclusive; None is no limit."""
    return (least is None or number >= least) and (most is None or number <= most)


def band_words(instrument: Instrument, placed: Placed, possible: int) -> str:
    """The band, and the range that gave it, in words."""
    if placed.range is None:
        if placed.hole is None:
            return _("no band, because the table has no value for it.")
        return _("the publisher gives this score no band; decide, and say why.")
    return _("“{band}”, because {range} counts as that here.").format(
        band=instrument.band(placed.range.band).label, range=_range_words(placed.range, possible)
    )


def _range_words(within_range: Range, possible: int) -> str:
    least, most = within_range.from_, within_range.to
    if least is not None and least == most:
        return str(least)
    if most is None or (most >= possible and least):
        return _("{least} or more").format(least=least)
    if not least:
        return _("fewer than {limit}").format(limit=most + 1)
    return _("{least} to {most}").format(least=least, most=most)


def _standard(tables: tuple[NormTable, ...], name: str, raw: int, age: Age) -> int | None:
    for table in tables:
        if table.id == name:
            for row in table.rows:
                if row.from_months <= age.months < row.to_months and within(
                    raw, row.raw_from, row.raw_to
                ):
                    return row.standard
    return None
