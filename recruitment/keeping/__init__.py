"""Retention, erasure and the copy of one person's data, over all slices, read from what the tables declare."""
