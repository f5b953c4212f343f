"""One class: every child's bands, how many are done, and who shares a need."""
