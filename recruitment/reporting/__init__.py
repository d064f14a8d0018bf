"""Figures across slices, rolled up so that whoever reads them reaches no person and no application."""
