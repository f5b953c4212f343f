"""The desk: an unlocked device, as everything above is handed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from elsec_app.instruments.definition import Instrument
from elsec_app.store import migrate, state, vault
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store
from elsec_app.store.header import Cost
from elsec_app.store.state import Identity

if TYPE_CHECKING:
    from elsec_app.instruments.referring.forms import Form
    from elsec_app.instruments.referring.rules import LocalRules
    from elsec_app.instruments.strategies import StrategyLibrary


@dataclass(frozen=True)
class Desk:
    """``who`` is empty before enrolment. ``instruments`` are the proven packs, by id."""

    store: Store
    who: Identity | None
    instruments: Mapping[str, Instrument]

    @property
    def actor(self) -> Actor:
        """Who acts here. ``LookupError`` before the device is enrolled."""
        if self.who is None:
            raise LookupError("this device is not enrolled")
        return self.who.actor()

    @cached_property
    def strategies(self) -> "StrategyLibrary":
        """The universal offer's library, read when a plan first needs it."""
        from elsec_app.instruments.strategies import load_strategies

        return load_strategies()

    @cached_property
    def forms(self) -> "Mapping[str, Form]":
        """The receiving services' forms by id, read when a referral first needs one."""
        from elsec_app.instruments.referring.forms import shipped_forms

        return {form.id: form for form in shipped_forms()}

    @cached_property
    def rules(self) -> "Mapping[str, LocalRules]":
        """The local rules by id, read as the forms are."""
        from elsec_app.instruments.referring.rules import shipped_rules

        return {rules.id: rules for rules in shipped_rules()}


def unlock(folder: Path, passphrase: str, instruments: Mapping[str, Instrument]) -> Desk:
    """Open the vault in *folder*. Raises ``WrongPassphrase``, ``StoreNewer``, ``StoreDamaged`` or
    ``StoreUnwritable``."""
    return _open(folder, vault.unlock(folder, passphrase), instruments)


def make(
    folder: Path,
    passphrase: str,
    instruments: Mapping[str, Instrument],
    *,
    recovery: bytes | None = None,
    cost: Cost | None = None,
) -> Desk:
    """Make a new vault in *folder* and open it. *recovery* is the service's public recovery key."""
    key = vault.create(folder, passphrase, recovery=recovery, cost=cost)
    return _open(folder, key, instruments)


def lock(held: Desk) -> None:
    """Close the store and overwrite its key: only the passphrase opens it again."""
    held.store.lock()


def _open(folder: Path, key: vault.Key, instruments: Mapping[str, Instrument]) -> Desk:
    store = migrate.current(folder, key)
    with store.reading() as connection:
        who = state.identity(connection)
    return Desk(store, who, instruments)
