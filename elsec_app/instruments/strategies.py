"""Everyday strategies: a library as data, for the universal offer and for targeted support."""

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.yaml_file import read_yaml
from elsec_app.resources import resources

Tier = Literal["universal", "targeted"]
Setting = Literal["nursery", "reception", "ks1", "home"]
TIERS: tuple[Tier, ...] = ("universal", "targeted")
HOME: Setting = "home"


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page whose advice a strategy follows, and the day somebody read it."""

    id: str
    title: str
    url: str
    checked: date


class Strategy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do on Monday: ``title`` says what, ``do`` how, ``notice`` how an adult sees
    that it works. What is for home speaks to a family.

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
    example: str
    notice: str
    basis: str


class StrategyLibrary(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Strategies for the ages ``from_months`` to ``to_months``; to be looked over again by
    ``review_due``."""

    format: Literal[1]
    id: str
    title: str
    language: str
    reviewed: date
    review_due: date
    from_months: int
    to_months: int
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
    from elsec_app.instruments.proof_strategies import complaints

    if found := tuple(sorted(complaints(path.name, library))):
        raise PackRefused(library.title, found)
    return library


def choose(
    library: StrategyLibrary,
    strand: str,
    months: int,
    tier: Tier | None = None,
    setting: Setting | None = None,
) -> tuple[Strategy, ...]:
    """The strategies of a strand that fit an age, in the library's order: those of *setting*, or
    without one all that are not for home alone."""
    return tuple(
        strategy
        for strategy in library.strategies
        if strategy.strand == strand
        and strategy.from_months <= months < strategy.to_months
        and tier in (None, strategy.tier)
        and (setting in strategy.settings if setting else strategy.settings != (HOME,))
    )
