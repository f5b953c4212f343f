"""What is wrong with a library of strategies, all at once."""

from collections import Counter
from collections.abc import Iterator

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.reading_age import AIM, MOST, reading_age
from elsec_app.instruments.strategies import (
    HOME,
    TIERS,
    Setting,
    Strategy,
    StrategyLibrary,
    Tier,
    choose,
)


def complaints(file: str, library: StrategyLibrary) -> Iterator[Complaint]:
    """Each thing to change in *library*, told as of *file*."""
    sources = {source.id for source in library.sources}
    for name, times in Counter(strategy.id for strategy in library.strategies).items():
        if times > 1:
            yield Complaint(file, name, _("Give each strategy an id of its own."))
    yield from _alike(file, library)
    for strategy in library.strategies:
        for change in changes(strategy):
            yield Complaint(file, strategy.id, change)
        if strategy.basis not in sources:
            yield Complaint(file, strategy.id, _("Name a basis that is among the sources."))
    for source in library.sources:
        if not source.url.startswith(("https://", "http://")):
            yield Complaint(file, source.id, _("Give the source's web address."))
    if library.review_due <= library.reviewed:
        yield Complaint(file, "review_due", _("Set the next review after the last one."))
    yield from _gaps(file, library)


def changes(strategy: Strategy) -> Iterator[str]:
    """What to change in one strategy, whatever stands beside it."""
    if not 0 <= strategy.from_months < strategy.to_months:
        yield _("Let from_months be less than to_months.")
    if not strategy.settings:
        yield _("Name at least one kind of setting.")
    if HOME in strategy.settings and len(strategy.settings) > 1:
        yield _("Write a strategy of its own for home: it speaks to a family.")
    if not all(text.strip() for text in _texts(strategy)):
        yield _("Write its title, what to do, an example and what to notice.")
    most = AIM if HOME in strategy.settings else MOST
    if (age := reading_age(spoken(strategy))) > most:
        yield _(
            "Use shorter words and sentences: it reads at age {age}, and {most} is most."
        ).format(age=round(age, 1), most=most)


def spoken(strategy: Strategy) -> str:
    """All that is read of a strategy, as sentences."""
    return " ".join(text if text[-1:] in ".!?…”" else text + "." for text in _texts(strategy))


def _texts(strategy: Strategy) -> tuple[str, ...]:
    return (strategy.title, strategy.do, strategy.example, strategy.notice)


def _alike(file: str, library: StrategyLibrary) -> Iterator[Complaint]:
    """What is said by two strategies to the same readers, in the same words."""
    for field in ("title", "do"):
        first: dict[tuple[bool, str], str] = {}
        for one in library.strategies:
            said = (HOME in one.settings, getattr(one, field).strip().casefold())
            other = first.setdefault(said, one.id)
            if other != one.id:
                yield Complaint(
                    file, one.id, _("Say it once: {other} says the same.").format(other=other)
                )


def _gaps(file: str, library: StrategyLibrary) -> Iterator[Complaint]:
    """Something for each strand at each age: for all, for some, and at home."""
    asked: list[tuple[Tier, Setting | None, str]] = [(tier, None, tier) for tier in TIERS]
    asked.append(("universal", HOME, HOME))
    ends = {library.from_months} | {strategy.to_months for strategy in library.strategies}
    ages = sorted(age for age in ends if library.from_months <= age < library.to_months)
    for strand in dict.fromkeys(strategy.strand for strategy in library.strategies):
        for tier, setting, name in asked:
            lacks = (m for m in ages if not choose(library, strand, m, tier, setting))
            if (months := next(lacks, None)) is not None:
                what = _("Add a strategy ({kind}) for the age of {n} months.")
                yield Complaint(file, strand, what.format(kind=name, n=months))
