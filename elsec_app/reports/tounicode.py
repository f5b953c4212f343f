"""The text layer of a font subset: which character each code stands for.

reportlab's own map gives U+0000 to ``.notdef``, cuts characters above U+FFFF, and writes more
than the 100 entries a block may have (ISO 32000-1, 9.10.3). This one does none of these.
"""

from elsec_app.reports.arabic import plain_of

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100


def _meant(point: int) -> str:
    """The letter, where the code point is only one of its joined shapes."""
    return plain_of().get(chr(point), chr(point))


def to_unicode(name: str, subset: list[int]) -> str:
    """The CMap of *subset*, a list of code points by code; 0 means unused."""
    pairs = [
        f"<{code:02X}> <{_meant(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    lines = [_HEAD.format(name=name)]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, _FOOT])
