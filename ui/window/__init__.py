"""The one window: the door, the shell behind it, the lock, and the courier to the centre.

``main.Main`` is what opens first and imports no more than the passphrase needs; the rest comes
when a desk is unlocked. May import ``screens`` and all below them; no screen imports this.
"""
