"""Instruments: what a screen asks, how it is scored, and the proof that the pack is whole.

Pure: no Qt, no store, no network; the same code scores on the desktop, at the centre and in the
tests. May import only ``errors``, ``resources`` and ``i18n``. PyYAML is imported when a pack is
read and not before.

To add an item type: 1. a struct in ``items``; 2. its values in ``answers``. To add a rule: 1. a
struct in ``rules``; 2. its one reader in ``walk``, ``scoring`` or ``cautions``; 3. its proof.
"""
