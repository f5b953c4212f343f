"""The theme in force: which colours, how large the text, and everything drawn from them."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPixmap, QStyleHints
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.icons import Icons
from ui.theme.qss import style_palette, style_sheet
from ui.theme.tokens import SCALES, THEMES, Palette, Tokens, read_tokens

SYSTEM = "system"


def new_application(name: str) -> QApplication:
    """The one application, in the style the kit is drawn for.

    The style is asked for on the command line, because naming it in Python costs 9 ms at start.
    """
    return QApplication([name, "-style", "Fusion"])


class Theme(QObject):
    """Colours, type and lengths for every widget, as the user or the system chose them.

    *choice* is ``system`` (follow the computer), ``light``, ``dark`` or ``contrast``; *scale* is
    the text size in percent, 100 to 200. ``changed`` is emitted after the application has been
    restyled; widgets then measure themselves again. ``font_missed`` when a typeface that was wanted
    is not there or damaged: ``missing_fonts`` names its files.
    """

    changed = Signal()
    font_missed = Signal()

    def __init__(self, app: QApplication, choice: str = SYSTEM, scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()  # kept: PySide frees what hangs from it otherwise
        self.tokens: Tokens = read_tokens()
        self.missing_fonts = fonts.load(fonts.UI_FILES)
        self._child_font_loaded = False
        self._icons = Icons()
        self.choice, self.scale = choice, scale
        self._scheme = self._hints.colorScheme()
        self.still = False
        self.palette: Palette = self.tokens.palettes["light"]
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self.set(choice, scale)
        self._hints.colorSchemeChanged.connect(self._system_changed)

    # choosing

    def set(self, choice: str | None = None, scale: int | None = None) -> None:
        """Change colours, text size, or both. Raises ValueError outside the tokens' range."""
        choice = self.choice if choice is None else choice
        scale = self.scale if scale is None else scale
        if choice not in (*THEMES, SYSTEM) or not SCALES[0] <= scale <= SCALES[-1]:
            raise ValueError(choice, scale)
        self.choice, self.scale = choice, scale
        self._frame_follows()
        self._apply()

    def _system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self.choice == SYSTEM:
            self._scheme = scheme
            if self._resolved() != self.palette.name:
                self._apply()

    def _frame_follows(self) -> None:
        """Have the window frame, which the system draws, agree with the chosen theme."""
        if self.choice == SYSTEM:
            self._hints.unsetColorScheme()
            self._scheme = self._hints.colorScheme()
        else:
            schemes = Qt.ColorScheme
            self._hints.setColorScheme(schemes.Light if self.choice == "light" else schemes.Dark)

    def _apply(self) -> None:
        self.palette = self.tokens.palettes[self._resolved()]
        self._colours = {name: QColor(value) for name, value in self.palette.colours.items()}
        self._fonts = {}
        self._app.setFont(self.font("body"))
        self._app.setPalette(style_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette, self.tokens, self))
        self.changed.emit()

    def _resolved(self) -> str:
        if self.choice != SYSTEM:
            return self.choice
        if _wants_contrast(self._hints):
            return "contrast"
        return "dark" if self._scheme == Qt.ColorScheme.Dark else "light"

    # drawing

    def colour(self, name: str) -> QColor:
        """The colour of a token such as ``ink`` or ``track_tint``. Raises KeyError if unknown."""
        return self._colours[name]

    def font(self, role: str) -> QFont:
        """The typeface of a role in ``fonts.ROLES``, at the text size in force."""
        if role not in self._fonts:
            self._fonts[role] = self._made_font(role)
        return self._fonts[role]

    def _made_font(self, role: str) -> QFont:
        size, weight, child = fonts.ROLES[role]
        if child:
            self._load_child_font()
        font = QFont(self.tokens.child_family if child else self.tokens.ui_family)
        font.setPixelSize(self.px(self.tokens.sizes[size]))
        font.setWeight(weight)
        return font

    def _load_child_font(self) -> None:
        if not self._child_font_loaded:
            self._child_font_loaded = True
            missing = fonts.load(fonts.CHILD_FILES)
            self.missing_fonts += missing
            if missing:
                self.font_missed.emit()

    def px(self, length: int) -> int:
        """A length that grows with the text (type, icons), in logical pixels."""
        return round(length * self.scale / 100)

    def space(self, length: int) -> int:
        """A length that grows a quarter as fast (margins, gaps), so that large text has room."""
        return round(length * (100 + (self.scale - 100) / 4) / 100)

    def target(self) -> int:
        """The least height of anything pressed: the token, or its text and room to breathe."""
        return max(self.tokens.target, self.line("body") + self.space(20))

    def row(self) -> int:
        """The height of a one-line table row."""
        return max(self.tokens.row, self.line("body") + self.space(28))

    def line(self, role: str) -> int:
        """The height of one line of text in *role*."""
        return QFontMetrics(self.font(role)).height()

    def icon(self, name: str, colour: str = "ink", size: int = 20) -> QPixmap:
        """A Lucide icon in a token's colour; *size* at 100 % text."""
        return self._icons.icon(name, self.palette.colours[colour], self.px(size), _ratio())

    def picture(self, name: str, size: int = 96) -> QPixmap:
        """A Noto picture; *size* at 100 %, growing as margins do."""
        return self._icons.picture(name, self.space(size), _ratio())

    @property
    def moves(self) -> bool:
        """Whether movement is welcome: not when the user or the system asks for stillness."""
        return not self.still and not _wants_stillness(self._hints)

    def quick_ms(self) -> int:
        """How long a small movement takes, in milliseconds; 0 when there should be none."""
        return self.tokens.quick_ms if self.moves else 0


def _ratio() -> float:
    # The largest of the screens' ratios: scaled down a pixmap stays sharp.
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def _wants_contrast(hints: QStyleHints) -> bool:
    preference = getattr(hints.accessibility(), "contrastPreference", None)  # from Qt 6.10
    return preference is not None and preference() == Qt.ContrastPreference.HighContrast


def _wants_stillness(hints: QStyleHints) -> bool:
    preference = getattr(hints.accessibility(), "motionPreference", None)  # from Qt 6.12
    return preference is not None and preference().name == "ReducedMotion"
