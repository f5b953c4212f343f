"""What comes in from and goes out to other systems: class lists in, instruments
as FHIR out and from an XLSForm in.

May import ``operations`` and everything below it, never ``ui``, ``sync`` or ``reports``. Nothing
here stores: a reading is handed to an operation, and a person decides.
"""
