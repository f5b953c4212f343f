"""From operations to the facts of a print: one function per print, named after it.

Each takes an open connection and the desk, and the ids of what to print. Nothing is computed here
that is not in a signed record, a pack or a published list; nothing is drawn here.
"""
