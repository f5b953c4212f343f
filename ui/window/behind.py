"""What the first paint must not wait for: imports and packs, brought in on the store thread."""

import gc
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsec_app.instruments.definition import Instrument
    from elsec_app.operations.desk import Desk

PRACTICE_SEED, PRACTICE_CHILDREN = 7, 12

_log = logging.getLogger(__name__)


class Behind:
    """Used on the store thread only. Each pack is read and proven once."""

    def __init__(self) -> None:
        self._packs: Mapping[str, Instrument] | None = None
        self.ready = False  # whether all imports are done; read on any thread

    def prepare(self) -> None:
        """Import what an unlocked desk needs, and prove the packs, while the person types."""
        import ui.screens.console.screen
        import ui.screens.run_sheet.screen
        import ui.window.shell  # noqa: F401

        self.packs()
        # All this stays until the end: looking through it for garbage, again and again, would hold
        # up the window for as long each time.
        gc.freeze()
        self.ready = True

    def packs(self) -> Mapping[str, "Instrument"]:
        """The shipped packs that prove sound, by id, the newest version of each."""
        if self._packs is None:
            self._packs = _proven()
        return self._packs

    def unlock(self, folder: Path, passphrase: str) -> "Desk":
        """As ``operations.desk.unlock``."""
        from elsec_app.operations import desk

        return desk.unlock(folder, passphrase, self.packs())

    def make(self, folder: Path, passphrase: str) -> "Desk":
        """As ``operations.desk.make``."""
        from elsec_app.operations import desk

        return desk.make(folder, passphrase, self.packs())

    def practise(self, folder: Path) -> "Desk":
        """As ``operations.practice.open_practice``, with a made-up class."""
        from datetime import datetime

        from elsec_app.exchange import synthetic
        from elsec_app.operations import practice

        today = datetime.now().astimezone().date()
        pupils = synthetic.children(PRACTICE_SEED, PRACTICE_CHILDREN, "R", today)
        return practice.open_practice(folder, self.packs(), pupils)


def _proven() -> dict[str, "Instrument"]:
    from elsec_app.instruments import library
    from elsec_app.instruments.complaint import PackRefused

    packs = {}
    for folder in library.pack_folders():
        try:
            pack = library.load(folder)
        except PackRefused as refused:
            _log.error("a shipped pack is refused: %s (%s)", folder.parent.name, refused.code)
        else:
            packs[pack.id] = pack
    return packs
