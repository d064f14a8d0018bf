"""Apply once: the profile a person keeps, and the applications made from it."""
