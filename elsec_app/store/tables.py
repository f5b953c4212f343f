"""The tables of a device's store.

``record`` is the truth: every record as it was stated, with its body. The tables named after kinds
are what records are searched by: their columns are fields of the body or of the record (``child``
is whom the record's child is shown as, see ``sameness``), and they could be made from ``record``
anew. ``sitting``, ``tap``, ``unfinished``, ``draft`` and ``draft_answer`` are work in progress
that has not been signed, ``outbox`` is what the centre has not seen, ``audit`` is the chain of who
did what. Dates are ISO text.

To add a column or table: state it here, make a migration, and for a kind's table name the column
as the body's field.
"""

from sqlalchemy import (
    DDL,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)

from elsec_app.protocol.kinds import KINDS

metadata = MetaData()


def _text(name: str, *, default: str | None = "") -> Column[str]:
    return Column(name, Text, nullable=default is None, server_default=default)


def _kind_table(name: str, *columns: Column[str] | Column[int] | Index, n: bool = False) -> Table:
    """What records of one kind are searched by: always with its id, child and setting."""
    key = [Column("n", Integer, primary_key=True)] if n else []
    return Table(
        name,
        metadata,
        *key,
        Column("id", Text, primary_key=not n, unique=n, nullable=False),
        _text("child"),
        _text("setting"),
        *columns,
    )


record = Table(
    "record",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("area", Text, nullable=False),
    Column("setting", Text, nullable=False),
    _text("child"),
    Column("author", Text, nullable=False),
    Column("device", Text, nullable=False),
    _text("instrument"),
    Column("made", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("change", Text, nullable=False),
    Column("body", Text, nullable=False),
    # The centre's version as last heard of: 0 and none before the first receipt.
    Column("rev", Integer, nullable=False, server_default="0"),
    Column("leaf", LargeBinary),
    Index("record_by_setting", "setting", "kind"),
    Index("record_by_child", "child", "kind"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    Column("change", Text, nullable=False, unique=True),
    Column("setting", Text, nullable=False),
    # The finished Record, as it travels; empty for an append-only one, which ``record`` holds.
    Column("document", Text, nullable=False),
    Column("state", Text, nullable=False, server_default="waiting"),  # waiting | refused
    _text("reason"),
    Index("outbox_by_record", "record"),
)

cursor = Table(
    "cursor",
    metadata,
    Column("setting", Text, primary_key=True),
    Column("pos", Integer, nullable=False),
)

# Whom a child is shown as, where two records were found to be of one; made from ``same_child``.
alias = Table(
    "alias",
    metadata,
    Column("child", Text, primary_key=True),
    Column("kept", Text, nullable=False),
)

# A version that stands in a setting's feed besides the record's own: of a child who has moved.
placement = Table(
    "placement",
    metadata,
    Column("setting", Text, primary_key=True),  # of the feed
    Column("record", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("leaf", LargeBinary),
    Index("placement_by_record", "record"),
)

tally = Table(
    "tally",
    metadata,
    Column("setting", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("audit_by_subject", "subject"),
)

sitting = Table(
    "sitting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("child", Text, nullable=False),
    Column("begun_for", Text, nullable=False),  # ``child`` as it was when the sitting began
    Column("setting", Text, nullable=False),
    Column("cohort", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("tested_on", Text, nullable=False),
    Column("began", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("author", Text, nullable=False),
    _text("paper"),  # who keys it in from paper; empty when it is taken here
    _text("amends"),  # the signed screening of which it becomes a new version, and why
    _text("reason"),
    Index("sitting_by_child", "child"),
    Index("sitting_by_begun_for", "begun_for"),
)

tap = Table(
    "tap",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("sitting", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Integer, nullable=False),  # milliseconds since the sitting began
    Index("tap_by_sitting", "sitting"),
)

# What is half written beside a sitting, see ``operations.unfinished``.
unfinished = Table(
    "unfinished",
    metadata,
    Column("sitting", Text, primary_key=True),
    Column("what", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# A referral that is being written, and what has been written into it so far.
draft = Table(
    "draft",
    metadata,
    Column("id", Text, primary_key=True),
    Column("child", Text, nullable=False),
    Column("setting", Text, nullable=False),
    Column("screening", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("handed", Text, nullable=False),  # the referral_draft that it goes on from
    Column("amends", Text, nullable=False),
    Column("amended", Text, nullable=False),
    Column("began", Text, nullable=False),
    Index("draft_by_child", "child"),
)

draft_answer = Table(
    "draft_answer",
    metadata,
    Column("draft", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("author", Text, nullable=False),
)

setting = _kind_table(
    "setting", _text("name"), _text("urn"), _text("phase"), Column("withdrawn", Integer)
)
user = _kind_table("user", _text("name"), _text("role"), Column("withdrawn", Integer))
child = _kind_table(
    "child",
    _text("forename"),
    _text("surname"),
    _text("known_as"),
    _text("born"),
    _text("sex", default=None),
    _text("upn", default=None),
    _text("nhs_number", default=None),
    _text("first_language", default=None),
    _text("sen_provision", default=None),
    _text("merged_into", default=None),
    _text("withdrawn"),
    Index("child_by_birth", "born"),
    Index("child_by_upn", "upn"),
    Index("child_by_nhs_number", "nhs_number"),
    Index("child_by_merged_into", "merged_into"),
    n=True,
)
move = _kind_table("move", _text("on"), _text("to"), _text("to_area"))
same_child = _kind_table("same_child", _text("kept"), _text("other"), _text("made"))
not_same_child = _kind_table("not_same_child", _text("one"), _text("other"), _text("undoes"))
enrolment = _kind_table(
    "enrolment",
    _text("class_name"),
    _text("year_group"),
    _text("since"),
    _text("until", default=None),
    _text("batch"),
    _text("ended_by"),
    _text("withdrawn"),
    Index("enrolment_by_class", "setting", "class_name"),
    Index("enrolment_by_child", "child"),
)
cohort = _kind_table(
    "cohort",
    _text("name"),
    _text("academic_year"),
    _text("phase"),
    _text("opens"),
    _text("closes"),
    _text("opt_out_by", default=None),
    Column("closed", Integer),
)
membership = _kind_table(
    "membership",
    _text("cohort"),
    _text("class_name"),
    _text("batch"),
    _text("withdrawn"),
    Index("membership_by_cohort", "cohort", "class_name"),
    Index("membership_by_child", "child"),
)
opt_out = _kind_table(
    "opt_out",
    _text("cohort"),
    _text("on"),
    _text("withdrawn_on", default=None),
    Index("opt_out_by_child", "child"),
)
not_done = _kind_table(
    "not_done",
    _text("cohort"),
    _text("code"),
    _text("on"),
    _text("made"),
    Index("not_done_by_child", "child"),
)
screening = _kind_table(
    "screening",
    _text("cohort"),
    _text("instrument"),
    _text("version"),
    _text("tested_on"),
    _text("overall", default=None),
    _text("overall_label"),
    Column("overall_attention", Integer),
    _text("rescreen_due", default=None),
    _text("supersedes"),
    _text("made"),
    # Where it stands on a therapist's desk: see ``standing``.
    _text("urgent"),
    Column("band", Integer),
    _text("band_strands"),
    Column("doubts", Integer),
    Column("rank", Integer),
    _text("since"),
    Column("open", Integer),
    Column("answered", Integer),
    # All that a filter asks: the worklist is read from this index alone, already in its order.
    Index(
        "screening_open",
        *("open", "rank", "since", "id", "urgent", "band", "doubts", "answered"),
        *("setting", "cohort", "instrument", "child"),
    ),
    Index("screening_by_child", "child"),
    Index("screening_by_cohort", "cohort"),
    Index("screening_by_supersedes", "supersedes"),
)
review = _kind_table(
    "review",
    _text("screening"),
    _text("decision"),
    _text("rescreen_on", default=None),
    _text("takes_back"),
    _text("made"),
    Index("review_by_screening", "screening"),
    Index("review_by_taken_back", "takes_back"),
)
second_rating = _kind_table(
    "second_rating", _text("screening"), Index("second_rating_by_screening", "screening")
)
sampling = _kind_table("sampling", Column("one_in", Integer), _text("since"), _text("made"))
handover = _kind_table("handover", _text("to"), _text("made"))
class_plan = _kind_table(
    "class_plan", _text("cohort"), _text("class_name"), Index("class_plan_by_cohort", "cohort")
)
in_place = _kind_table(
    "in_place", _text("ended_on", default=None), Index("in_place_by_setting", "setting")
)
group = _kind_table("group", _text("ended_on", default=None), Index("group_by_setting", "setting"))
group_place = _kind_table(
    "group_place",
    _text("group"),
    _text("until", default=None),
    Index("group_place_by_group", "group"),
    Index("group_place_by_child", "child"),
)
group_session = _kind_table(
    "group_session",
    _text("group"),
    _text("takes_back"),
    Index("group_session_by_group", "group"),
)
reply = _kind_table("reply", _text("review"), Index("reply_by_review", "review"))
consent = _kind_table(
    "consent", _text("purpose"), Column("given", Integer), _text("on"), _text("made")
)
referral_draft = _kind_table(
    "referral_draft",
    _text("draft"),
    _text("screening"),
    _text("made"),
    Index("referral_draft_by_draft", "draft"),
)
referral = _kind_table(
    "referral",
    _text("screening"),
    _text("service"),
    _text("supersedes"),
    _text("draft"),
    _text("made"),
    Index("referral_by_child", "child"),
)
referral_event = _kind_table(
    "referral_event",
    _text("referral"),
    _text("state"),
    _text("on"),
    _text("takes_back"),
    _text("made"),
    Index("referral_event_by_referral", "referral"),
)
conflict = _kind_table("conflict", _text("record"), _text("field"), _text("made"))
settled = _kind_table("settled", _text("conflict"), Index("settled_by_conflict", "conflict"))

SEARCHED: dict[str, Table] = {
    table.name: table
    for table in (
        setting,
        user,
        child,
        move,
        same_child,
        not_same_child,
        enrolment,
        cohort,
        membership,
        opt_out,
        not_done,
        screening,
        review,
        reply,
        second_rating,
        sampling,
        handover,
        class_plan,
        in_place,
        group,
        group_place,
        group_session,
        consent,
        referral_draft,
        referral,
        referral_event,
        conflict,
        settled,
    )
}

# Names for type-ahead: row ``n`` of ``child``, folded to plain letters, matched from word starts.
CHILD_WORDS = (
    "CREATE VIRTUAL TABLE child_words USING fts5("
    "words, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)
event.listen(child, "after_create", DDL(CHILD_WORDS))  # type: ignore[no-untyped-call]

# What was stated once is never restated, whoever asks. Where it is, which version the centre gave
# it, and whether it is here, may change.
_STATED = ", ".join(sorted(f"'{name}'" for name, kind in KINDS.items() if not kind.editable))
STATED_STAYS = (
    "CREATE TRIGGER stated_stays BEFORE UPDATE OF id, kind, author, made, body ON record "
    f"WHEN OLD.kind IN ({_STATED}) AND (NEW.id, NEW.kind, NEW.author, NEW.made, NEW.body) "
    "IS NOT (OLD.id, OLD.kind, OLD.author, OLD.made, OLD.body) "
    "BEGIN SELECT RAISE(ABORT, 'what was stated stays'); END"
)
event.listen(record, "after_create", DDL(STATED_STAYS))  # type: ignore[no-untyped-call]
