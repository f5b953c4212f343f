"""Whether this program can rehearse at all: a packaged one carries no centre."""

import sys
from importlib.util import find_spec

from elsec_app.errors import WrongUse
from elsec_app.i18n import _


def need_centre() -> None:
    """``WrongUse`` where the centre's parts are not installed."""
    if getattr(sys, "frozen", False) or find_spec("psycopg") is None:
        raise WrongUse(
            _("This program carries no centre, so it cannot do that: run it from the source.")
        )
