"""What comes in from and goes out to other systems: class lists now; FHIR and exports later.

May import ``operations`` and everything below it, never ``ui``, ``sync`` or ``reports``. Nothing
here stores: a reading is handed to an operation, and a person decides.
"""
