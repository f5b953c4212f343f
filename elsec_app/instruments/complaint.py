"""A fault in a pack, as its author needs to hear it."""

import msgspec

from elsec_app.errors import InstrumentProblem
from elsec_app.i18n import _, ngettext


class Complaint(msgspec.Struct, frozen=True, order=True):
    """``file`` in the pack, ``key`` inside the file, and what to ``change``, in one sentence."""

    file: str
    key: str
    change: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.key}" if self.key else self.file
        return f"{where}: {self.change}"


class PackRefused(InstrumentProblem):
    """A pack with at least one complaint. All of them are in ``complaints``."""

    code = "pack-refused"

    def __init__(self, name: str, complaints: tuple[Complaint, ...]) -> None:
        count = len(complaints)
        sentence = ngettext(
            "The instrument {name} was not loaded: {first}",
            "The instrument {name} was not loaded, for {count} reasons. The first: {first}",
            count,
        ).format(name=name, count=count, first=complaints[0])
        super().__init__(sentence)
        self.complaints = complaints


def missing_words(file: str, key: str) -> Complaint:
    """The complaint for a word that the strings file does not give."""
    return Complaint(file, key, _("Write these words; they are missing or empty."))
