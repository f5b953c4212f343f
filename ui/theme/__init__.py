"""The look, from ``resources/tokens.toml``: colours, type, lengths, icons, pictures, style sheet.

``look.Theme`` is made once and handed to every widget. Imports only Qt and the ground.
"""
