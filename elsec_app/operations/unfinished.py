"""What is half written beside a screening: as durable as its answers, gone once it is signed."""

from sqlalchemy import Connection, delete, insert, select

from elsec_app.store import tables

REMARKS = "remarks"  # judgements, urgent concerns and the note before signing
NOTE = "note"  # the note being written beside an item
WORDS = "words"  # the answer being written to an item that asks for words
SECOND = "second"  # what the second keying of a paper form has said so far


def keep(conn: Connection, sitting: str, what: str, value: str) -> None:
    """*value* stands from now on; an empty one stands for nothing. Of a sitting that has been
    signed or put away meanwhile nothing is kept."""
    u = tables.unfinished
    conn.execute(delete(u).where(u.c.sitting == sitting, u.c.what == what))
    s = tables.sitting.c.id
    if value and conn.scalar(select(s).where(s == sitting)) is not None:
        conn.execute(insert(u).values(sitting=sitting, what=what, value=value))


def kept(conn: Connection, sitting: str) -> dict[str, str]:
    """All that is half written, by what it is."""
    u = tables.unfinished.c
    rows = conn.execute(select(u.what, u.value).where(u.sitting == sitting))
    return {row.what: row.value for row in rows}
