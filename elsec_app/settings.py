"""Where this device keeps things, and how its user likes the screen. No child is named here."""

import os
from pathlib import Path
from typing import Literal

import msgspec

HOME_VARIABLE = "ELSEC_HOME"


class Preferences(msgspec.Struct, frozen=True):
    """``scale`` is the text size in per cent, 100 to 200."""

    theme: Literal["system", "light", "dark", "contrast"] = "system"
    scale: int = 100
    language: str = "en_GB"


class Folders(msgspec.Struct, frozen=True):
    """The application's own folder on this device, for one user of it."""

    home: Path

    @property
    def vault(self) -> Path:
        return self.home / "vault"

    @property
    def practice(self) -> Path:
        """Synthetic children only, wholly apart from the vault."""
        return self.home / "practice"

    @property
    def log(self) -> Path:
        return self.home / "elsec.log"


def folders() -> Folders:
    """``ELSEC_HOME`` where it is set, else the platform's place for a user's local data."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Folders(Path(chosen))
    from platformdirs import user_data_path

    return Folders(user_data_path("elsec-screening", appauthor=False, roaming=False))


def preferences(where: Folders) -> Preferences:
    """As last chosen; the defaults where nothing, or nothing readable, was."""
    try:
        return msgspec.json.decode((where.home / "preferences.json").read_bytes(), type=Preferences)
    except (OSError, msgspec.MsgspecError):
        return Preferences()


def keep_preferences(where: Folders, chosen: Preferences) -> None:
    where.home.mkdir(parents=True, exist_ok=True)
    (where.home / "preferences.json").write_bytes(msgspec.json.encode(chosen))
