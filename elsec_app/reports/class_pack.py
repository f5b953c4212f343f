"""Everything for one class in one file: contents, list, plan, then each child."""

from collections.abc import Callable
from functools import partial

from elsec_app.i18n import _
from elsec_app.reports import child_summary, class_list, class_offer
from elsec_app.reports.blocks import bullets, heading
from elsec_app.reports.class_offer import coverage_words
from elsec_app.reports.facts import ClassPackFacts
from elsec_app.reports.place import words
from elsec_app.reports.press import Step, in_parts, is_draft, masthead, sign_off
from elsec_app.reports.sheet import Running, Sheet


def class_pack(facts: ClassPackFacts, progress: Step | None = None) -> bytes:
    """The pack as PDF. *progress* is told (done, all) before each part, and may stop the work by
    answering ``False``; the answer is then ``b""``."""
    return in_parts(facts.title, facts.imprint.made, _parts(facts), progress)


def _parts(facts: ClassPackFacts) -> list[Callable[[Sheet], None]]:
    parts: list[Callable[[Sheet], None]] = [partial(_cover, facts=facts)]
    if facts.list:
        parts.append(partial(class_list.compose, facts=facts.list))
    if facts.offer:
        parts.append(partial(class_offer.compose, facts=facts.offer))
    return parts + [partial(child_summary.compose, facts=each) for each in facts.summaries]


def _cover(sheet: Sheet, facts: ClassPackFacts) -> None:
    imprint = facts.imprint
    audience = _("the SENCO and class staff")
    about = imprint.setting or ""
    running = Running(facts.title, audience, about, imprint, is_draft(imprint))
    masthead(sheet, running, facts.title)
    if facts.list and facts.list.coverage:
        words(sheet, coverage_words(facts.list.coverage))
    words(sheet, _("Each part can be handed out by itself: its pages are numbered from 1."))
    heading(sheet, _("In this pack"))
    names = [class_list.title(facts.list)] if facts.list else []
    names += [class_offer.title(facts.offer)] if facts.offer else []
    names += [child_summary.title(each) for each in facts.summaries]
    bullets(sheet, names)
    sign_off(sheet, imprint)
