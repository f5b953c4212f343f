"""The files of a pack: every language whole, every picture there and licensed."""

from collections.abc import Iterator
from pathlib import Path

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Naming, Pointing, SoundChecklist
from elsec_app.instruments.reading import MAIN, read_pack, strings_file


def file_complaints(instrument: Instrument, folder: Path) -> Iterator[Complaint]:
    """Words missing in another language, files that nothing lists, pictures without a licence."""
    if folder.parent.name != instrument.id or folder.name != instrument.version:
        yield Complaint(
            MAIN,
            "id",
            _("Name the folder {id}/{version}, as the pack calls itself.").format(
                id=instrument.id, version=instrument.version
            ),
        )
    listed = {strings_file(language) for language in instrument.languages}
    present = {f"strings/{path.name}" for path in (folder / "strings").glob("*.yaml")}
    for file in sorted(present - listed):
        yield Complaint(file, "", _("List this language in instrument.yaml, or remove the file."))
    for language in instrument.languages:
        if language != instrument.language:
            yield from read_pack(folder, language)[1]
    yield from _pictures(instrument, folder)


def _pictures(instrument: Instrument, folder: Path) -> Iterator[Complaint]:
    licensed = {picture.id for picture in instrument.pictures}
    present = {path.name for path in (folder / "media").glob("*") if path.is_file()}
    one = (item for item in instrument.items if isinstance(item, Naming | SoundChecklist))
    shown = {item.picture for item in one if item.picture}
    shown |= {p for item in instrument.items if isinstance(item, Pointing) for p in item.pictures}
    for name in sorted((shown | licensed) - present):
        yield Complaint(f"media/{name}", "", _("Add this picture; the pack shows it."))
    for name in sorted((shown | present) - licensed):
        yield Complaint(MAIN, f"pictures.{name}", _("State whose picture it is and its licence."))
