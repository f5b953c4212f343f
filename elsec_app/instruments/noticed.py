"""Whether a pack's proof and golden cases notice every slip of the pen."""

from collections.abc import Iterator, Sequence

import msgspec

from elsec_app.instruments.csv_file import Row, read_csv
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import GOLDEN, Files
from elsec_app.instruments.golden import case_complaints
from elsec_app.instruments.proof import rule_complaints
from elsec_app.instruments.proof_names import name_complaints
from elsec_app.instruments.proof_sources import source_complaints
from elsec_app.instruments.slips import Pack, plain, slips
from elsec_app.instruments.words import NEEDED


class Guarded(msgspec.Struct, frozen=True):
    """How many slips were tried, and those that nothing noticed."""

    tried: int
    unnoticed: tuple[str, ...]


def guarded(instrument: Instrument, files: Files, *, every_item: bool = True) -> Guarded:
    """Try every slip on a proven pack."""
    _heads, rows, _faults = read_csv(files, GOLDEN)
    whole = plain(instrument)
    tried, unnoticed = 0, []
    for slip in slips(instrument, every_item=every_item):
        tried += 1
        if not _noticed(whole, slip.pack, rows):
            unnoticed.append(slip.what)
    return Guarded(tried, tuple(unnoticed))


def _noticed(whole: Pack, slipped: Pack, rows: Sequence[Row]) -> bool:
    if any(_ids(whole, group) != _ids(slipped, group) for group in NEEDED):
        return True  # the words are left over, or lacking
    try:
        instrument = msgspec.convert(whole | slipped, Instrument)
    except msgspec.ValidationError:
        return True
    return any(True for _complaint in _complaints(instrument, rows))


def _ids(pack: Pack, group: str) -> set[str]:
    return {str(part.get("id") or part.get("when")) for part in pack[group]}


def _complaints(instrument: Instrument, rows: Sequence[Row]) -> Iterator[object]:
    """As the proof of a pack, the quick parts first, and no further than the first complaint."""
    named = next(name_complaints(instrument), None)
    if named is not None:
        yield named
        return
    yield from rule_complaints(instrument)
    yield from source_complaints(instrument)
    yield from case_complaints(instrument, rows)
