"""What a setting has in place, since when, and when it is looked at again."""
