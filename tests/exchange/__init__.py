"""Class lists in and out."""
