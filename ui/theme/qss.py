"""Qt's own palette and the style sheet, from the tokens.

The kit's widgets paint themselves; the sheet dresses only Qt's own parts (fields, lists, scroll
bars, menus), so that it stays short and start-up quick.
"""

from typing import Protocol

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Palette, Tokens

_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "refer",
    QPalette.ColorRole.Highlight: "green",
    QPalette.ColorRole.HighlightedText: "on_green",
    QPalette.ColorRole.PlaceholderText: "ink_2",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "page",
    QPalette.ColorRole.Link: "green",
    QPalette.ColorRole.LinkVisited: "green",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "control",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "ink",
    QPalette.ColorRole.Accent: "green",
}
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Lengths(Protocol):
    """The theme's lengths, as a style sheet needs them."""

    def px(self, length: int) -> int: ...
    def space(self, length: int) -> int: ...
    def target(self) -> int: ...


def style_palette(palette: Palette) -> QPalette:
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(palette.colours[token]))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.colours["control"]))
    return made


def style_sheet(palette: Palette, tokens: Tokens, lengths: Lengths) -> str:
    c, radius, focus = palette.colours, tokens.radius, tokens.focus
    space, inner = lengths.space, lengths.target() - 2 * focus
    pad = space(12)
    bar = space(12)
    return f"""
QAbstractScrollArea {{ border: none; background: transparent; }}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {{
  background: {c["card"]}; color: {c["ink"]};
  border: 2px solid {c["control"]}; border-radius: {radius}px;
  padding: 1px {pad + 1}px; margin: 0; placeholder-text-color: {c["ink_2"]};
  selection-background-color: {c["green"]}; selection-color: {c["on_green"]};
}}
QLineEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: {inner}px; }}
QPlainTextEdit {{ padding: {space(8)}px {pad - 3}px; }}
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], QComboBox[faulty="true"] {{
  border-color: {c["refer"]};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus,
QLineEdit[faulty="true"]:focus, QPlainTextEdit[faulty="true"]:focus {{
  border: {focus}px solid {c["focus"]}; padding: {3 - focus}px {pad + 3 - focus}px;
}}
QPlainTextEdit:focus {{ padding: {space(8) - 1}px {pad - 4}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  color: {c["ink_2"]}; background: {c["page"]}; border-color: {c["line"]};
}}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {lengths.target()}px; }}
QComboBox QAbstractItemView {{
  background: {c["card"]}; color: {c["ink"]}; border: 1px solid {c["control"]}; outline: 0;
  selection-background-color: {c["green_tint"]}; selection-color: {c["ink"]};
}}
QComboBox QAbstractItemView::item {{ min-height: {lengths.target()}px; }}
QTableView {{ selection-background-color: transparent; outline: 0; }}
QHeaderView::section {{
  background: transparent; border: none; color: {c["ink_2"]}; padding: 0 {space(16)}px;
  font-size: {lengths.px(tokens.sizes["small"])}px; font-weight: 600;
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 2px; }}
QScrollBar::handle {{ background: {c["control"]}; border-radius: {(bar - 4) // 2}px; }}
QScrollBar::handle:vertical {{ min-height: {space(48)}px; }}
QScrollBar::handle:horizontal {{ min-width: {space(48)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{
  background: {c["ink"]}; color: {c["page"]}; border: none; padding: {space(8)}px;
}}
QMenu {{
  background: {c["card"]}; color: {c["ink"]}; border: 1px solid {c["control"]};
  border-radius: {radius}px; padding: {space(4)}px;
}}
QMenu::item {{ padding: {space(12)}px {space(16)}px; border-radius: {radius - 4}px; }}
QMenu::item:selected {{ background: {c["green_tint"]}; }}
"""
