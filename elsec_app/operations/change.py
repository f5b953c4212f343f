"""Change between two signed results of one child: only within one tool and edition.

A band that moved is said as it is. A score that moved is weighed against the pack's own standard
error of measurement; where the pack states none, nobody can tell.
"""

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.scoring import real_change
from elsec_app.operations.pooled import shown
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Screening, StrandResult


class StrandChange(msgspec.Struct, frozen=True):
    """One strand then and now. ``moved``: the band that stands is another; none: cannot tell.
    ``band`` and ``score`` are sentences; ``score`` is empty where there is no score."""

    strand: str
    name: str
    moved: bool | None
    band: str
    score: str = ""


class Change(msgspec.Struct, frozen=True):
    """Two results of a child. ``apart`` says why they cannot be compared; empty if they can.
    ``caution`` says what nobody can tell from the scores."""

    earlier: Signed
    later: Signed
    apart: str
    strands: tuple[StrandChange, ...] = ()
    caution: str = ""


def compare(earlier: Signed, later: Signed, pack: Instrument | None) -> Change:
    """What changed from *earlier* to *later*. *pack* is the tool they were made with, if held."""
    apart = _apart(earlier, later)
    if apart:
        return Change(earlier, later, apart)
    held = pack if pack is not None and pack.hash == later.instrument_hash else None
    before = _by_strand(earlier.body)
    strands = tuple(
        _strand(before[strand], now, held)
        for strand, now in _by_strand(later.body).items()
        if strand in before
    )
    unknown = [one for one in strands if one.score and _least(held, one.strand) is None]
    return Change(earlier, later, "", strands, _cannot_tell() if unknown else "")


def series(found: tuple[Signed, ...], pack: Instrument | None, at: str) -> tuple[Change, ...]:
    """Every earlier result of a child beside the one called *at*, newest first."""
    now = next(one for one in found if one.id == at)
    return tuple(
        compare(one, now, pack)
        for one in found
        if one.id != at and not one.superseded and _when(one) < _when(now)
    )


def _when(signed: Signed) -> tuple[str, str]:
    return signed.body.tested_on.isoformat(), signed.body.signed.at


def _apart(earlier: Signed, later: Signed) -> str:
    if earlier.body.instrument != later.body.instrument:
        return _("Another tool: its bands are not compared with these.")
    if earlier.instrument_hash != later.instrument_hash:
        return _("Another edition of the tool: its bands are not compared with these.")
    return ""


def _by_strand(body: Screening) -> dict[str, StrandResult]:
    """The results in the section for the child's age; a lower section was only a further try."""
    return {one.strand: one for one in body.strands if one.section == body.section}


def _strand(before: StrandResult, now: StrandResult, pack: Instrument | None) -> StrandChange:
    was, became = shown(before)[1], shown(now)[1]
    if not (was and became):
        return StrandChange(now.strand, now.name, None, _("Cannot tell: a band is missing."))
    if was == became:
        said = _("Still “{band}”.").format(band=became)
    else:
        said = _("Moved from “{was}” to “{now}”.").format(was=was, now=became)
    return StrandChange(now.strand, now.name, was != became, said, _score(before, now, pack))


def _score(before: StrandResult, now: StrandResult, pack: Instrument | None) -> str:
    points = _points(before, now)
    if points is None:
        return ""
    was, became = points
    said = _("{was} points, then {now}").format(was=was, now=became)
    least = _least(pack, now.strand)
    if least is None:
        return _("{scores}.").format(scores=said)
    if abs(became - was) > least:
        return _("{scores}: more than measurement error ({least:.1f}).").format(
            scores=said, least=least
        )
    return _("{scores}: within measurement error ({least:.1f}).").format(scores=said, least=least)


def _least(pack: Instrument | None, strand: str) -> float | None:
    return real_change(pack, strand) if pack is not None else None


def _cannot_tell() -> str:
    return _(
        "The tool states no measurement error, so one cannot tell whether a score has changed by"
        " more than chance."
    )


def _points(before: StrandResult, now: StrandResult) -> tuple[int, int] | None:
    """Scores that mean the same: by a norm table, or raw within one age section."""
    if before.standard is not None and now.standard is not None:
        return before.standard, now.standard
    if before.standard is not None or now.standard is not None or before.section != now.section:
        return None
    if before.raw is None or now.raw is None or before.possible != now.possible:
        return None
    return before.raw, now.raw
