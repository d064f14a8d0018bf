"""Figures across slices, kept in step so that whoever reads them reaches no person and no application."""

from recruitment.reporting import watching as watching
