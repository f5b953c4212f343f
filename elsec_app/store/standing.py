"""Where a signed screening stands on a therapist's desk: derived from records, so that a list of
thousands is one indexed read of ``screening`` and no body is opened.

``facts`` reads a screening's own body. Whether it is still ``open`` depends on other records too
(a newer version, a decision, an answer), which may come in any order: ``restate`` looks again at
every screening that a record touches.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypedDict

from sqlalchemy import Connection, and_, or_, select, text

from elsec_app.protocol.bodies import additional_language
from elsec_app.store import tables
from elsec_app.store.among import in_ids

Row = Mapping[str, Any]


class Strand(TypedDict, total=False):
    """What is read of a strand's result."""

    name: str
    band: str | None
    attention: bool
    tone: str
    judgement: str
    judgement_attention: bool
    judgement_tone: str


class Context(TypedDict, total=False):
    """What is read of how it was on the day."""

    eal: bool | None
    home_languages: list[str]
    hearing_checked: str


READ: dict[str, dict[str, Any]] = {
    "screening": {"strands": list[Strand], "context": Context, "urgent": list[str]}
}
JUDGED, NOT_COMPUTABLE, EAL, HEARING = 1, 2, 4, 8  # bits of ``doubts``
DOUBTS = (JUDGED, NOT_COMPUTABLE, EAL, HEARING)
WEAKEST, ATTENTION, NO_ATTENTION = 2, 1, 0  # ``band``: the weakest that stands for any strand
CLOSED, WAITING, RETURNED = 0, 1, 2  # ``open``: decided or replaced, for the therapist, asked back


def facts(row: Row) -> dict[str, Any]:
    """The derived columns of a screening, as it stands before anybody has looked at it.

    ``rank`` orders the desk: urgent first, then the band, then whether there is a doubt.
    """
    urgent = ",".join(row.get("urgent", ()))
    shown, doubts = list(_bands(row)), _doubts(row)
    least = ATTENTION if row.get("overall_attention") else NO_ATTENTION
    band = max([least, *(at for _name, at in shown)])
    told = ", ".join(dict.fromkeys(name for name, at in shown if at == band))
    rank = (not urgent) << 3 | (WEAKEST - band) << 1 | (not doubts)
    derived = {"urgent": urgent, "band": band, "doubts": doubts, "rank": int(rank)}
    derived["band_strands"] = told if band else ""
    return derived | {"since": row["made"], "open": WAITING, "answered": 0}


def touched(conn: Connection, kind: str, rows: Iterable[Row]) -> list[str]:
    """The screenings on whose standing *rows* of *kind* bear."""
    if kind == "screening":
        return [i for row in rows for i in (row["id"], row.get("supersedes", "")) if i]
    if kind == "review":
        return [row["screening"] for row in rows]
    if kind == "reply":
        review = tables.review.c
        asked = in_ids(review.id, [row["review"] for row in rows])
        return list(conn.scalars(select(review.screening).where(asked)))
    return []


def restate(conn: Connection, screenings: Sequence[str]) -> None:
    """Look again whether *screenings* are open, and since when."""
    if not screenings:
        return
    s = tables.screening.c
    newer = conn.execute(select(s.id, s.supersedes).where(in_ids(s.supersedes, screenings))).all()
    replaced, last = {row.supersedes for row in newer}, _last_reviews(conn, screenings)
    as_new = and_(s.open == WAITING, s.answered == 0)  # as most are that have just come
    held = conn.execute(
        select(s.id, s.open, s.answered).where(
            in_ids(s.id, screenings), or_(~as_new, in_ids(s.id, replaced | last.keys()))
        )
    ).all()
    changes = []
    for row in held:
        now = _standing(row.id in replaced, last.get(row.id))
        if now != (row.open, row.answered):
            changes.append({"id": row.id, "open": now[0], "answered": now[1]})
    if changes:
        conn.execute(
            text("UPDATE screening SET open = :open, answered = :answered WHERE id = :id"), changes
        )
    _date(conn, screenings, {row.id for row in newer})


def _standing(replaced: bool, last: tuple[str, bool] | None) -> tuple[int, int]:
    """*last* is the decision that stands, and whether it was answered."""
    if replaced or (last is not None and last[0] != "returned"):
        return CLOSED, 0
    if last is None:
        return WAITING, 0
    return (WAITING, 1) if last[1] else (RETURNED, 0)


def _last_reviews(conn: Connection, screenings: Sequence[str]) -> dict[str, tuple[str, bool]]:
    r, a = tables.review.c, tables.reply.c
    later = tables.review.alias()
    answered = select(a.id).where(a.review == r.id).exists()
    rows = conn.execute(
        select(r.screening, r.decision, answered.label("answered"))
        .where(in_ids(r.screening, screenings), r.decision != "withdrawn")
        .where(~select(later.c.id).where(later.c.takes_back == r.id).exists())
        .order_by(r.made, r.id)
    )
    return {row.screening: (row.decision, bool(row.answered)) for row in rows}


_SINCE = """
WITH RECURSIVE chain(id, made, supersedes) AS (
    SELECT id, made, supersedes FROM screening WHERE id = :id
    UNION SELECT s.id, s.made, s.supersedes FROM screening s JOIN chain ON s.id = chain.supersedes
) UPDATE screening SET since = (SELECT min(made) FROM chain) WHERE id = :id
"""


def _date(conn: Connection, screenings: Sequence[str], newer: set[str]) -> None:
    """A new version waits since the first was signed: an amendment does not set the clock back.
    *newer* are the versions that take the place of one of *screenings*."""
    s, reach, new = tables.screening.c, {*screenings, *newer}, newer
    while new:
        new = set(conn.scalars(select(s.id).where(in_ids(s.supersedes, new)))) - reach
        reach |= new
    versions = conn.scalars(select(s.id).where(s.supersedes != "", in_ids(s.id, reach))).all()
    if versions:
        conn.execute(text(_SINCE), [{"id": version} for version in versions])


def _bands(row: Row) -> Iterator[tuple[str, int]]:
    """Each strand's name and the band that stands for it: the judgement's before the screen's."""
    for strand in row.get("strands", ()):
        by = "judgement_" if strand.get("judgement") else ""
        if not strand.get(f"{by}attention"):
            yield strand.get("name", ""), NO_ATTENTION
        else:
            yield (
                strand.get("name", ""),
                WEAKEST if strand.get(f"{by}tone") == "refer" else ATTENTION,
            )


def _doubts(row: Row) -> int:
    context, strands = row.get("context", {}), row.get("strands", ())
    found = 0
    if any(strand.get("judgement") for strand in strands):
        found |= JUDGED
    if any(strand.get("band") is None for strand in strands):
        found |= NOT_COMPUTABLE
    if additional_language(context.get("eal"), context.get("home_languages", ())):
        found |= EAL
    if context.get("hearing_checked", "not_known") != "yes":
        found |= HEARING
    return found
