"""The commands of ``elsec``, one file each: ``HELP``, ``add(parser)`` and ``run(options) -> int``.

They compose what lies below; the command line's floor, beside ``__main__``. To add a command: its
file here, and its name in ``cli.COMMANDS``.
"""
