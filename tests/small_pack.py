"""A small instrument for tests of everything but instruments: two ages, two strands, four items."""

from datetime import date

from elsec_app.instruments.definition import (
    Band,
    Instrument,
    Outcome,
    Section,
    Source,
    Strand,
)
from elsec_app.instruments.items import Observed
from elsec_app.instruments.rules import Caution, OverallRule, Range, Rescreen, Scale, Score

STRANDS = ("understanding", "talking")


def small_pack(status: str = "pilot", pack_hash: str = "a" * 64) -> Instrument:
    """Ages 3;0 to 4;11. Two of two seen is ``secure``, one ``developing``, none ``emerging``."""
    return Instrument(
        format=1,
        id="small",
        version="1",
        kind="administered",
        status=status,  # type: ignore[arg-type]
        language="en-GB",
        languages=("en-GB",),
        title="Small screen",
        summary="For tests.",
        statement="Not standardised.",
        publisher="Tests",
        edition="1",
        licence="MIT",
        standardised=False,
        sources=(Source(id="own", title="Our own", checked=date(2026, 11, 1), own=True),),
        strands=tuple(Strand(id=s, name=s.capitalize()) for s in STRANDS),
        sections=(
            Section(id="s3", name="3;0 to 3;11", from_months=36, to_months=48),
            Section(id="s4", name="4;0 to 4;11", from_months=48, to_months=60),
        ),
        items=tuple(
            Observed(
                id=f"{strand[0]}{number}",
                strand=strand,
                sections=("s3", "s4"),
                source="own",
                prompt=f"Does the child {strand} {number}?",
            )
            for strand in STRANDS
            for number in (1, 2)
        ),
        scores=tuple(Score(strand=s, rule="sum") for s in STRANDS),
        scales=(
            Scale(
                id="all",
                strands=STRANDS,
                source="own",
                ranges=(
                    Range(band="secure", from_=2, to=None),
                    Range(band="developing", from_=1, to=1),
                    Range(band="emerging", from_=None, to=0),
                ),
            ),
        ),
        bands=tuple(
            Band(
                id=name,
                label=name.capitalize(),
                meaning=f"It is {name}.",
                recommendation="Go on.",
                attention=name != "secure",
            )
            for name in ("secure", "developing", "emerging")
        ),
        outcomes=(
            Outcome(
                id="fine",
                label="On track",
                meaning="Fine.",
                recommendation="Go on.",
                attention=False,
                tier="universal",
            ),
            Outcome(
                id="look",
                label="Look closer",
                meaning="Look.",
                recommendation="Look.",
                attention=True,
                tier="targeted",
            ),
        ),
        overall=(
            OverallRule(outcome="look", band="emerging", at_least=1),
            OverallRule(outcome="fine"),
        ),
        cautions=(Caution(when="hearing_not_checked", words="Hearing has not been checked."),),
        rescreen=(Rescreen(outcomes=("look",), earliest_weeks=12, due_weeks=16, sources=("own",)),),
        hash=pack_hash,
    )
