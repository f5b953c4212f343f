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
from elsec_app.instruments.proof_walk import walk_complaints


def complaints(instrument: Instrument, files: Files) -> tuple[Complaint, ...]:
    """Everything that is wrong with a pack that can be read, in order of file and key.

    Names come first: the rules have no meaning while one leads nowhere. Golden cases come last:
    they have none while a rule is wrong. Words, media and sources stop nothing.
    """
    named = list(name_complaints(instrument))
    found = [*strange_files(files), *source_complaints(instrument)]
    found += file_complaints(instrument, files)
    rules = named or _rules(instrument)
    if not rules:
        found += golden_complaints(instrument, files)
    return tuple(sorted({*found, *rules}))


def _rules(instrument: Instrument) -> list[Complaint]:
    return [
        *cover_complaints(instrument),
        *reach_complaints(instrument),
        *walk_complaints(instrument),
        *norm_complaints(instrument),
    ]
