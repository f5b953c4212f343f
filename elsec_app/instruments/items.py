"""What may be asked: the closed set of item types.

Every item gives ``id``, ``strand``, the ``sections`` it is asked in and the ``source`` of its
expectation. The words come from the pack's strings file, in the language that was loaded.
"""

import msgspec


class ItemBase(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"
):
    """What all types share. ``prompt`` speaks to the practitioner, never to the child.

    ``recording`` is a media file in which somebody says what the child is to hear.
    """

    id: str
    strand: str
    sections: tuple[str, ...]
    source: str
    prompt: str
    look_for: str = ""
    expectation: str = ""
    materials: tuple[str, ...] = ()
    recording: str = ""

    @property
    def type(self) -> str:
        """The type's name in the pack, such as ``observed``."""
        return str(self.__struct_config__.tag)


class Observed(ItemBase, frozen=True, kw_only=True, tag="observed"):
    """Seen or not: ``pass`` (1 point), ``not_yet`` (0) or ``no_response`` (missing)."""


class Rating(ItemBase, frozen=True, kw_only=True, tag="rating"):
    """How often: 0 never, 1 sometimes, 2 always; or ``no_response``."""


class Pointing(ItemBase, frozen=True, kw_only=True, tag="pointing"):
    """The child points to one of ``pictures`` (media file names); 1 point for ``target``."""

    pictures: tuple[str, ...]
    target: str
    say: str = ""


class Naming(ItemBase, frozen=True, kw_only=True, tag="naming"):
    """The child names ``picture``; marked ``pass``, ``not_yet`` or ``no_response``."""

    picture: str
    accept: tuple[str, ...] = ()


class Repeat(ItemBase, frozen=True, kw_only=True, tag="repeat"):
    """The child repeats ``say``; marked ``pass``, ``not_yet`` or ``no_response``."""

    say: str


class SoundChecklist(ItemBase, frozen=True, kw_only=True, tag="sound_checklist"):
    """Which of ``sounds`` were heard made well: a list of them; one point each.

    ``picture``, where there is one, is of the word that they are listened for in.
    """

    sounds: tuple[str, ...]
    picture: str = ""


class Count(ItemBase, frozen=True, kw_only=True, tag="count"):
    """A whole number from ``least`` to ``most``, worth itself (a count, or a score from paper)."""

    least: int
    most: int


class Choice(ItemBase, frozen=True, kw_only=True, tag="choice"):
    """A publisher's own band, typed from paper: one of ``options`` (band ids). No points."""

    options: tuple[str, ...]


class FreeNote(ItemBase, frozen=True, kw_only=True, tag="free_note"):
    """Words of the practitioner. No points."""


Item = Observed | Rating | Pointing | Naming | Repeat | SoundChecklist | Count | Choice | FreeNote
