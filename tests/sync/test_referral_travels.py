"""A referral goes from the practitioner's laptop to the therapist's, and its answer comes back."""

from elsec_app.operations import consents, referral, referral_draft
from elsec_app.operations import desk as desks
from elsec_app.protocol.bodies import ReferralDraft
from elsec_app.store import records
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk


def at(desk: Desk) -> desks.Desk:
    return desks.Desk(desk.store, desk.who, {})


def test_written_by_one_signed_by_another_and_seen_by_a_senco(town: Town, desk: MakeDesk) -> None:
    oak = town.setting()
    sam, tess, sue = desk("practitioner", oak), desk("therapist", oak), desk("senco", oak)
    mira = sam.child(oak, "Mira")
    with sam.store.writing() as conn:
        draft = referral_draft.begin(conn, at(sam), mira)
        referral_draft.answer(conn, sam.actor, draft.id, "reason", "Talks very little.")
        handed = referral_draft.load(conn, draft.id)
        referral_draft.hand_over(conn, sam.actor, handed, "Please sign.")
        consents.state(
            conn, sam.actor, mira, oak, "referral", given=True, by="Mother", how="Signed form"
        )
    for one in (sam, tess, sue):
        assert one.sync().refused == 0
    assert sue.holds("referral_draft") == {}, "a SENCO reads nothing that is not signed"
    with tess.store.writing() as conn:
        [waiting] = referral_draft.handed_over(conn)
        assert records.read(conn, waiting.record, ReferralDraft).words == "Please sign."
        going_on = referral_draft.begin(conn, at(tess), mira)
        referral_draft.answer(conn, tess.actor, going_on.id, referral_draft.DESPITE, "We agree.")
        record = referral.sign(conn, at(tess), referral_draft.load(conn, going_on.id))
        referral.note_state(conn, tess.actor, record, "sent")
    for one in (tess, sam, sue):
        assert one.sync().refused == 0
    with sam.store.writing() as conn:
        assert referral_draft.handed_over(conn) == ()
        held = referral.one(conn, record)
        assert (held.state, held.body.reason, held.body.signed.user) == (
            "sent",
            "Talks very little.",
            tess.who.user,
        )
        referral.note_state(conn, sam.actor, record, "returned", reason="No hearing result.")
    sam.sync()
    for one in (tess, sue):
        one.sync()
        with one.store.reading() as conn:
            held = referral.one(conn, record)
        assert (held.state, held.reason) == ("returned", "No hearing result.")
