"""A child's names as words for type-ahead: those of everybody who was found to be this child."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from elsec_app.store.words import name_words

_NAMED = """
SELECT shown.n, child.id = shown.id AS itself, child.forename, child.surname, child.known_as
FROM child AS shown JOIN child ON child.id = shown.id OR child.merged_into = shown.id
WHERE shown.id IN (SELECT value FROM json_each(:ids)) ORDER BY shown.n, itself DESC, child.id
"""


def index_words(conn: Connection, ids: Iterable[str]) -> None:
    """Write anew what the children *ids* are found by."""
    words: dict[int, list[str]] = {}
    for row in conn.execute(text(_NAMED), {"ids": json.dumps([*ids])}):
        words.setdefault(row.n, []).append(name_words(row.forename, row.surname, row.known_as))
    if not words:
        return
    conn.execute(text("DELETE FROM child_words WHERE rowid = :n"), [{"n": n} for n in words])
    conn.execute(
        text("INSERT INTO child_words (rowid, words) VALUES (:n, :words)"),
        [{"n": n, "words": " ".join(found)} for n, found in words.items()],
    )
