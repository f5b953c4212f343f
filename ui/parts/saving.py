"""A print as a file outside the store."""

from collections.abc import Callable
from pathlib import Path

from elsec_app.errors import StoreUnwritable
from elsec_app.i18n import _


def save(path: Path, make: Callable[[], bytes]) -> None:
    """What *make* gives, whole or not at all: a half-written print is never there under its name.

    Raises ``StoreUnwritable`` where the file cannot be written.
    """
    content = make()
    partial_file = path.with_name(f"{path.name}.part")
    try:
        partial_file.write_bytes(content)
        partial_file.replace(path)
    except OSError:
        raise StoreUnwritable(
            _("The file could not be saved there: choose another place.")
        ) from None
