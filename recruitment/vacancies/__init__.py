"""Adverts: their content, approval, publication and import; who sits on which panel."""
