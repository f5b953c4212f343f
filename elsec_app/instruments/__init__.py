"""Instruments: what a screen asks, how it is scored, and the proof that the pack is whole.

Pure: no Qt, no store, no network; the same code scores on the desktop, at the centre and in the
tests. May import only ``errors``, ``resources`` and ``i18n``. PyYAML and cryptography are imported
when a pack or a publication is read and not before.

A pack is ``files``; ``reading`` makes a ``definition`` of them, ``proof`` finds what is wrong, and
``library`` does both. Answers become a ``progress`` (by ``walk``) and a result (by ``scoring``).
``slips`` and ``noticed`` try whether every number is guarded; ``locks`` keep what is live as it is;
``publication`` signs, and ``shelf`` receives. For authors: ``resources/instruments/AUTHORING.md``.

To add an item type: 1. a struct in ``items``; 2. its values and its worth in ``answers``. To add a
rule: 1. a struct in ``rules``; 2. its one reader in ``walk``, ``scoring`` or ``context``; 3. its
proof; 4. a way to slip in ``slips``. Then renew the schemas (``elsec instruments schema``).
"""
