"""The proof of a pack. A pack with a complaint is never loaded."""

from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import Files, strange_files
from elsec_app.instruments.golden import golden_complaints
from elsec_app.instruments.norms import norm_complaints
from elsec_app.instruments.proof_cover import cover_complaints
from elsec_app.instruments.proof_files import file_complaints
from elsec_app.instruments.proof_names import name_complaints
from elsec_app.instruments.proof_reach import reach_complaints
from elsec_app.instruments.proof_sources import source_complaints


def complaints(instrument: Instrument, files: Files) -> tuple[Complaint, ...]:
    """Everything that is wrong with a pack that can be read, in order of file and key.

    Names come first: the other proofs follow them, and have no meaning while one leads nowhere.
    Golden cases come last: they have none while a rule is wrong. Words and media stop nothing.
    """
    found = [
        *strange_files(files),
        *name_complaints(instrument),
        *source_complaints(instrument),
        *file_complaints(instrument, files),
    ]
    if not any(complaint.file == "instrument.yaml" for complaint in found):
        found += cover_complaints(instrument)
        found += reach_complaints(instrument)
        found += norm_complaints(instrument)
    if all(complaint.file.startswith(("strings/", "media/")) for complaint in found):
        found += golden_complaints(instrument, files)
    return tuple(sorted(found))
