"""Who chose a class's plan, and when the class is looked at again, in words."""

from datetime import date

from elsec_app.i18n import _
from elsec_app.operations.class_plan import Plan
from elsec_app.operations.words import day_words


def who(plan: Plan | None, *, changed: bool) -> str:
    """Whose plan it is; *changed* since it was read."""
    if plan is None or not plan.things:
        return ""
    if changed:
        return _("Changed, not yet kept")
    if plan.signed is None:
        return _("Drawn from the results. Nobody has chosen yet: change what you like and keep it.")
    on = day_words(date.fromisoformat(plan.signed.at[:10]))
    return _("Chosen by {name} on {day}").format(name=plan.signed.name, day=on)


def next_screen(on: date | None) -> str:
    return _("We look again on {day}.").format(day=day_words(on)) if on else ""
