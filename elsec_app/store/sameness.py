"""Whom each child is shown as, where somebody said that two records are of one child.

The records stay as they were stated; only the column ``child`` of what they are searched by is
another. So two children become one with both histories, and two again when that is undone.
"""

import json
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select, text

from elsec_app.store import tables
from elsec_app.store.child_words import index_words

KINDS = frozenset({"child", "same_child", "not_same_child"})


def kept_by(links: Iterable[tuple[str, str]], held: Collection[str]) -> dict[str, str]:
    """Who carries on for whom, by *links* of (kept, other), in whatever order they were said.

    Children that are linked, by however many steps, are one. Of these one carries on whom no link
    calls the other: the first made (ids are in order of time), and one of *held* if there is one.
    Where everybody is the other of somebody, the first made of all. Those who stay themselves are
    not in the answer.
    """
    pairs = [(kept, other) for kept, other in links if kept != other]
    others = {other for _, other in pairs}
    answer: dict[str, str] = {}
    for group in _groups(pairs):
        here = group & set(held) or group
        kept = min(here - others or here)
        answer |= dict.fromkeys(group - {kept}, kept)
    return answer


def _groups(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """The linked children, each group once."""
    group_of: dict[str, set[str]] = {}
    for pair in pairs:
        joined = {child for end in pair for child in group_of.get(end, {end})}
        group_of |= dict.fromkeys(joined, joined)
    return list({id(group): group for group in group_of.values()}.values())


def settle(conn: Connection) -> None:
    """Bring ``alias``, and what depends on it, up to what has been said by now."""
    links = list(_standing(conn))
    before = aliases(conn)
    if not (links or before):
        return
    now = kept_by(links, _held(conn, {child for link in links for child in link}))
    changed = {c for c in before.keys() | now.keys() if before.get(c) != now.get(c)}
    if not changed:
        return
    conn.execute(delete(tables.alias))
    if now:
        conn.execute(insert(tables.alias), [{"child": c, "kept": k} for c, k in now.items()])
    _show(conn, {child: now.get(child, child) for child in changed})
    touched = changed | {whom[c] for whom in (before, now) for c in changed if c in whom}
    index_words(conn, touched)


def aliases(conn: Connection) -> dict[str, str]:
    """Whom each child is shown as; those who are shown as themselves are not in it."""
    a = tables.alias.c
    return {row.child: row.kept for row in conn.execute(select(a.child, a.kept))}


def _standing(conn: Connection) -> Iterable[tuple[str, str]]:
    s, n = tables.same_child.c, tables.not_same_child.c
    undone = select(n.undoes).where(n.undoes == s.id).exists()
    return [(row.kept, row.other) for row in conn.execute(select(s.kept, s.other).where(~undone))]


def _held(conn: Connection, children: Iterable[str]) -> set[str]:
    """Which of *children* this device holds; one withdrawn with its import carries nobody on."""
    wanted = text(
        "SELECT id FROM child WHERE withdrawn = '' AND id IN (SELECT value FROM json_each(:ids))"
    )
    return set(conn.scalars(wanted, {"ids": json.dumps([*children])}))


_DRAFTS = """
UPDATE draft SET child = s.child FROM screening AS s
WHERE s.id = draft.screening AND s.child != draft.child
"""


def _show(conn: Connection, shown: Mapping[str, str]) -> None:
    """Show each child as another: in every table but the truth."""
    rows = [{"child": child, "shown": whom} for child, whom in shown.items()]
    for kind in tables.SEARCHED:
        conn.execute(
            text(
                f'UPDATE "{kind}" SET child = :shown WHERE id IN'  # noqa: S608 - our own tables
                f" (SELECT id FROM record WHERE child = :child AND kind = '{kind}')"
            ),
            rows,
        )
    conn.execute(text("UPDATE sitting SET child = :shown WHERE begun_for = :child"), rows)
    conn.execute(text(_DRAFTS))
    conn.execute(text("UPDATE child SET merged_into = nullif(:shown, id) WHERE id = :child"), rows)
