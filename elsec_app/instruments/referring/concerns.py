"""What somebody may be worried about, in the words of referral forms."""

from elsec_app.i18n import _

# Concerns that go straight to referral and never wait (Shropshire Community Health NHS Trust,
# "Getting more help" and its pre-school form: stammering, voice, swallowing, selective mutism).
URGENT = ("stammering", "voice", "swallowing", "selective_mutism")
CONCERNS = ("attention", "understanding", "talking", "speech_sounds", "social", *URGENT, "other")


def concern_words(concern: str) -> str:
    """A concern as a form says it; a word that is none of them as it stands."""
    return {
        "attention": _("Attention and listening"),
        "understanding": _("Understanding"),
        "talking": _("Talking"),
        "speech_sounds": _("Speech sounds"),
        "social": _("Social communication"),
        "stammering": _("Stammering"),
        "voice": _("Voice"),
        "swallowing": _("Eating, drinking and swallowing"),
        "selective_mutism": _("Selective mutism"),
        "other": _("Something else"),
    }.get(concern, concern)
