"""Everyday strategies: a library as data, for the universal offer and for targeted support."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.yaml_file import read_yaml
from elsec_app.resources import resources

Tier = Literal["universal", "targeted"]
Setting = Literal["early_years", "primary"]


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page whose advice a strategy follows, and the day somebody read it."""

    id: str
    title: str
    url: str
    checked: date


class Strategy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do on Monday. ``notice`` is how an adult sees that it works.

    Ages are completed months, ``from_months`` included, ``to_months`` not.
    """

    id: str
    strand: str
    tier: Tier
    settings: tuple[Setting, ...]
    from_months: int
    to_months: int
    title: str
    do: str
    notice: str
    basis: str


class StrategyLibrary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A library of an area, or the shipped one; to be looked over again by ``review_due``."""

    format: Literal[1]
    id: str
    title: str
    language: str
    reviewed: date
    review_due: date
    sources: tuple[Basis, ...]
    strategies: tuple[Strategy, ...]

    def strategy(self, strategy: str) -> Strategy:
        """The strategy of that id; :class:`KeyError` when there is none."""
        for found in self.strategies:
            if found.id == strategy:
                return found
        raise KeyError(strategy)

    def basis(self, strategy: Strategy) -> Basis:
        """The source that a strategy follows."""
        return next(source for source in self.sources if source.id == strategy.basis)


def load_strategies(file: Path | None = None) -> StrategyLibrary:
    """The library in *file*, or the shipped one. Raises :class:`PackRefused` with all faults."""
    path = file or resources() / "strategies" / "universal-offer.yaml"
    files = {path.name: path.read_bytes()} if path.is_file() else {}
    content, faults = read_yaml(files, path.name)
    if faults:
        raise PackRefused(path.name, tuple(faults))
    try:
        library = msgspec.convert(content, StrategyLibrary)
    except msgspec.ValidationError as fault:
        problem, _sep, key = str(fault).partition(" - at `$.")
        raise PackRefused(
            path.name, (Complaint(path.name, key.rstrip("`"), f"{problem}."),)
        ) from fault
    if found := tuple(sorted(_complaints(path.name, library))):
        raise PackRefused(library.title, found)
    return library


def choose(
    library: StrategyLibrary,
    strand: str,
    months: int,
    tier: Tier | None = None,
    setting: Setting | None = None,
) -> tuple[Strategy, ...]:
    """The strategies of a strand that fit an age, in the library's order."""
    return tuple(
        strategy
        for strategy in library.strategies
        if strategy.strand == strand
        and strategy.from_months <= months < strategy.to_months
        and tier in (None, strategy.tier)
        and (setting is None or setting in strategy.settings)
    )


def _complaints(file: str, library: StrategyLibrary) -> Iterator[Complaint]:
    sources = {source.id for source in library.sources}
    for name, times in Counter(strategy.id for strategy in library.strategies).items():
        if times > 1:
            yield Complaint(file, name, _("Give each strategy an id of its own."))
    for strategy in library.strategies:
        for change in _changes(strategy, sources):
            yield Complaint(file, strategy.id, change)
    for source in library.sources:
        if not source.url.startswith(("https://", "http://")):
            yield Complaint(file, source.id, _("Give the source's web address."))
    if library.review_due <= library.reviewed:
        yield Complaint(file, "review_due", _("Set the next review after the last one."))


def _changes(strategy: Strategy, sources: set[str]) -> Iterator[str]:
    if strategy.basis not in sources:
        yield _("Name a basis that is among the sources.")
    if not 0 <= strategy.from_months < strategy.to_months:
        yield _("Let from_months be less than to_months.")
    if not strategy.settings:
        yield _("Name at least one kind of setting.")
    if not (strategy.title.strip() and strategy.do.strip() and strategy.notice.strip()):
        yield _("Write its title, what to do and what to notice.")
