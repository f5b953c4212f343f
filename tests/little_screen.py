"""A short screen for tests, with one item of every type. Its numbers are made up and mean nothing.

Built in memory, so that a journey does not depend on what the shipped packs ask today.
"""

from datetime import date

import msgspec

from elsec_app.instruments import rules
from elsec_app.instruments.definition import (
    Band,
    Instrument,
    Outcome,
    Section,
    Source,
    Strand,
)
from elsec_app.instruments.items import (
    Count,
    FreeNote,
    Item,
    Naming,
    Observed,
    Pointing,
    Rating,
    Repeat,
    SoundChecklist,
)

YOUNGER, OLDER = "36-47", "48-59"
BOTH = (YOUNGER, OLDER)
STRANDS = ("listening", "understanding", "talking", "sounds")


def observed(item: str, strand: str, prompt: str) -> Observed:
    return Observed(
        id=item,
        strand=strand,
        sections=BOTH,
        source="made-up",
        prompt=prompt,
        look_for=f"What to look for in {item}.",
        expectation="An expectation made up for tests.",
    )


LISTENING: tuple[Item, ...] = (
    observed("listening-1", "listening", "Looks when called by name"),
    observed("listening-2", "listening", "Stays with a story for a few minutes"),
    observed("listening-3", "listening", "Waits for a turn"),
    observed("listening-4", "listening", "Follows what two people say"),
)

EVERY_TYPE: tuple[Item, ...] = (
    Pointing(
        id="understanding-1",
        strand="understanding",
        sections=BOTH,
        source="made-up",
        prompt="Ask the child to point",
        say="Show me the dog.",
        pictures=("fish", "dog", "key", "cat"),
        target="dog",
    ),
    Rating(
        id="understanding-2",
        strand="understanding",
        sections=BOTH,
        source="made-up",
        prompt="Follows an instruction with two parts",
        look_for="Without a gesture from you.",
        expectation="An expectation made up for tests.",
    ),
    Naming(
        id="talking-1",
        strand="talking",
        sections=BOTH,
        source="made-up",
        prompt="What is this?",
        picture="dog",
        accept=("dog", "doggy"),
    ),
    Repeat(
        id="talking-2",
        strand="talking",
        sections=BOTH,
        source="made-up",
        prompt="Ask the child to say it after you",
        say="The big dog runs home.",
    ),
    Count(
        id="talking-3",
        strand="talking",
        sections=BOTH,
        source="made-up",
        prompt="How many words were in the longest sentence?",
        least=0,
        most=10,
    ),
    SoundChecklist(
        id="sounds-1",
        strand="sounds",
        sections=BOTH,
        source="made-up",
        prompt="Which sounds did you hear?",
        sounds=("p", "b", "m", "t", "d", "n", "ʃ", "θ"),
    ),
    FreeNote(
        id="sounds-2",
        strand="sounds",
        sections=BOTH,
        source="made-up",
        prompt="Anything else about how the child sounds?",
    ),
)

BANDS = (
    Band(
        id="on_track",
        label="On track",
        meaning="As expected.",
        recommendation="Go on as you do.",
        attention=False,
    ),
    Band(
        id="not_yet",
        label="Not yet",
        meaning="Some to come.",
        recommendation="Help in class.",
        attention=False,
    ),
    Band(
        id="closer_look",
        label="Needs a closer look",
        meaning="Much to come.",
        recommendation="Talk to the therapist.",
        attention=True,
    ),
)

OUTCOMES = (
    Outcome(
        id="universal",
        label="Universal offer",
        meaning="As expected.",
        recommendation="Good teaching.",
        attention=False,
        tier="universal",
    ),
    Outcome(
        id="specialist",
        label="Discuss with the therapist",
        meaning="Needs a look.",
        recommendation="Bring it to the review.",
        attention=True,
        tier="specialist",
    ),
)


def second_screen() -> Instrument:
    """Another screen for the same children: the four items of listening."""
    changed = {"id": "second-screen", "title": "Second screen", "hash": "0" * 63 + "2"}
    return msgspec.structs.replace(little_screen(LISTENING), **changed)


def little_screen(items: tuple[Item, ...] = (*LISTENING, *EVERY_TYPE)) -> Instrument:
    """Four items of listening, which stop after three in a row not yet seen, then every type."""
    strands = [name for name in STRANDS if any(item.strand == name for item in items)]
    return Instrument(
        format=1,
        id="little-screen",
        version="1.0",
        kind="administered",
        status="pilot",
        language="en-GB",
        languages=("en-GB",),
        title="Little screen",
        summary="For tests.",
        statement="Made up for tests. It is not standardised and has no norms.",
        publisher="tests",
        edition="1",
        licence="MIT",
        standardised=False,
        sources=(Source(id="made-up", title="Made up", checked=date(2026, 11, 1), own=True),),
        strands=tuple(Strand(id=name, name=name.capitalize()) for name in strands),
        sections=(
            Section(id=YOUNGER, name="36 to 47 months", from_months=36, to_months=48),
            Section(id=OLDER, name="48 to 59 months", from_months=48, to_months=60),
        ),
        items=items,
        scores=tuple(rules.Score(strand=name, rule="sum") for name in strands),
        scales=(
            rules.Scale(
                id="all",
                strands=tuple(strands),
                source="made-up",
                ranges=(
                    rules.Range(band="on_track", from_=3, to=None),
                    rules.Range(band="not_yet", from_=2, to=2),
                    rules.Range(band="closer_look", from_=None, to=1),
                ),
            ),
        ),
        bands=BANDS,
        outcomes=OUTCOMES,
        overall=(
            rules.OverallRule(outcome="specialist", band="closer_look", at_least=1),
            rules.OverallRule(outcome="universal"),
        ),
        stops=(rules.Stop(not_yet=3, strands=("listening",)),),
        cautions=(
            rules.Caution(when="hearing_not_checked", words="Hearing has not been checked."),
            rules.Caution(when="additional_language", words="English is not the only language."),
        ),
        rescreen=(
            rules.Rescreen(
                outcomes=("universal", "specialist"),
                earliest_weeks=12,
                due_weeks=26,
                sources=("made-up",),
            ),
        ),
        hash="0" * 63 + "1",
    )
