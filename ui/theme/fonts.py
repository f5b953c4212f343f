"""The two typefaces, loaded from the shipped files, and the roles that text plays."""

from PySide6.QtGui import QFont, QFontDatabase

from elsec_app.resources import resources

# Screens use no bold of the first; printed pages do.
UI_FILES = ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-SemiBold.ttf")
CHILD_FILES = ("Andika-Regular.ttf", "Andika-Bold.ttf")

# role: (size token, weight, whether in the child's typeface)
ROLES = {
    "title": ("title", QFont.Weight.DemiBold, False),
    "heading": ("strong", QFont.Weight.DemiBold, False),
    "body": ("body", QFont.Weight.Normal, False),
    "strong": ("body", QFont.Weight.DemiBold, False),
    "small": ("small", QFont.Weight.Normal, False),
    "label": ("small", QFont.Weight.DemiBold, False),
    "answer": ("strong", QFont.Weight.DemiBold, False),
    "say": ("say", QFont.Weight.Bold, True),
    "said": ("strong", QFont.Weight.Normal, True),
}


def load(files: tuple[str, ...]) -> tuple[str, ...]:
    """Make the typefaces known to Qt; the names of those that could not be read are returned."""
    folder = resources() / "fonts"
    return tuple(
        name for name in files if QFontDatabase.addApplicationFont(str(folder / name)) == -1
    )
