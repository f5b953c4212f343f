"""A whole picture: 400 units wide and high, with a line to stand on."""

from tests.artwork.figures import GROUND
from tests.artwork.props import floor as line_to_stand_on

FEET = GROUND + 4


def svg(*parts: str, floor: bool = True) -> str:
    """*parts* as an SVG file."""
    ground = line_to_stand_on() if floor else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 400 400">{ground}{"".join(parts)}</svg>\n'
    )
