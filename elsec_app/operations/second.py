"""Second rating: a part of the signed screenings is banded again by somebody else, blind.

Which ones is worked out from the record's id, so that every device draws the same sample. The
second rater sees the answers and no band. Agreement is told as counts, per cent, and Cohen's
kappa; no level of it is called good, for that is the clinical lead's to say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value, current
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.operations import results
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.screening import NOTE, answers_of
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.bodies import Sampling, Screening, SecondRating
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft

RATES = (0, 5, 10, 20)  # one in so many, as the desk offers them; 0: none


class Line(msgspec.Struct, frozen=True):
    item: Item
    value: Value


class Blind(msgspec.Struct, frozen=True):
    """What a second rater sees: by strand, every item's answer; and the notes of the day."""

    signed: Signed
    pack: Instrument
    strands: dict[str, tuple[Line, ...]]
    note: str


class Agreement(msgspec.Struct, frozen=True):
    """Two raters on one strand of one tool: *same* of *both* bands alike.

    ``kappa`` is (observed - expected) / (1 - expected) with the agreement expected from each
    rater's own shares of the bands: J. Cohen, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20 (1960) 37-46, doi:10.1177/001316446002000104.
    None where it is not defined: both raters used one and the same band throughout.
    """

    tool: str
    strand: str
    same: int
    both: int
    kappa: float | None

    @property
    def per_cent(self) -> int:
        return round(100 * self.same / self.both)


def sampling(conn: Connection) -> Sampling | None:
    """How the sample is drawn now; none where nobody has asked for one."""
    s = tables.sampling.c
    last = conn.scalar(select(s.id).order_by(s.made.desc(), s.id.desc()).limit(1))
    return records.read(conn, last, Sampling) if last else None


def set_sampling(conn: Connection, actor: Actor, one_in: int) -> str:
    """From today on, offer one in *one_in* of what is signed; 0 offers none."""
    if one_in < 0:
        raise ValueError(one_in)
    body = Sampling(one_in, actor.today(), actor.sign())
    return records.add(conn, actor, Draft("sampling", body, AREA_WIDE))


def drawn(screening: str, one_in: int) -> bool:
    """Whether the record of that id is in the sample: the same on every device."""
    number = int.from_bytes(sha256(screening.encode()).digest()[:8])
    return one_in > 0 and number % one_in == 0


def offered(conn: Connection, desk: Desk) -> tuple[str, ...]:
    """Signed screenings of the sample that nobody has rated again and *desk*'s user did not sign,
    oldest first; only those whose pack is at hand."""
    drawing = sampling(conn)
    if drawing is None or not drawing.one_in:
        return ()
    s, again, r = tables.screening.c, tables.second_rating.c, tables.record.c
    newer = tables.screening.alias()
    signed = conn.scalars(
        select(s.id)
        .where(s.made >= drawing.since.isoformat())
        .where(~select(again.id).where(again.screening == s.id).exists())
        .where(~select(newer.c.id).where(newer.c.supersedes == s.id).exists())
    )
    sample = [screening for screening in signed if drawn(screening, drawing.one_in)]
    held = [pack.hash for pack in desk.instruments.values() if pack.kind == "administered"]
    mine = r.author == desk.actor.user
    return tuple(
        conn.scalars(
            select(r.id)
            .where(in_ids(r.id, sample), in_ids(r.instrument, held), ~mine)
            .order_by(r.made, r.id)
        )
    )


def blind(conn: Connection, desk: Desk, screening: str) -> Blind:
    """The answers of *screening*, without a band, a judgement or who gave them."""
    signed = results.one(conn, screening)
    pack = desk.instruments[signed.body.instrument]
    began = datetime.fromisoformat(signed.body.signed.at)
    said = current(answers_of(signed.body.entries, began))
    strands = {
        strand.id: tuple(
            Line(item, said[item.id])
            for item in pack.items_in(signed.body.section, strand.id)
            if item.id in said
        )
        for strand in pack.strands
    }
    notes = [str(e.value) for e in signed.body.entries if e.what == NOTE and e.value]
    return Blind(signed, pack, {k: v for k, v in strands.items() if v}, "\n".join(notes))


def rate(conn: Connection, actor: Actor, seen: Blind, bands: Mapping[str, str]) -> str:
    """Sign a second rating. ``NotAllowed``: a strand without a band, or one's own screening."""
    if seen.signed.body.signed.user == actor.user:
        raise NotAllowed(_("You signed this screening: somebody else rates it again."))
    if set(bands) != set(seen.strands):
        raise NotAllowed(_("Choose a band for every strand."))
    known = {band.id for band in seen.pack.bands}
    if not set(bands.values()) <= known:
        raise ValueError(bands)
    one = seen.signed
    body = SecondRating(one.id, dict(bands), actor.sign())
    audit.note(conn, actor, "rate-again", one.child.id)
    return records.add(
        conn,
        actor,
        Draft("second_rating", body, one.setting, one.stated_of, one.instrument_hash),
    )


def agreement(conn: Connection) -> tuple[Agreement, ...]:
    """How the ratings held here agree, tool by tool and strand by strand."""
    s = tables.second_rating.c
    again = records.bodies(conn, conn.scalars(select(s.id)).all(), SecondRating)
    first = results.many(conn, {body.screening for body in again.values()})
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for body in again.values():
        if (one := first.get(body.screening)) is not None:
            for name, before, after in _pairs(one.body, body.bands):
                tool = f"{one.body.title} {one.body.version}"
                pairs.setdefault((tool, name), []).append((before, after))
    return tuple(
        Agreement(tool, strand, sum(a == b for a, b in both), len(both), kappa(both))
        for (tool, strand), both in pairs.items()
    )


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of bands, -1 to 1; see :class:`Agreement`."""
    given = list(pairs)
    if not given:
        return None
    n = len(given)
    firsts, seconds = Counter(a for a, _b in given), Counter(b for _a, b in given)
    observed = sum(a == b for a, b in given) / n
    expected = sum(firsts[band] * seconds[band] for band in firsts) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _pairs(body: Screening, bands: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """Strand, the first rater's band that stands, the second's."""
    for strand in body.strands:
        first = strand.judgement or strand.band
        if strand.section == body.section and first and strand.strand in bands:
            yield strand.name, first, bands[strand.strand]
