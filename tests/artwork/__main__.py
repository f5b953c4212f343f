"""``python -m tests.artwork`` writes every picture that a shipped pack lists into ``media/``."""

from pathlib import Path

import yaml

from tests.artwork.props import NOTO
from tests.artwork.scenes import pictures

INSTRUMENTS = Path(__file__).parent.parent / "resources" / "instruments"
DRAWN = "Drawn for this project (artwork/)"


def main() -> None:
    """Only what differs is written; a picture that no pack lists is removed."""
    scenes = pictures()
    for pack in sorted(INSTRUMENTS.glob("*/*/instrument.yaml")):
        listed = yaml.safe_load(pack.read_text("utf-8")).get("pictures", [])
        media = pack.parent / "media"
        wanted = {one["id"]: made(one["id"], scenes) for one in listed}
        for stale in media.glob("*.svg"):
            if stale.name not in wanted:
                stale.unlink()
        for name, text in wanted.items():
            media.mkdir(exist_ok=True)
            (media / name).write_text(text, "utf-8", newline="\n")


def made(name: str, scenes: dict[str, str]) -> str:
    """The text of a picture. Raises FileNotFoundError for one that is neither."""
    stem = name.removesuffix(".svg")
    return scenes.get(stem) or (NOTO / name).read_text("utf-8")


if __name__ == "__main__":
    main()
