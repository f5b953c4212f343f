"""Class lists from any school's file: CSV and its kin, Excel, Common Transfer File XML.

``read`` is the one door. Inside, a file is opened by what it is (``opening``), becomes a ``Grid``
of cells, gets a ``Layout`` (which column says what), is converted column by column (``rows``) and
checked (``checks``). May import ``operations`` and below; the libraries that open workbooks and
XML are imported only when such a file comes. Past ``limits`` a file is refused, never tried.
"""

from elsec_app.exchange.class_list.reading import Reading, read

__all__ = ["Reading", "read"]
