"""Choose what to print, see it, print it or save it."""
