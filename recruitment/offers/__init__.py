"""Offers of a post, and appointing to it."""
