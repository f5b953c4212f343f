"""Invented children and classes for the prints: nobody here is real."""

from datetime import UTC, date, datetime

from elsec_app.reports import facts as f

TRACK = f.Band("track", "On track", "As expected for this age on this screen.")
WATCH = f.Band("watch", "Not yet", "Some things are still to come: help in class, then look again.")
REFER = f.Band("refer", "Needs a closer look", "Many things are still to come for this age.")
QUIET = f.Band("quiet", "Not computable", "Too few items were answered to give a band.")

SIGNED = f.Signature(
    name="Priya Shah",
    role="Band 7 speech and language therapist",
    at=datetime(2026, 11, 16, 9, 42, tzinfo=UTC),
    version=2,
    code="K7QM-2RXA",
    registration="registration SL00000",
    reason="Hearing result added.",
)
IMPRINT = f.Imprint(
    service="Wrekin View ELSEC team",
    area="Sample area",
    made=date(2026, 11, 17),
    setting="Oak Tree Nursery",
    contact="01234 000000",
    signature=SIGNED,
    rules="Local rules: sample area, version 3, from 1 September 2026.",
)
DRAFT = f.Imprint(
    service="Wrekin View ELSEC team",
    area="Sample area",
    made=date(2026, 11, 17),
    setting="Oak Tree Nursery",
)
POOLED = f.Imprint(
    service="Wrekin View ELSEC team",
    area="Sample area",
    made=date(2026, 11, 17),
    setting="Oak Tree Nursery",
    contact="01234 000000",
    pooled=f.Pooled(signed=27, unsigned=0, as_at=date(2026, 11, 16)),
    code="C4TN-9WLP",
)
PLAIN = f.Imprint(
    service="Wrekin View ELSEC team",
    area="Sample area",
    made=date(2026, 10, 5),
    setting="Oak Tree Nursery",
    code="L8VB-3HDE",
)
TOOL = f.Instrument(
    title="Team observation screen",
    version="1.2",
    status="live",
    sha256="9f2c41d07be85a63",
    edition="autumn 2026",
    publisher="Wrekin View ELSEC team",
    source="the team's own checklist",
    licence="openly licensed",
    statement="Made by the team. It has no norms.",
)
SETTING = f.Setting(
    name="Oak Tree Nursery",
    kind="Maintained nursery school",
    reference="URN 000000",
    address="1 Sample Lane, Sampletown",
    phone="01234 111111",
    email="office@oaktree.example",
    senco=f.Person("Morag Bell", "SENCO", phone="01234 222222"),
)
CHILD = f.Child(
    name="Łukasz Nguyễn-Yılmaz",
    born=date(2022, 9, 14),
    known_as="Luki",
    sex="Male",
    upn="A000000000000",
    nhs_number="999 000 0018",
    class_name="Acorn room",
    year_group="Nursery",
    address="12 Sample Street, Sampletown",
    ethnicity="White and Asian",
    home_languages=("Polish", "Vietnamese"),
    other_languages=("English",),
    interpreter_child=False,
    interpreter_parent=True,
)
PRACTITIONER = f.Person("Jo Ellis", "SLCN practitioner", "Wrekin View ELSEC team")
STRANDS = (
    f.StrandLine(
        "Understanding",
        REFER,
        "3 of 12 items seen; the pack gives this band to 0 to 4 at ages 48 to 53 months.",
        score="3 of 12",
    ),
    f.StrandLine(
        "Talking",
        WATCH,
        "7 of 12 items seen; the pack gives this band to 5 to 8 at ages 48 to 53 months.",
        score="7 of 12",
        judgement=f.Judgement(
            REFER, "Talks far less than this in the group; key person agrees.", "Jo Ellis"
        ),
    ),
    f.StrandLine(
        "Speech sounds",
        QUIET,
        "5 of 12 items were not answered; the pack needs at least 9.",
        score="not given",
        note="Shy at the table: try again in play.",
    ),
    f.StrandLine(
        "Social",
        TRACK,
        "10 of 12 items seen; the pack gives this band to 9 to 12 at ages 48 to 53 months.",
        score="10 of 12",
    ),
)
SCREENING = f.ScreeningFacts(
    on=date(2026, 11, 10),
    age_months=49,
    instrument=TOOL,
    by=PRACTITIONER,
    device="laptop 4",
    language="English",
    strands=STRANDS,
    section="48 to 53 months",
    place="quiet corner of the hall",
    cautions=(
        "Screened in English only. At home: Polish and Vietnamese. He may know more than this.",
        "Hearing has not been checked.",
    ),
    changes=("Understanding, 8 June 2026: Still “Needs a closer look”.",),
    notes="Came happily. Watched the other children through the door.",
)
EARLIER = f.ScreeningFacts(
    on=date(2026, 6, 8),
    age_months=44,
    instrument=TOOL,
    by=PRACTITIONER,
    device="laptop 2",
    language="English",
    strands=(
        f.StrandLine("Understanding", REFER, "2 of 12 items seen.", score="2 of 12"),
        f.StrandLine("Talking", WATCH, "5 of 12 items seen.", score="5 of 12"),
    ),
)
TRIED = (
    f.Intervention(
        programme="Small group for listening",
        started=date(2026, 6, 22),
        ended=date(2026, 10, 16),
        sessions_planned=20,
        sessions_attended=17,
        entry="2 of 12 for understanding",
        exit="3 of 12 for understanding",
        led_by="Morag Bell",
        outcome="Enjoyed it; little change.",
    ),
    f.Intervention("Key words with pictures in class", date(2026, 9, 7)),
)
STRATEGIES = (
    f.Strategy(
        title="Say less, wait more",
        what="Use short sentences. Then count slowly to ten in your head before you say any more.",
        why="Eleven children need more time to understand what they hear.",
        source="Wiltshire local offer, communication and interaction",
        strand="Understanding",
        tier="Everyone",
        reviewed=date(2026, 8, 1),
        in_place=True,
    ),
    f.Strategy(
        title="Show the day in pictures",
        what="Put the day up as a row of pictures. Point to each one as it comes.",
        why="Nine children find it hard to follow what happens next when it is only said.",
        source="Norfolk guidance on support for speech and language",
        strand="Understanding",
        tier="Everyone",
        reviewed=date(2026, 8, 1),
        in_place=False,
    ),
    f.Strategy(
        title="Pick five words a week",
        what="Choose five words from the story. Say them, act them, and find them all week.",
        why="Twelve children use few words for their age.",
        source="Devon guidance on communication and interaction",
        strand="Talking",
        tier="Everyone",
        reviewed=date(2026, 8, 1),
    ),
    f.Strategy(
        title="Add one word",
        what="Say back what the child said and add one word: “Dog.” “Yes, a big dog.”",
        why="Eight children mostly use one or two words at a time.",
        source="Harrow ordinarily available provision",
        strand="Talking",
        tier="Everyone",
    ),
    f.Strategy(
        title="Make one quiet place",
        what="Keep one corner free of noise, with a rug and a few books, and talk there.",
        why="The hall is loud, and six children turn away when it is.",
        source="Sample area, own wording",
        strand="Social",
        tier="Everyone",
    ),
)
BACKGROUND = f.Background(
    hearing="Failed, to be repeated",
    hearing_on=date(2026, 11, 3),
    vision="No concern",
    medical="Born at 34 weeks. No medicines.",
    development="Plays with cars in a line; enjoys water. Copies other children.",
    attainment="Below what is expected in communication and language.",
    plans="Last plan reviewed 2 October 2026.",
    other_reports="Health visitor, two-year review",
    previous_therapy="None",
)
REFERRAL = f.ReferralFacts(
    imprint=IMPRINT,
    title="Referral to speech and language therapy",
    service="the children's speech and language therapy service",
    form="Form neutral, version 1.0, fingerprint 9f2c41d07be8. Local rules sample, version 3.",
    glance=f.Glance(
        name=CHILD.name,
        born="14 September 2022",
        age="4 years 2 months",
        setting="Oak Tree Nursery",
        concerns="Understanding, Talking, Stammering",
        hearing="Failed, to be repeated",
        languages="Polish, Vietnamese",
        interpreter="for the family: yes; for the child: no",
        referred_on="16 November 2026",
    ),
    reason="Understands very little of what is said to the group, and has begun to stammer.",
    direct_route="Stammering",
    rules=(
        "Local rule “Stammering goes straight to referral” (Sample area, a page): met.",
        "Local rule “A second screen after 12 weeks” (Sample area, a page): does not apply.",
    ),
    despite="The family cannot wait for the second screen.",
    amended="The hearing result has come.",
    parts=(
        f.FormPart(
            "The concern",
            (
                f.FormRow(
                    "Why is this child referred?",
                    "Understands very little of what is said to the group, and has begun to "
                    "stammer.",
                ),
                f.FormRow(
                    "What is hoped for from this referral?",
                    "Advice on how to help him join in, and a look at the stammer.",
                ),
                f.FormRow("What is the concern about?", "Understanding, Talking, Stammering"),
                f.FormRow("Does the child know about the referral?", "Yes"),
                f.FormRow("The service's reference"),
            ),
        ),
        f.RecordPart("Consents", "consents"),
        f.RecordPart("Screening evidence", "evidence"),
        f.RecordPart("Local rules", "rules"),
        f.FormPart(
            "What has been tried",
            (
                f.FormRow("What has been tried?", "Small group for listening, 17 of 20 sessions."),
                f.FormRow("Tried since", "22 June 2026"),
            ),
        ),
        f.FormPart(
            "The family",
            (
                f.FormRow("Parents and carers", "Anna Nguyễn-Yılmaz, mother"),
                f.FormRow("Daytime phone", "01234 333333"),
                f.FormRow("Best times to call", "after 3 pm"),
                f.FormRow("E-mail"),
            ),
        ),
        f.RecordPart("For the receiving service", "office"),
    ),
    consents=(
        f.Consent("referral", True, "Anna Nguyễn-Yılmaz", date(2026, 11, 12)),
        f.Consent("first assessment", True, "Anna Nguyễn-Yılmaz", date(2026, 11, 12)),
        f.Consent(
            "sharing information",
            False,
            "Anna Nguyễn-Yılmaz",
            date(2026, 11, 12),
            note="Not with social care.",
        ),
        f.Consent("students being present", None),
    ),
    screening=SCREENING,
    earlier=(EARLIER,),
    decision="Refer: direct route.",
)
