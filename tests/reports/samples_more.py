"""Invented facts for the prints about classes, settings and cohorts, and for the letters."""

from datetime import date

from elsec_app.reports import facts as f
from tests.reports import samples as s

NAMES = (
    "Amara Okafor", "Ben Taylor", "Chloe Walker", "Dawud Khan", "Elsie Price", "Femi Adeyemi",
    "Grace Lewis", "Haroon Siddiqui", "Ines Kowalczyk", "Jakub Nowak", "Kai Brown", "Leila Haddad",
    "Mina Yılmaz", "Noah Evans", "Oluwaseun Adeleke-Fitzgerald", "Poppy Green", "Quỳnh Nguyễn",
    "Rhys Jones", "Saoirse Ní Bhriain", "Tomás Ortega", "Uma Patel", "Viktor Šimek", "Wren Hughes",
    "Xin Li", "Yusuf Demir", "Zofia Łukasik", "Ada Mensah", "Bashir Rahimi", "Cai Morgan",
    "Dilys Rees",
)  # fmt: skip
KINDS = (s.TRACK, s.TRACK, s.WATCH, s.TRACK, s.REFER, s.TRACK, s.WATCH)
STRAND_NAMES = ("Understanding", "Talking", "Speech sounds", "Social")


def _child(n: int) -> f.Child:
    return f.Child(
        NAMES[n], date(2022, 9, 1 + n % 28), class_name="Acorn room", year_group="Nursery"
    )


def _row(n: int) -> f.ListRow:
    if n in (7, 19, 24):
        state = {7: "opted out", 19: "absent", 24: "refused on the day"}[n]
        return f.ListRow(_child(n), state=state)
    bands = tuple(KINDS[(n * 3 + strand * 2) % 7] for strand in range(4))
    worst = s.REFER in bands
    return f.ListRow(
        _child(n),
        bands,
        screened_on=date(2026, 11, 10),
        rescreen_on=date(2027, 2, 9) if worst else None,
        known="already known to therapy" if n == 4 else None,
        decision="Small group" if worst else "Class plan",
    )


def counts(track: int, watch: int, refer: int | None, quiet: int = 0) -> tuple[f.BandCount, ...]:
    return (
        f.BandCount(s.TRACK, track),
        f.BandCount(s.WATCH, watch),
        f.BandCount(s.REFER, refer),
        f.BandCount(s.QUIET, quiet),
    )


COVERAGE = f.Coverage(30, 27, (("absent", 1), ("opted out", 1), ("refused on the day", 1)))
STRAND_COUNTS = (
    f.StrandCount("Understanding", counts(15, 8, 3, 1)),
    f.StrandCount("Talking", counts(13, 9, 5)),
    f.StrandCount("Speech sounds", counts(19, 6, 2)),
    f.StrandCount("Social", counts(22, 4, 1)),
)
CLASS_OFFER = f.ClassOfferFacts(
    imprint=s.POOLED,
    setting=s.SETTING,
    class_name="Acorn room",
    term="Autumn 2026",
    year_group="Nursery",
    instrument=s.TOOL,
    coverage=COVERAGE,
    strands=STRAND_COUNTS,
    offer=s.STRATEGIES,
    rescreen_on=date(2027, 2, 9),
)
CLASS_LIST = f.ClassListFacts(
    imprint=s.POOLED,
    setting=s.SETTING,
    class_name="Acorn room",
    term="Autumn 2026",
    strands=STRAND_NAMES,
    rows=tuple(_row(n) for n in range(30)),
    coverage=COVERAGE,
    instrument=s.TOOL,
)
CHILD_SUMMARY = f.ChildSummaryFacts(
    imprint=s.IMPRINT,
    child=s.CHILD,
    setting=s.SETTING,
    screening=s.SCREENING,
    tier="Targeted: a small group",
    decision="Refer, and a small group while waiting",
    summary="Luki likes being with others and finds it hard to follow what is said.",
    strategies=s.STRATEGIES[:3],
    interventions=s.TRIED,
    rescreen_on=date(2027, 2, 9),
    hearing="Failed on 3 November 2026, to be repeated",
)
DRAFT_SUMMARY = f.ChildSummaryFacts(s.DRAFT, s.CHILD, s.SETTING, s.SCREENING)
SETTING_OFFER = f.SettingOfferFacts(
    imprint=s.POOLED,
    setting=s.SETTING,
    term="Autumn 2026",
    classes=(
        f.ClassLine("Acorn room", COVERAGE, STRAND_COUNTS),
        f.ClassLine("Beech room", f.Coverage(24, 24), STRAND_COUNTS[:2]),
    ),
    strategies=s.STRATEGIES,
    groups=(
        f.Group("Understanding", NAMES[2:6], "Listening group", "Morag Bell"),
        f.Group("Talking", NAMES[8:13], "Word of the day"),
    ),
    rescreen_on=date(2027, 2, 9),
    note="The hall is loud at lunch: screen in the library.",
)
PROVISION = f.ProvisionListFacts(
    imprint=s.PLAIN,
    setting=s.SETTING,
    lines=(
        f.ProvisionLine(
            "A language lead in each phase",
            date(2025, 9, 8),
            led_by="Ms Ode",
            reviewed_on=date(2026, 9, 7),
            review_by=date(2027, 1, 11),
        ),
        f.ProvisionLine(
            "Wait ten seconds",
            date(2026, 9, 7),
            "After a question, count slowly to ten in your head before you say any more.",
            "Wiltshire local offer",
        ),
    ),
)
CLASS_PACK = f.ClassPackFacts(
    imprint=s.POOLED,
    title="Class pack: Acorn room",
    list=CLASS_LIST,
    offer=CLASS_OFFER,
    summaries=(CHILD_SUMMARY,),
)
PLACES = {
    "child": "Luki",
    "class_name": "Acorn room",
    "setting": "Oak Tree Nursery",
    "service": "Wrekin View ELSEC team",
    "area": "Sample area",
    "contact": "01234 000000",
    "when": "in the week of 9 November",
    "deadline": "Monday 2 November 2026",
    "screened_on": "10 November 2026",
    "screened_by": "Jo Ellis from the Wrekin View ELSEC team",
    "tool": "Team observation screen",
    "next_step": "We would like a speech and language therapist to see Luki. You have said yes to "
    "this. While you wait, Luki will be in a small group at nursery.",
    "rescreen_on": "9 February 2027",
    "hearing": "Luki's hearing will be tested again in December.",
    "language": "English",
    "sender": "Jo Ellis",
    "sender_role": "SLCN practitioner",
}
BEFORE = f.LetterFacts(
    s.PLAIN, "before-screening", PLACES, "parents and carers", "Oak Tree Nursery\n1 Sample Lane"
)
AFTER = f.LetterFacts(
    s.IMPRINT,
    "after-screening",
    PLACES,
    "Anna Nguyễn-Yılmaz",
    results=(
        ("Understanding", f.Band("refer", "Needs a closer look", "Luki finds this hard.")),
        ("Talking", f.Band("watch", "Not yet", "Some of this is still to come.")),
        ("Speech sounds", f.Band("quiet", "We could not tell", "Luki did not want to.")),
        ("Being with others", f.Band("track", "On track", "As we expect at this age.")),
    ),
    tips=(
        "Say less and wait. Count to ten in your head.",
        "Say back what Luki says, and add one word.",
        "Look at a book together each day, in any language.",
    ),
)
LETTER_PACK = f.LetterPackFacts(s.PLAIN, "Letters for Acorn room", (BEFORE, AFTER))
PAPER_FORM = f.PaperFormFacts(
    imprint=s.POOLED,
    instrument=s.TOOL,
    section="48 to 53 months",
    instructions=(
        "Watch first. Tick what you see the child do without help.",
        "Leave an item blank if you could not try it: blank is not the same as no.",
    ),
    strands=tuple(
        f.FormStrand(
            strand,
            tuple(
                f.FormItem(
                    f"{n}",
                    f"Follows example number {n} in a game with the others",
                    ("Seen", "Not seen", "Not tried"),
                    "Try it twice." if n == 2 else None,
                )
                for n in range(1, 7)
            ),
            "Play alongside, then ask.",
        )
        for strand in STRAND_NAMES[:3]
    ),
    not_done=("absent", "opted out", "refused on the day", "not testable in this language"),
    setting=s.SETTING,
)
COHORT = f.CohortReportFacts(
    imprint=s.POOLED,
    cohort="Nursery 2026 to 2027",
    coverage=f.Coverage(412, 371, (("absent", 19), ("opted out", 12), ("left school", 10))),
    instrument=s.TOOL,
    changes=(
        f.BandChange("Pre-school", counts(160, 110, 101), counts(221, 97, 53), "Of 371 children."),
        f.BandChange("Reception", counts(40, 30, 12), counts(52, 22, None)),
    ),
    known=(
        f.CountLine("Newly identified", 74, "not known to therapy before the screen"),
        f.CountLine("Already known", 27),
    ),
    interventions=(f.CountLine("In a small group", 88), f.CountLine("Finished the group", 71)),
    referrals=(f.CountLine("Sent", 31), f.CountLine("Declined", None, "reason: thin evidence")),
    strands=STRAND_COUNTS,
    suppressed_below=5,
    cautions=("Eighteen children were screened in a language that is not their strongest.",),
)
PANEL = f.PanelFacts(
    imprint=s.IMPRINT,
    child=s.CHILD,
    setting=s.SETTING,
    panel="the Sample area inclusion panel",
    meets_on=date(2026, 12, 3),
    need="Luki follows few spoken instructions in a group and has begun to stammer.",
    asked="Agree six hours a week of adult support until the therapist has seen him.",
    consents=s.REFERRAL.consents,
    screening=s.SCREENING,
    interventions=s.TRIED,
    strategies=s.STRATEGIES[:2],
    child_view="“I like cars and Jo.”",
    parent_view="He understands more in Polish.",
    background=s.BACKGROUND,
)
EHC = f.EhcEvidenceFacts(
    imprint=s.IMPRINT,
    child=s.CHILD,
    setting=s.SETTING,
    sections=(
        f.AdviceSection("Needs", ("Understanding spoken language in groups.",), "Priya Shah"),
        f.AdviceSection("The child's views", ("“I like cars and Jo.”",), "Łukasz, to Jo Ellis"),
        f.AdviceSection("Results", show="screening"),
        f.AdviceSection("Provision so far", show="tried"),
        f.AdviceSection("What helps", show="strategies"),
        f.AdviceSection("Outcomes", ("By July, follows a two-step instruction.",), "Priya Shah"),
    ),
    requested_on=date(2026, 11, 2),
    due_on=date(2026, 12, 14),
    screening=s.SCREENING,
    interventions=s.TRIED,
    strategies=s.STRATEGIES[:2],
)
TIMELINE = f.TimelineFacts(
    imprint=s.IMPRINT,
    child=s.CHILD,
    setting=s.SETTING,
    events=(
        f.Event(date(2026, 11, 16), "Referral signed", "Direct route: stammering.", "Priya Shah",
                "K7QM-2RXA"),
        f.Event(date(2026, 6, 8), "First screen", "Team observation screen 1.2", "Jo Ellis"),
        f.Event(date(2026, 11, 12), "Consent to refer", None, "Anna Nguyễn-Yılmaz"),
    ),
    purpose="mediation",
)  # fmt: skip
EVERY = {
    "referral": (s.REFERRAL,),
    "class-offer": (CLASS_OFFER,),
    "child-summary": (CHILD_SUMMARY, DRAFT_SUMMARY),
    "parent-letter": (BEFORE, AFTER),
    "letter-pack": (LETTER_PACK,),
    "class-list": (CLASS_LIST,),
    "setting-offer": (SETTING_OFFER,),
    "provision-list": (PROVISION,),
    "class-pack": (CLASS_PACK,),
    "paper-form": (PAPER_FORM,),
    "cohort-report": (COHORT,),
    "panel-summary": (PANEL,),
    "ehc-evidence": (EHC,),
    "timeline": (TIMELINE,),
}
