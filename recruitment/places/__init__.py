"""Postcodes, places and islands; a place and a radius become the set of workplace points inside it."""
