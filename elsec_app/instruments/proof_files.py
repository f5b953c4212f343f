"""The files of a pack: every language whole, every picture and recording there and licensed."""

from collections.abc import Iterator

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN, MOST_LANGUAGES, Files, inside, strings_file
from elsec_app.instruments.items import Naming, Pointing, SoundChecklist
from elsec_app.instruments.media import PICTURES, RECORDINGS, fault_in, suffix
from elsec_app.instruments.reading import read_pack


def file_complaints(instrument: Instrument, files: Files) -> Iterator[Complaint]:
    """Words missing in another language, files that nothing lists, media without a licence."""
    listed = {strings_file(language) for language in instrument.languages}
    for file in inside(files, "strings"):
        if file not in listed:
            change = _("List this language in instrument.yaml, or remove the file.")
            yield Complaint(file, "", change)
    recordings = _recordings(instrument)
    for language in instrument.languages[:MOST_LANGUAGES]:
        if language != instrument.language:
            other, faults = read_pack(files, language)
            yield from faults
            recordings |= _recordings(other) if other else set()
    yield from _media(instrument, files, recordings)


def _recordings(instrument: Instrument) -> set[str]:
    return {item.recording for item in instrument.items if item.recording}


def _media(instrument: Instrument, files: Files, recordings: set[str]) -> Iterator[Complaint]:
    licensed = {picture.id for picture in instrument.pictures}
    present = {name.removeprefix("media/") for name in inside(files, "media")}
    one = (item for item in instrument.items if isinstance(item, Naming | SoundChecklist))
    shown = {item.picture for item in one if item.picture}
    shown |= {p for item in instrument.items if isinstance(item, Pointing) for p in item.pictures}
    for name in sorted((shown | recordings | licensed) - present):
        yield Complaint(f"media/{name}", "", _("Add this file; the pack names it."))
    for name in sorted((shown | recordings | present) - licensed):
        yield Complaint(MAIN, f"pictures.{name}", _("State whose it is and its licence."))
    for name in sorted(present - shown - recordings):
        yield Complaint(f"media/{name}", "", _("Remove this file; no item shows or plays it."))
    for names, kinds in ((shown, PICTURES), (recordings, RECORDINGS)):
        for name in sorted(name for name in names if suffix(name) not in kinds):
            change = _("Use a file of one of these kinds: {kinds}.").format(kinds=", ".join(kinds))
            yield Complaint(f"media/{name}", "", change)
    for name in sorted(present):
        if change := fault_in(name, files[f"media/{name}"]):
            yield Complaint(f"media/{name}", "", change)
