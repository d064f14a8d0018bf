"""Vacancies that somebody saved: a list of their own, signed in or not."""
