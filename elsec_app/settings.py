"""Where this device keeps things, and how its user likes the screen. No child is named here.

Read before the first paint, so of named tuples and plain lines: msgspec would cost it 25 ms,
``tomllib`` 8, ``json`` 4.
"""

import os
from pathlib import Path
from typing import NamedTuple

from elsec_app import plain_toml

HOME_VARIABLE = "ELSEC_HOME"
NAME = "preferences.toml"
LEAST, MOST = 100, 200  # text size, per cent
_THEMES = ("system", "light", "dark", "contrast")


class Preferences(NamedTuple):
    """*theme* is ``system``, ``light``, ``dark`` or ``contrast``; *scale* the text size in per
    cent, 100 to 200."""

    theme: str = "system"
    scale: int = 100
    language: str = "en_GB"


class Folders(NamedTuple):
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
    def handed_over(self) -> Path:
        """There while the screen is in a child's hands, see ``operations.handing``."""
        return self.home / "handed-over"

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
        return _checked(Preferences(**plain_toml.read(where.home / NAME)))
    except (OSError, ValueError, TypeError):
        return Preferences()


def keep_preferences(where: Folders, chosen: Preferences) -> None:
    """Raises OSError when the folder cannot be written."""
    where.home.mkdir(parents=True, exist_ok=True)
    theme, scale, language = _checked(chosen)
    words = f'theme = "{theme}"\nscale = {scale}\nlanguage = "{language}"\n'
    (where.home / NAME).write_text(words, encoding="utf-8")


def _checked(chosen: Preferences) -> Preferences:
    """*chosen* itself. ValueError outside what the screen can show."""
    theme, scale, language = (value for value in chosen)
    fits = isinstance(scale, int) and LEAST <= scale <= MOST and isinstance(language, str)
    if not fits or theme not in _THEMES or not str(language).isidentifier():
        raise ValueError(chosen)
    return chosen
