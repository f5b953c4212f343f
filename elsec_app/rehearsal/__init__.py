"""A whole school day with made-up children on real parts: the tour, and the ground of the demo.

It composes both sides (a real centre in its own process, real vaults), so it stands on the top
floor beside the command line; nothing imports it but that. Every child in it is invented.
"""
