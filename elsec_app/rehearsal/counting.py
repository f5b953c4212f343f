"""What came of the day, counted afresh from the stores and the centre."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, select

from elsec_app.operations import cohorts, pooled, results
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.protocol import digest
from elsec_app.protocol.kinds import readable_by
from elsec_app.rehearsal.ground import Ground
from elsec_app.rehearsal.team import AREA
from elsec_app.store import outbox, tables


def of_cohort(desk: Desk, cohort: CohortLine) -> dict[str, Any]:
    """Children, screened, not screened by reason, bands by strand."""
    with desk.store.reading() as conn:
        sheet = cohorts.run_sheet(conn, cohort.id, today=desk.actor.today())
        pools = pooled.pools(results.of_cohort(conn, cohort.id))
    reasons = {s: n for s, n in sorted(sheet.coverage.items()) if s != cohorts.SCREENED}
    return {
        "children": len(sheet.lines),
        "screened": sheet.coverage.get(cohorts.SCREENED, 0),
        "not_screened": reasons,
        "bands": {
            pool.strand: {label or "not computable": n for _tone, label, n in pool.counts}
            for pool in pools
        },
    }


def of_device(desk: Desk) -> dict[str, Any]:
    """The records that a device holds, and their digest by setting, from the bodies themselves."""
    r = tables.record.c
    leaves: dict[str, list[bytes]] = {}
    with desk.store.reading() as conn:
        for row in conn.execute(select(r.id, r.setting, r.rev, r.body)):
            leaf = digest.leaf(row.id, row.rev, row.body.encode())
            leaves.setdefault(row.setting, []).append(leaf)
        kinds = conn.execute(select(r.kind, func.count().label("n")).group_by(r.kind))
        by_kind = {row.kind: row.n for row in kinds}
        waiting = outbox.count(conn)
    return {
        "role": desk.actor.role,
        "records": sum(by_kind.values()),
        "by_kind": dict(sorted(by_kind.items())),
        "waiting": waiting.waiting,
        "refused": waiting.refused,
        "digests": _hex(leaves),
    }


def of_centre(ground: Ground) -> dict[str, Any]:
    """The records at the centre by kind."""
    counted: Counter[str] = Counter(row[1] for row in _rows(ground))
    return {"records": sum(counted.values()), "by_kind": dict(sorted(counted.items()))}


def centre_digests(ground: Ground, role: str, settings: Iterable[str]) -> dict[str, str]:
    """The centre's digests of *settings* over the kinds that *role* reads, from the bodies."""
    kinds, wanted = set(readable_by(role)), set(settings)
    leaves: dict[str, list[bytes]] = {setting: [] for setting in wanted}
    for setting, kind, record, rev, body in _rows(ground):
        if setting in wanted and kind in kinds:
            leaves[setting].append(digest.leaf(record, rev, body.encode()))
    return _hex(leaves)


def of_prints(files: Iterable[Path], root: Path) -> list[dict[str, Any]]:
    return [
        {
            "file": str(file.relative_to(root)),
            "bytes": file.stat().st_size,
            "sha256": sha256(file.read_bytes()).hexdigest(),
        }
        for file in sorted(files)
    ]


def _rows(ground: Ground) -> list[tuple[str, str, str, int, str]]:
    with psycopg.connect(ground.owner) as conn:
        conn.execute("SELECT set_config('elsec.area', %s, true)", [AREA])
        return conn.execute(
            "SELECT setting, kind, id::text, rev, body::text FROM record WHERE area = %s", [AREA]
        ).fetchall()


def _hex(leaves: dict[str, list[bytes]]) -> dict[str, str]:
    return {
        setting: digest.changed(digest.EMPTY, come=found).hex()
        for setting, found in sorted(leaves.items())
    }
