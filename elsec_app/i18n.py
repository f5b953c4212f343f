"""The words a user sees, through gettext. British English is the source language.

To add a language: put ``resources/locale/<language>/LC_MESSAGES/elsec.mo`` in place.
"""

import gettext as _gettext
from gettext import gettext as _
from gettext import ngettext

from elsec_app.resources import resources

__all__ = ["_", "ngettext", "speak"]


def speak(language: str) -> None:
    """Use *language* (a code such as ``cy``) from now on; unknown codes leave the source."""
    catalogue = _gettext.translation(
        "elsec", resources() / "locale", languages=[language], fallback=True
    )
    catalogue.install(names=["ngettext"])
