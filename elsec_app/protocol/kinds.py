"""Every kind of record: its nature, its body, who may write it and who may read it.

To add a kind: 1. its body in ``bodies.py``; 2. a row here; 3. where it is searched by, its table in
``store/tables.py`` and a migration.
"""

from functools import cache

import msgspec

from elsec_app.protocol import bodies

PRACTITIONER, THERAPIST, SENCO, ADMINISTRATOR = ROLES = (
    "practitioner",
    "therapist",
    "senco",
    "administrator",
)
_CARE = frozenset({PRACTITIONER, THERAPIST})
_TEAM = _CARE | {ADMINISTRATOR}
_ALL = _TEAM | {SENCO}
_NOBODY: frozenset[str] = frozenset()


class Kind(msgspec.Struct, frozen=True):
    """``writers`` are roles whose devices may push it; none means the centre alone makes it."""

    body: type[bodies.Body]
    editable: bool
    writers: frozenset[str]
    readers: frozenset[str]
    area_wide: bool = False
    follows: bool = False  # it goes with a child who moves, and is the new setting's from then on
    schema: int = 1


KINDS: dict[str, Kind] = {
    "setting": Kind(bodies.Setting, True, _NOBODY, _ALL, area_wide=True),
    "user": Kind(bodies.User, True, _NOBODY, _ALL, area_wide=True),
    "child": Kind(bodies.Child, True, _TEAM, _ALL, follows=True),
    "move": Kind(bodies.Move, False, _TEAM, _ALL),
    "same_child": Kind(bodies.SameChild, False, _TEAM, _ALL),
    "not_same_child": Kind(bodies.NotSameChild, False, _TEAM, _ALL),
    "enrolment": Kind(bodies.Enrolment, True, _TEAM, _ALL),
    "cohort": Kind(bodies.Cohort, True, _TEAM, _ALL),
    "membership": Kind(bodies.Membership, True, _TEAM, _ALL),
    "opt_out": Kind(bodies.OptOut, True, _ALL, _ALL, follows=True),
    "not_done": Kind(bodies.NotDone, False, _CARE, _ALL),
    "screening": Kind(bodies.Screening, False, _CARE, _ALL, schema=2),
    "review": Kind(bodies.Review, False, frozenset({THERAPIST}), _ALL),
    "reply": Kind(bodies.Reply, False, _CARE, _CARE),
    "second_rating": Kind(bodies.SecondRating, False, _CARE, _CARE),
    "sampling": Kind(bodies.Sampling, False, frozenset({THERAPIST}), _CARE, area_wide=True),
    "handover": Kind(bodies.Handover, False, frozenset({THERAPIST}), _CARE),
    "class_plan": Kind(bodies.ClassPlan, False, _CARE | {SENCO}, _ALL),
    "in_place": Kind(bodies.InPlace, True, _CARE | {SENCO}, _ALL),
    "group": Kind(bodies.Group, True, _CARE | {SENCO}, _ALL),
    "group_place": Kind(bodies.GroupPlace, True, _CARE | {SENCO}, _ALL),
    "group_session": Kind(bodies.GroupSession, False, _CARE | {SENCO}, _ALL),
    "consent": Kind(bodies.Consent, False, _ALL, _ALL),
    "referral_draft": Kind(bodies.ReferralDraft, False, _CARE, _CARE),
    "referral": Kind(bodies.Referral, False, _CARE, _ALL),
    "referral_event": Kind(bodies.ReferralEvent, False, _TEAM, _ALL),
    "note": Kind(bodies.Note, False, _ALL, _ALL),
    "import_batch": Kind(bodies.ImportBatch, True, _TEAM, _TEAM),
    "roll_over": Kind(bodies.RollOver, True, _TEAM, _TEAM),
    "conflict": Kind(bodies.Conflict, False, _NOBODY, _TEAM),
    "settled": Kind(bodies.Settled, False, _TEAM, _TEAM),
    "gone": Kind(bodies.Gone, False, _NOBODY, _ALL),
    "audit": Kind(bodies.Audit, False, _ALL, frozenset({ADMINISTRATOR}), area_wide=True),
}
_DECODERS = {name: msgspec.json.Decoder(kind.body) for name, kind in KINDS.items()}


@cache
def readable_by(role: str) -> tuple[str, ...]:
    """The kinds that a device of *role* receives."""
    return tuple(name for name, kind in KINDS.items() if role in kind.readers)


@cache
def writable_by(role: str) -> frozenset[str]:
    """The kinds that a device of *role* may push."""
    return frozenset(name for name, kind in KINDS.items() if role in kind.writers)


def check_body(kind: str, body: bytes | msgspec.Raw) -> None:
    """Raise ``msgspec.ValidationError`` unless *body* is a body of *kind*."""
    _DECODERS[kind].decode(body)
