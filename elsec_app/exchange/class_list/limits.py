"""How much a class list may ask of this machine; past these a file is refused in one sentence.

Chosen so that the largest file let through is read within a few seconds and 500 MB. The largest
real case planned for is 10,000 rows; zip limits follow trust report T12.
"""

MAX_FILE_BYTES = 32_000_000
MAX_ROWS = 50_000
MAX_COLUMNS = 256
MAX_CELLS = 1_000_000
MAX_LINE = 100_000
"""Characters in one line of text."""

MAX_ZIP_ENTRIES = 200
MAX_UNPACKED_BYTES = 64_000_000
MAX_RATIO = 100
"""Unpacked to packed bytes, for an entry of more than ``RATIO_MATTERS_FROM`` unpacked bytes."""
RATIO_MATTERS_FROM = 1_000_000

MAX_XML_DEPTH = 100
MAX_CELL = 400
"""Characters kept of one cell: longer ones are notes, never a name or a code."""
