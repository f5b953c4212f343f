"""The short code on a page leads back to what was signed, and says whether it still stands."""

import re

from sqlalchemy import Connection

from elsec_app.operations import amending, codes, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.store.actor import Actor
from tests.small_pack import small_pack


def test_a_superseded_print_is_told_from_a_current_one(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    pack = small_pack()
    sitting = screening.begin(conn, actor, kids["Ben"], cohort, pack)
    for item in pack.items:
        screening.answer(conn, actor, sitting, pack, item.id, "pass")
    first = signing.sign(conn, actor, screening.load(conn, sitting.id), pack)
    code = codes.short_code(first)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code)
    assert codes.find(conn, code) == codes.Found(first, "screening", current=True)
    second = amending.amend(conn, actor, first, pack, {"t1": "not_yet"}, "Wrong line.")
    assert codes.find(conn, f" {code.lower().replace('-', ' ')} ") == codes.Found(
        first, "screening", current=False
    )
    assert codes.version(conn, second, "screening") == 2
    assert codes.find(conn, "AAAA-AAAA") is None
