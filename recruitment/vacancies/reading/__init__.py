"""Reads an advert's free texts into facts, with doubts in plain English for what it cannot be sure of. Pure."""
