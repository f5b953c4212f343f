"""What scoring returns. A value that can be kept, sent and printed as it is."""

from datetime import date

import msgspec

from elsec_app.instruments.context import Shown


class StrandResult(msgspec.Struct, frozen=True, kw_only=True):
    """One strand in one section.

    ``raw`` and ``possible`` are points; ``possible`` is 0 where a number was typed in from paper or
    an app, which has no "out of" here. ``raw`` is None when not computable; where items are
    ``missing`` and the band stands all the same, it is what was seen. ``standard`` is the norm
    table's score. ``unassigned``: the publisher gives this score no band, the practitioner decides.
    ``because`` is the rule that gave the band, in words; ``stopped`` why the strand ended early.
    """

    strand: str
    section: str
    raw: int | None
    possible: int
    band: str | None
    computable: bool
    because: str
    missing: int = 0
    standard: int | None = None
    prorated: bool = False
    unassigned: bool = False
    stopped: str = ""


class Overall(msgspec.Struct, frozen=True):
    """The outcome of the whole screen, or None with the reason why there is none."""

    outcome: str | None
    computable: bool
    because: str


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A scored screen. It names the pack that gave it, by ``pack`` (SHA-256), and no child.

    ``settled`` is the section in which the repeat rule's band was reached (recorded packs).
    """

    instrument: str
    version: str
    pack: str
    section: str
    age_months: int
    on: date
    complete: bool
    strands: tuple[StrandResult, ...]
    overall: Overall
    cautions: tuple[Shown, ...] = ()
    rescreen_from: date | None = None
    rescreen_due: date | None = None
    settled: str | None = None

    def strand(self, strand: str) -> StrandResult:
        """The strand's result in the first section; :class:`KeyError` when there is none."""
        for result in self.strands:
            if result.strand == strand:
                return result
        raise KeyError(strand)
