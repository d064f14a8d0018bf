"""Choosing among applicants: the list, shortlisting, interviews, and telling those who were not chosen why."""
