"""The scores that a child can get at all."""

from elsec_app.instruments.answers import full_points
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Choice, Count, FreeNote
from elsec_app.instruments.rules import Scale, Score


def raw_limits(instrument: Instrument, section: str, score: Score) -> tuple[int, int]:
    """The least and the most raw points of a strand in a section."""
    items = [
        item
        for item in instrument.items_in(section, score.strand)
        if not isinstance(item, FreeNote | Choice)
    ]
    if score.rule == "count":
        return 0, len(items)
    least = sum(item.least for item in items if isinstance(item, Count))
    return least, sum(full_points(item) for item in items)


def measured_limits(
    instrument: Instrument, section: str, score: Score, scale: Scale
) -> tuple[int, int]:
    """The least and the most in the scale's own measure."""
    if scale.measure == "raw":
        return raw_limits(instrument, section, score)
    standards = [
        row.standard for table in instrument.norms if table.id == score.norms for row in table.rows
    ]
    return min(standards, default=0), max(standards, default=-1)
