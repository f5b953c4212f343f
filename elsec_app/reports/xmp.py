"""The metadata packet that names the document and declares PDF/UA-1."""

from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _inert(text: str) -> str:
    """*text* as XML in which no word of PDF stands.

    The packet is not compressed, and a reader that looks for ``endstream`` instead of counting
    would stop in the middle of a title.
    """
    return escape(text, {"endstream": "&#101;ndstream", "endobj": "&#101;ndobj"})


def xmp(title: str, subject: str, language: str) -> PDFStream:
    """The packet as a stream, readable without decompressing."""
    packet = _PACKET.format(title=_inert(title), subject=_inert(subject), language=_inert(language))
    kind = PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
    return PDFStream(dictionary=kind, content=packet.encode("utf-8"))
