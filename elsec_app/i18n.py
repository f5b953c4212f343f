"""The words a user sees, through gettext. British English is the source language.

To add a language: put ``resources/locale/<language>/LC_MESSAGES/elsec.mo`` in place.
"""

import gettext

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
    """Use *language* (a code such as ``cy``) from now on; an unknown code means the source."""
    _Voice.catalogue = gettext.translation(
        "elsec", resources() / "locale", languages=[language], fallback=True
    )
