"""The words a user sees, through gettext. British English is the source language.

To add a language: put ``resources/locale/<language>/LC_MESSAGES/elsec.mo`` in place.
"""

import gettext
from pathlib import Path

from elsec_app.resources import resources


class _Voice:
    """The one language of this process, as gettext has it too."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """*message* in the language now spoken."""
    return _Voice.catalogue.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """*one* or *many*, as the language now spoken counts *n*."""
    return _Voice.catalogue.ngettext(one, many, n)


def speak(language: str) -> None:
    """Use *language* (a code such as ``cy`` or ``cy_GB``) from now on; one that is not there means
    the source."""
    found = [mo for mo in map(_catalogue, (language, language.partition("_")[0])) if mo.exists()]
    _Voice.catalogue = _read(found[0]) if found else gettext.NullTranslations()


# gettext's own search for the file imports ``locale``, which costs the start 6 ms.
def _catalogue(language: str) -> Path:
    return resources() / "locale" / language / "LC_MESSAGES" / "elsec.mo"


def _read(file: Path) -> gettext.GNUTranslations:
    with file.open("rb") as opened:
        return gettext.GNUTranslations(opened)
