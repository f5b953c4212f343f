"""The proof of a pack. A pack with a complaint is never loaded."""

from collections.abc import Iterator

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
    found = [*strange_files(files), *source_complaints(instrument)]
    found += file_complaints(instrument, files)
    rules = list(name_complaints(instrument)) or list(rule_complaints(instrument))
    if not rules:
        found += golden_complaints(instrument, files)
    return tuple(sorted({*found, *rules}))


def rule_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """What is wrong with the rules of a pack whose names all lead somewhere."""
    yield from cover_complaints(instrument)
    yield from reach_complaints(instrument)
    yield from walk_complaints(instrument)
    yield from norm_complaints(instrument)
