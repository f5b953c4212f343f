"""The windows, driven as a person would: offscreen, with the shipped typefaces."""
