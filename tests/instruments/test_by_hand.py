"""The engine against the loop that was written by hand for one screen: the same bands, always."""

from elsec_app.instruments.scoring import score
from tests.bench.scoring import BORN, ON, SECTION, by_hand, sets

from .shelf import shipped_pack


def test_the_engine_and_the_hand_written_loop_agree() -> None:
    pack = shipped_pack("observation-screen")
    strand_of = {item.id: item.strand for item in pack.items_in(SECTION)}
    most = {strand.id: len(pack.items_in(SECTION, strand.id)) for strand in pack.strands}
    for answers in sets(pack, 1_000):
        bands, outcome = by_hand(answers, strand_of, most)
        result = score(pack, BORN, ON, answers)
        given = {s.strand: None if s.band is None else pack.rank(s.band) for s in result.strands}
        assert (given, result.overall.outcome) == (bands, outcome)
