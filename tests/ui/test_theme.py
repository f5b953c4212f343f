"""The look: complete in every theme, legible by WCAG 2.2 AA, able to write every child's name."""

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from elsec_app.resources import resources
from ui.theme import fonts
from ui.theme.icons import Icons
from ui.theme.look import Theme
from ui.theme.tokens import SCALES, THEMES, read_tokens

pytestmark = pytest.mark.usefixtures("qapp")

TONES = ("track", "watch", "refer", "quiet", "green")
# (ink, ground) of every pair of text that the kit paints: at least 4.5 to 1
TEXT = (
    *((ink, ground) for ink in ("ink", "ink_2") for ground in ("page", "card", "hover", "groove")),
    *((tone, f"{tone}_tint") for tone in TONES),
    *((tone, "card") for tone in TONES),
    *(("on_tone", tone) for tone in TONES if tone != "green"),
    ("ink", "green_tint"),
    ("ink_2", "green_tint"),
    ("ink", "refer_tint"),
    ("on_green", "green"),
    ("on_green", "green_deep"),
    ("refer", "refer_tint"),
)
# marks that are not text: at least 3 to 1
CONTROLS = (
    ("control", "card"),
    ("control", "page"),
    ("focus", "card"),
    ("focus", "page"),
    ("focus", "green_tint"),
    ("green", "card"),
    ("green", "page"),
    ("green", "groove"),
    ("green", "green_tint"),
)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1_and_a_known_grey_is_4_54() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_all_text_has_contrast(name: str) -> None:
    colours = read_tokens().palettes[name].colours
    weak = [(i, g, contrast(colours[i], colours[g])) for i, g in TEXT]
    assert [pair for pair in weak if pair[2] < 4.5] == []


@pytest.mark.parametrize("name", THEMES)
def test_all_controls_have_contrast(name: str) -> None:
    colours = read_tokens().palettes[name].colours
    weak = [(i, g, contrast(colours[i], colours[g])) for i, g in CONTROLS]
    assert [pair for pair in weak if pair[2] < 3] == []


def test_every_theme_has_the_same_tokens() -> None:
    palettes = read_tokens().palettes
    assert {frozenset(p.colours) for p in palettes.values()} == {
        frozenset(palettes["light"].colours)
    }


@pytest.mark.parametrize("file", sorted(resources().glob("fonts/A*.ttf")), ids=lambda f: f.stem)
def test_every_typeface_writes_the_names_of_the_children(file: object) -> None:
    face = QRawFont(str(file), 16)
    names = "Łukasz Nguyễn Yılmaz Şeyma O’Brien Phương Hải Ōtani Siân Ŵyn Zoë Żółć Đặng Ünal"
    assert [letter for letter in names if not face.supportsCharacter(ord(letter))] == []


def test_andika_writes_the_sounds_of_english() -> None:
    face = QRawFont(str(resources() / "fonts" / "Andika-Regular.ttf"), 16)
    sounds = "pbtdkɡmnŋfvθðszʃʒhlɹjwʧʤiːɪɛæɑɒɔʊuʌɜəˈˌ"
    assert [sound for sound in sounds if not face.supportsCharacter(ord(sound))] == []


def test_the_shipped_typefaces_are_the_ones_in_use(theme: Theme) -> None:
    assert theme.missing_fonts == ()
    for role in fonts.ROLES:
        font = theme.font(role)
        assert QRawFont.fromFont(font).familyName().startswith(font.family())


def test_a_missing_typeface_is_named_and_does_not_stop_the_program() -> None:
    assert fonts.load(("NoSuchFace.ttf",)) == ("NoSuchFace.ttf",)


@pytest.mark.parametrize("folder", ["icons", "pictures"])
def test_every_drawing_can_be_drawn(qapp: QApplication, folder: str) -> None:
    drawn = Icons()
    names = [file.stem for file in (resources() / folder).glob("*.svg")]
    assert names
    for name in names:
        pixmap = (
            drawn.icon(name, "#17645F", 24, 1) if folder == "icons" else drawn.picture(name, 24, 1)
        )
        image = pixmap.toImage()
        painted = sum(image.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
        assert painted > 8, name


def test_an_icon_takes_the_colour_of_its_token(theme: Theme) -> None:
    image = theme.icon("check", "refer", 48).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.colour("refer").name()}


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    assert theme.icon("eye").cacheKey() == theme.icon("eye").cacheKey()
    assert theme.icon("eye").cacheKey() != theme.icon("eye", "green").cacheKey()


def test_text_doubles_and_margins_grow_gently(theme: Theme) -> None:
    small, gap = theme.font("body").pixelSize(), theme.space(16)
    theme.set(scale=200)
    assert theme.font("body").pixelSize() == 2 * small == 32
    assert gap < theme.space(16) < 2 * gap
    assert theme.target() > theme.line("body")


@pytest.mark.parametrize("scale", SCALES)
def test_targets_are_never_small(theme: Theme, scale: int) -> None:
    theme.set(scale=scale)
    assert theme.target() >= 48
    assert theme.row() >= 52


@pytest.mark.parametrize(("choice", "scale"), [("pink", 100), ("light", 90), ("light", 250)])
def test_what_is_not_a_theme_is_refused(theme: Theme, choice: str, scale: int) -> None:
    with pytest.raises(ValueError, match=str(scale)):
        theme.set(choice, scale)
    assert (theme.choice, theme.scale) == ("light", 100)


def test_system_follows_the_computer(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    told = qapp.styleHints().colorSchemeChanged  # no system changes offscreen: its edge is mocked
    theme.set("system")
    with qtbot.waitSignal(theme.changed):
        told.emit(Qt.ColorScheme.Dark)
    assert theme.palette.name == "dark"
    assert qapp.palette().window().color() == QColor(theme.palette.colours["page"])
    with qtbot.waitSignal(theme.changed):
        told.emit(Qt.ColorScheme.Light)
    assert theme.palette.name == "light"


def test_a_chosen_theme_does_not_follow(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.palette.name == "light"


def test_stillness_stops_small_movements(theme: Theme) -> None:
    assert theme.quick_ms() > 0
    theme.still = True
    assert theme.quick_ms() == 0
    theme.still = False


def test_every_licence_is_beside_what_it_covers() -> None:
    for folder, files in {
        "fonts": ("OFL-AtkinsonHyperlegibleNext.txt", "OFL-Andika.txt"),
        "icons": ("LICENSE-Lucide.txt",),
        "pictures": ("LICENSE-Noto.txt",),
    }.items():
        for file in files:
            assert "icens" in (resources() / folder / file).read_text("utf-8")


def test_the_printed_page_reads_the_same_file() -> None:
    with (resources() / "tokens.toml").open("rb") as file:
        assert {"type", "space", "shape", "light", "print"} <= set(tomllib.load(file))
