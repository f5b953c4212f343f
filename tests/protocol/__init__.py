"""What travels, as tables and properties."""
